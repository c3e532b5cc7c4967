"""The ways to talk, and what two people have in common of them."""

from collections.abc import Iterable

MEANS = {
    "phone": "Phone",
    "text": "Text",
    "video": "Video",
    "email": "E-mail",
    "in_person": "In person",
}

HOMES = {"open": "Open: Home shows names", "hidden": "Covered: Home shows nothing until you tap Show"}

# which detail a way to talk needs
NEEDS = {"phone": "phone", "text": "phone", "video": "email", "email": "email"}


def listed(stored: str) -> list[str]:
    """A column that holds several choices, as the list it stands for."""
    return [word for word in stored.split(",") if word]


def stored(choices: Iterable[str]) -> str:
    """The column for these choices; each once, however often it was sent."""
    return ",".join(dict.fromkeys(choices))


def in_common(one: str, other: str) -> list[str]:
    """What both ticked, in the order of `MEANS`."""
    return [way for way in MEANS if way in listed(one) and way in listed(other)]


def in_words(ways: str | Iterable[str]) -> str:
    """Phone, text: several ways as one line. Takes the list, or the column that holds it."""
    chosen = listed(ways) if isinstance(ways, str) else list(ways)
    return ", ".join(MEANS[way] for way in chosen if way in MEANS)


def details_to_show(ways: Iterable[str]) -> set[str]:
    """The contact details that these ways need: `phone`, `email`."""
    return {NEEDS[way] for way in ways if way in NEEDS}


def why_means_need_details(means: Iterable[str], *, phone: str, email: str) -> dict[str, str]:
    """Field to sentence, for ways that were ticked without the detail they need."""
    missing = details_to_show(means) - ({"phone"} if phone else set()) - ({"email"} if email else set())
    return {
        field: {
            "phone": "Phone and text need a number. Fill it in, or untick them.",
            "email": "E-mail and video need an e-mail address. Fill it in, or untick them.",
        }[field]
        for field in sorted(missing)
    }
