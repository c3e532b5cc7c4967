"""The ways to talk and the times that suit, and what two people have in common of the ways."""

from collections.abc import Iterable
from functools import cache
from itertools import groupby
from zoneinfo import available_timezones

from portal.groups.rules import WEEKDAYS
from portal.sentences import begun, either

MEANS = {
    "phone": "Phone",
    "text": "Text",
    "video": "Video",
    "email": "E-mail",
    "in_person": "In person",
    "messages": "Messages here",
}

HOMES = {"open": "Open: Home shows names", "hidden": "Covered: Home shows nothing until you tap Show"}

# which detail a way to talk needs
NEEDS = {"phone": "phone", "text": "phone", "video": "email", "email": "email"}

# how to call without being heard by the wrong ears; "" is not said
CALLING = {"message_first": "Message first", "just_call": "Just call"}
VOICEMAIL = {"yes": "Voicemail is fine", "no": "No voicemail, please"}
NOT_SAID = "Prefer not to say"
ASKED_OF_A_CALLER = {"message_first": "Message first, please.", "just_call": "You can just call."}
SAID_OF_VOICEMAIL = {"yes": "A voicemail is fine.", "no": "No voicemail, please."}

# a part of a day: what it is called, and from and until in minutes on the member's own clock
PARTS = {
    "m": ("morning", 7 * 60, 12 * 60),
    "a": ("afternoon", 12 * 60, 17 * 60),
    "e": ("evening", 17 * 60, 21 * 60),
    "n": ("night", 21 * 60, 24 * 60),
}
# 1e is Tuesday evening: all that can be ticked, in the order of the week
TIMES = {
    f"{weekday}{part}": f"{day} {words}"
    for weekday, day in enumerate(WEEKDAYS)
    for part, (words, _, _) in PARTS.items()
}
ANY_TIME = "Any time"
_SEVERAL_DAYS = {tuple(range(7)): "every {}", tuple(range(5)): "weekday {}s", (5, 6): "weekend {}s"}

_AREAS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


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
    """Phone or text: several ways as one line. Takes the list, or the column that holds it."""
    chosen = listed(ways) if isinstance(ways, str) else list(ways)
    return begun(either(*(MEANS[way].lower() for way in chosen if way in MEANS)))


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


def how_to_call(ways: Iterable[str], *, calling: str, voicemail: str, if_answered: str) -> list[str]:
    """In sentences, for whoever is about to call; nothing where no way that both ticked rings a phone."""
    if "phone" not in details_to_show(ways):
        return []
    said = [ASKED_OF_A_CALLER.get(calling), SAID_OF_VOICEMAIL.get(voicemail)]
    if if_answered:
        said.append(f"If someone else answers: “{if_answered}”")
    return [sentence for sentence in said if sentence]


def stored_times(ticked: Iterable[str]) -> str:
    """The column for these times: in the order of the week, each once."""
    chosen = set(ticked)
    return ",".join(time for time in TIMES if time in chosen)


def weekly(times: str) -> list[tuple[int, int, int]]:
    """Weekday, start, end in minutes, on the member's own clock. Nothing said is every day, the whole day."""
    chosen = [time for time in listed(times) if time in TIMES]
    if not chosen:
        return [(weekday, 0, 24 * 60) for weekday in range(7)]
    return [(int(time[0]), *PARTS[time[1]][1:]) for time in chosen]


def times_in_words(times: str) -> str:
    """Weekday mornings, Tuesday evenings: as one line, what comes first in the week first."""
    chosen = listed(stored_times(listed(times)))
    if not chosen or len(chosen) == len(TIMES):
        return ANY_TIME
    days = {part: tuple(int(time[0]) for time in chosen if time[1] == part) for part in PARTS}
    first_come = sorted((part for part in PARTS if days[part]), key=lambda part: days[part][0])
    return begun(", ".join(_on_days(days[part]).format(PARTS[part][0]) for part in first_come))


def _on_days(days: tuple[int, ...]) -> str:
    """every {}, Monday to Thursday {}s, Monday and Friday {}s."""
    if days in _SEVERAL_DAYS:
        return _SEVERAL_DAYS[days]
    runs = [[day for _, day in run] for _, run in groupby(enumerate(days), lambda at: at[1] - at[0])]
    named = [name for run in runs for name in _named(run)]
    return f"{' and '.join(filter(None, (', '.join(named[:-1]), named[-1])))} {{}}s"


def _named(run: list[int]) -> list[str]:
    """Days in a row: from three on, by the first and the last."""
    return [WEEKDAYS[day] for day in run] if len(run) < 3 else [f"{WEEKDAYS[run[0]]} to {WEEKDAYS[run[-1]]}"]


def city(zone: str) -> str:
    """New York, for America/New_York: whose clock it is, in a word."""
    return zone.rpartition("/")[2].replace("_", " ")


def zones(own: str) -> dict[str, str]:
    """All that can be chosen, in the order of the cities, and the zone somebody has already, whatever it is."""
    return {own: _labelled(own)} | _zones()


@cache
def _zones() -> dict[str, str]:
    """Read from the disk once."""
    chosen = [zone for zone in available_timezones() if zone.partition("/")[0] in _AREAS] + ["UTC"]
    return dict(sorted(((zone, _labelled(zone)) for zone in chosen), key=lambda zone: zone[1]))


def _labelled(zone: str) -> str:
    """New York (America): the city first, so that typing its first letters finds it."""
    area = zone.rpartition("/")[0].replace("/", ", ").replace("_", " ")
    return f"{city(zone)} ({area})" if area else city(zone)
