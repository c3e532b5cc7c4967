"""Groups as they could be, for measuring: the same at every run."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from portal.matching.people import Answer, Aspect, Facts, Mentee, Mentor, Wish
from portal.matching.times import Times, Weekly, in_utc

NOW = datetime(2026, 3, 18, 12, tzinfo=UTC)
MONDAY = date(2026, 3, 16)

ASPECTS = (
    Aspect("gender", "Gender", {"f": "a woman", "m": "a man", "n": "neither"}, weight=2),
    Aspect("age", "Age", {str(age): f"{age} to {age + 9}" for age in range(20, 80, 10)}, weight=2),
    Aspect("status", "Reconciliation", {"together": "together", "apart": "apart", "unsure": "unsure"}, weight=3),
    Aspect("affair", "Kind of affair", {"once": "one time", "long": "long", "several": "several"}, weight=2),
    Aspect("language", "Language", {"en": "English", "es": "Spanish"}, weight=1),
    Aspect("side", "Which side", {"was": "was", "did": "did", "both": "both"}, 3, across_only_if_both_agree=True),
)

FACTS = Facts(today=NOW.date(), aspects=ASPECTS)

WAYS = ("phone", "text", "video", "email", "in_person")
WISHES = (Wish.CLOSER, Wish.CLOSER, Wish.DIFFERENT, Wish.NO_MATTER, Wish.UNSAID)


def made_up_group(
    number: int, mentees: int | None = None, mentors: int | None = None
) -> tuple[list[Mentee], list[Mentor]]:
    """Those who wait and those who offer: up to fifteen and up to eight, so that mentors are scarce and plentiful."""
    chance = Random(number)  # noqa: S311 - nothing secret
    home = chance.choice(["America/New_York", "America/Los_Angeles", "Europe/London"])
    waiting = [_mentee(chance, one, home) for one in range(mentees or chance.randint(2, 15))]
    return waiting, [_mentor(chance, one, home) for one in range(mentors or chance.randint(1, 8))]


def _mentee(chance: Random, number: int, home: str) -> Mentee:
    return Mentee(
        id=f"m{number:03}",
        member=f"mentee{number}",
        name=f"Mentee {number}",
        group="one",
        waiting_since=NOW - timedelta(days=chance.randint(0, 90), minutes=chance.randint(0, 1439)),
        answers=_answers(chance),
        ways=frozenset(chance.sample(WAYS, chance.randint(2, 4))),
        times=_times(chance, home),
    )


def _mentor(chance: Random, number: int, home: str) -> Mentor:
    return Mentor(
        id=f"a{number:03}",
        member=f"mentor{number}",
        name=f"Mentor {number}",
        groups=frozenset({"one"}),
        places=chance.choice([1, 1, 1, 2, 3]),
        last_began=chance.choice([None, NOW.date() - timedelta(days=chance.randint(20, 600))]),
        answers=_answers(chance),
        ways=frozenset(chance.sample(WAYS, chance.randint(2, 4))),
        times=_times(chance, home),
    )


def _answers(chance: Random) -> dict[str, Answer]:
    """One in eight is not said; most are on the same side and in the same language."""
    answers = {
        aspect.id: Answer(chance.choice([*aspect.options] * 7 + [None] * len(aspect.options)), chance.choice(WISHES))
        for aspect in ASPECTS
    }
    usual = {"language": "en", "side": "was"}
    return answers | {key: Answer(option, answers[key].wish) for key, option in usual.items() if chance.random() < 0.7}


def _times(chance: Random, home: str) -> Times:
    """Two to six stretches of two to four hours, mostly in the evening."""
    zone = home if chance.random() < 0.8 else chance.choice(["America/Chicago", "Europe/Berlin", "Australia/Sydney"])
    weekly = []
    for _ in range(chance.randint(2, 6)):
        start = chance.choice([8, 12, 18, 18, 19, 20]) * 60
        weekly.append(Weekly(chance.randint(0, 6), start, start + chance.randint(2, 4) * 60))
    return in_utc(weekly, zone, MONDAY)
