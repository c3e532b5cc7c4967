"""People for the tests of matching: by hand, and drawn at random so that every rule bites now and then."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from portal.matching.people import Answer, Aspect, Facts, Mentee, Mentor, Wish
from portal.matching.times import Times

T = TypeVar("T")

TODAY = date(2026, 3, 29)
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)

AGE = Aspect("age", "Age", {"30s": "in the thirties", "60s": "in the sixties"}, weight=2)
AFFAIR = Aspect("affair", "Kind of affair", {"once": "one time", "long": "a long one", "several": "several"})
SIDE = Aspect("side", "Which side", {"was": "was cheated on", "did": "cheated"}, across_only_if_both_agree=True)
ASPECTS = (AGE, AFFAIR, SIDE)

TUESDAY_MORNING, THURSDAY_EVENING = (1 * 1440 + 540, 1 * 1440 + 660), (3 * 1440 + 1140, 3 * 1440 + 1260)
MORNING, EVENING = Times((TUESDAY_MORNING,)), Times((THURSDAY_EVENING,))

FACTS = Facts(today=TODAY, aspects=ASPECTS)


def ines(answers: Mapping[str, Answer] | None = None, **changed: Any) -> Mentee:
    given: dict[str, Any] = {
        "id": "m-ines",
        "member": "ines",
        "name": "Ines",
        "group": "tuesday",
        "waiting_since": BEGAN,
        "ways": frozenset({"phone", "text"}),
        "times": MORNING,
        "answers": answers or {},
    }
    return Mentee(**(given | changed))


def ruth(answers: Mapping[str, Answer] | None = None, **changed: Any) -> Mentor:
    given: dict[str, Any] = {
        "id": "a-ruth",
        "member": "ruth",
        "name": "Ruth",
        "groups": frozenset({"tuesday"}),
        "places": 1,
        "ways": frozenset({"phone", "video"}),
        "times": MORNING,
        "answers": answers or {},
    }
    return Mentor(**(given | changed))


def answers() -> st.SearchStrategy[dict[str, Answer]]:
    return st.fixed_dictionaries(
        {
            aspect.id: st.builds(
                Answer,
                option=st.sampled_from([None, *aspect.options]),
                wish=st.sampled_from(Wish),
                shown=st.booleans(),
            )
            for aspect in ASPECTS
        }
    )


def _either(chance: Random) -> dict[str, Any]:
    return {
        "ways": chance.choice(
            [frozenset({"phone"}), frozenset({"text"}), frozenset({"phone", "text"}), frozenset({"phone", "text"})]
        ),
        "times": chance.choice([MORNING, EVENING, Times((TUESDAY_MORNING, THURSDAY_EVENING))]),
        "answers": {
            aspect.id: Answer(chance.choice([None, *aspect.options]), chance.choice(list(Wish))) for aspect in ASPECTS
        },
    }


def _somebody_waiting(number: int) -> Mentee:
    """Several share the moment they began to wait, some are also among the mentors."""
    chance = Random(number)  # noqa: S311 - nothing secret
    return ines(
        id=f"m{number}",
        member=chance.choice([f"one{number}", f"either{number}"]),
        group=chance.choice(["tuesday", "tuesday", "tuesday", "saturday"]),
        waiting_since=BEGAN + timedelta(days=chance.randint(0, 5)),
        **_either(chance),
    )


def _somebody_offering(number: int) -> Mentor:
    chance = Random(-1 - number)  # noqa: S311 - nothing secret
    return ruth(
        id=f"a{number}",
        member=chance.choice([f"other{number}", f"either{number}"]),
        groups=chance.choice([frozenset({"tuesday"}), frozenset({"tuesday", "saturday"})]),
        places=chance.choice([0, 1, 1, 2, 3]),
        paused=chance.random() < 0.05,
        rests_until=chance.choice([None, None, None, TODAY, TODAY, TODAY + timedelta(days=1)]),
        last_began=chance.choice([None, date(2025, 5, 1), date(2026, 2, 1)]),
        **_either(chance),
    )


WAITING = [_somebody_waiting(number) for number in range(60)]
OFFERING = [_somebody_offering(number) for number in range(60)]


@st.composite
def some(draw: st.DrawFn, people: Sequence[T], most: int) -> list[T]:
    least = draw(st.sampled_from([0, most // 2, most]))
    numbers = draw(st.lists(st.integers(0, len(people) - 1), min_size=least, max_size=most, unique=True))
    return [people[number] for number in numbers]


@st.composite
def communities(draw: st.DrawFn, most: int = 7) -> tuple[list[Mentee], list[Mentor], Facts]:
    waiting, offering = draw(some(WAITING, most)), draw(some(OFFERING, most))
    pairs = [frozenset((one.member, other.member)) for one in waiting for other in offering]
    apart = [frozenset(draw(some(pairs, min(4, len(pairs)))) if pairs else []) for _ in range(2)]
    floor = draw(st.sampled_from([0, 0, 15, 30, 45]))
    return (
        waiting,
        offering,
        Facts(today=TODAY, aspects=ASPECTS, exclusions=apart[0], former_noes=apart[1], floor=floor),
    )
