"""Two people beside each other, in words."""

from portal.matching.people import Answer
from portal.matching.times import Times
from portal.matching.words import Compared, compare
from tests.unit.matching.people import AFFAIR, AGE, FACTS, MORNING, SIDE, THURSDAY_EVENING, TUESDAY_MORNING, ines, ruth


def test_shared_different_and_not_said_beside_times_and_ways() -> None:
    one = {AGE.id: Answer("30s"), AFFAIR.id: Answer("once")}
    other = {AGE.id: Answer("30s"), AFFAIR.id: Answer("long"), SIDE.id: Answer("was")}
    both = Times((TUESDAY_MORNING, THURSDAY_EVENING))
    assert compare(ines(one, times=both), ruth(other), FACTS) == Compared(
        shared=("Age: in the thirties",),
        different=("Kind of affair: Ines one time, Ruth a long one",),
        not_said=("Which side: Ines has not said",),
        ways=("phone",),
        times=MORNING,
    )


def test_who_has_not_said() -> None:
    compared = compare(ines({AGE.id: Answer("30s")}), ruth(), FACTS)
    assert compared.not_said == (
        "Age: Ruth has not said",
        "Kind of affair: neither has said",
        "Which side: neither has said",
    )


def test_ways_in_the_order_in_which_they_are_asked_for() -> None:
    every = frozenset({"email", "video", "text", "phone"})
    assert compare(ines(ways=every), ruth(ways=every), FACTS).ways == ("phone", "text", "video", "email")


def test_what_is_for_matching_only_reads_the_same_whatever_it_is() -> None:
    """Alike, different or not said, and whichever of the two keeps it."""
    kept, told = [Answer(option, shown=False) for option in ("30s", "60s", None)], [Answer("30s"), Answer(None)]
    lines = {
        (compared.shared, compared.different, compared.not_said[0])
        for one in kept
        for other in kept + told
        for mentees, mentors in ((one, other), (other, one))
        for compared in [compare(ines({AGE.id: mentees}), ruth({AGE.id: mentors}), FACTS)]
    }
    assert lines == {((), (), "Age: private")}
