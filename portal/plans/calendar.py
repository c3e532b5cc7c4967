"""A time as a file for somebody's calendar: it says that there is an appointment, and nothing else."""

import hashlib
from datetime import datetime

from portal.plans.rules import LASTS

NAME = "appointment.ics"
TITLE = "Appointment"


def appointment(plan: str, at: datetime, *, now: datetime) -> bytes:
    """Names nobody, no place and no portal: it is kept by phones and by whoever keeps their calendars.

    Its id is drawn from the plan's, so that a calendar knows it again, and leads back to nothing."""
    from icalendar import Calendar, Event  # noqa: PLC0415  (takes its time and room, and few ask for it)

    event = Event()
    event.add("uid", hashlib.sha256(f"appointment\0{plan}".encode()).hexdigest()[:32])
    event.add("summary", TITLE)
    event.add("dtstamp", now)
    event.add("dtstart", at)
    event.add("dtend", at + LASTS)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Calendar//EN")
    calendar.add_component(event)
    file: bytes = calendar.to_ical()
    return file
