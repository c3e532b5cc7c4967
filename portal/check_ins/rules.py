"""What a check-in may say."""

from datetime import date

MEANS = {
    "phone": "By phone",
    "in_person": "In person",
    "text": "Text",
    "video": "Video",
    "meeting": "At a meeting",
}

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


def why_not_this_day(day: date, *, began: date, today: date) -> str | None:
    if day > today:
        return "This day is still to come. Choose today, or the day you talked."
    if day < began:
        return "This day is before your talks began. Choose the day you talked."
    return None
