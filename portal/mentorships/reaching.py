"""The ways by which one of a pair reaches the other, each as what it does: call, text, write."""

from dataclasses import dataclass

from portal.members.queries import Reach
from portal.members.rules import MEANS
from portal.mentorships.talk import Talk

SIGNS = {
    "phone": "phone",
    "text": "message",
    "video": "video",
    "email": "letter",
    "in_person": "people",
    "messages": "message",
}
_FIRST = ("messages", "text", "email", "phone")  # by which a first word comes easiest


@dataclass(frozen=True, slots=True)
class Way:
    """`way` is what it is called, `words` what one does there. Without an address there is nothing to tap."""

    key: str
    way: str
    words: str
    href: str = ""
    detail: str = ""

    @property
    def sign(self) -> str:
        return SIGNS[self.key]


def ways_to(talk: Talk, reached: Reach) -> list[Way]:
    return [_way(key, talk, reached.details) for key in reached.ways]


def first_word(ways: list[Way]) -> Way | None:
    there = {way.key: way for way in ways if way.href}
    return next((there[key] for key in _FIRST if key in there), None)


def _way(key: str, talk: Talk, details: dict[str, str]) -> Way:
    name, phone, email = talk.other_name, details.get("phone", ""), details.get("email", "")
    number, called = phone.replace(" ", ""), MEANS[key]
    if key == "messages":
        return Way(key, called, f"Write to {name}", f"/talks/{talk.id}/messages", called)
    if key == "phone" and phone:
        return Way(key, called, f"Call {name}", f"tel:{number}", phone)
    if key == "text" and phone:
        return Way(key, called, f"Text {name}", f"sms:{number}", phone)
    if key == "email" and email:
        return Way(key, called, f"Write an e-mail to {name}", f"mailto:{email}", email)
    return Way(key, called, called, detail=f"With this address: {email}" if key == "video" and email else "")
