"""The file for a calendar says that there is an appointment, and nothing else to whoever keeps that calendar."""

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from portal import clock
from portal.settings import settings
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.plans.planning import moment, offered, planned

NEVER = ("maya", "theo", "tuesday", "heal", "mentor", "talk", "phone", "affair", "portal", "notes", "http", "@")


@pytest.mark.parametrize("name", ["maya", "theo"])
async def test_it_says_nothing_but_when(cast: Cast, enter: Enter, name: str) -> None:
    plan = await planned(cast)
    browser = await enter(name)
    answer = await browser.get(f"/talks/{cast.talk}/plans/{plan}/calendar")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="appointment.ics"'
    assert answer.headers["cache-control"] == "no-store"

    calendar: Any = Calendar.from_ical(answer.content)
    assert {key: str(value) for key, value in calendar.items()} == {"VERSION": "2.0", "PRODID": "-//Calendar//EN"}
    [event] = calendar.subcomponents
    assert (event.name, set(event)) == ("VEVENT", {"UID", "SUMMARY", "DTSTAMP", "DTSTART", "DTEND"})
    assert str(event["SUMMARY"]) == "Appointment"
    assert event["DTSTART"].dt == moment(3)
    assert event["DTEND"].dt == moment(3) + timedelta(hours=1)
    assert abs(event["DTSTAMP"].dt - clock.now()) < timedelta(minutes=1)

    said = answer.text.lower()
    for word in (*NEVER, plan, cast.talk, *cast.members.values(), *cast.accounts.values(), settings().origin):
        assert word.lower() not in said, word


async def test_a_calendar_knows_it_again(cast: Cast, enter: Enter) -> None:
    address = f"/talks/{cast.talk}/plans/{await planned(cast)}/calendar"
    files: list[Any] = [(await (await enter(name)).get(address)).content for name in ("maya", "theo", "maya")]
    [first, *others] = [str(Calendar.from_ical(file).subcomponents[0]["UID"]) for file in files]
    assert others == [first, first]
    assert len(first) == 32


async def test_only_of_a_time_that_is_taken(cast: Cast, enter: Enter) -> None:
    plan = await offered(cast)
    for name in ("maya", "theo"):
        browser = await enter(name)
        assert (await browser.get(f"/talks/{cast.talk}/plans/{plan}/calendar")).status_code == 404
