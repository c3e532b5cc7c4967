"""What a check-in may say, and for how long it can still be changed."""

from datetime import date, datetime, timedelta

from portal.sentences import begun

MEANS = {
    "phone": "By phone",
    "in_person": "In person",
    "text": "Text",
    "video": "Video",
    "messages": "Messages here",
    "email": "E-mail",
    "meeting": "At a meeting",
}

# the same within a sentence: half an hour by phone
BY = {
    "phone": "by phone",
    "in_person": "in person",
    "text": "by text",
    "video": "by video",
    "messages": "in messages here",
    "email": "by e-mail",
    "meeting": "at a meeting",
}

LENGTHS = {"short": "A few minutes", "half": "Half an hour", "hour": "An hour", "more": "Longer"}
LONGER = "A long talk"  # how "Longer" reads without the others beside it

# the programme's seven strands, in its order and its words
STRANDS = {
    "connecting": "Connecting",
    "supporting": "Supporting",
    "learning": "Learning",
    "sharing": "Sharing",
    "questioning": "Questioning",
    "celebrating": "Celebrating",
    "reciprocating": "Reciprocating",
}

LONGEST_NOTE = 4000
USUAL_MEANS = "phone"
TIME_TO_CHANGE = timedelta(days=1)

TOO_LATE = "A check-in can be changed for one day, and that day is over. A note of your own can be changed any time."
ADDED_ALREADY = "You have added a few words here. They are kept."


def why_not_this_day(day: date, *, began: date, today: date) -> str | None:
    if day > today:
        return "This day is still to come. Choose today, or the day you talked."
    if day < began:
        return "This day is before your talks began. Choose the day you talked."
    return None


def can_change(*, author: str, by: str, created_at: datetime, now: datetime) -> bool:
    """Correct it or take it back: whoever logged it, for a day."""
    return author == by and now <= created_at + TIME_TO_CHANGE


def can_add(*, author: str, by: str, added_at: datetime | None) -> bool:
    """The side that did not log it, once."""
    return author != by and added_at is None


WEIGHS, WEIGHS_NOT = "1", "0"  # sealed, they are of one length


def in_words(means: str, length: str, *, hard_day: bool) -> str:
    """Half an hour by phone. In person. A hard day, by text."""
    if hard_day:
        return f"A hard day, {BY[means]}"
    if not length:
        return begun(BY[means])
    return f"{LONGER if length == 'more' else LENGTHS[length]} {BY[means]}"
