"""Two people beside each other, in words."""

from portal.matching.people import Answer, Wish
from portal.matching.times import Times
from portal.matching.words import Compared, Line, compare
from tests.unit.matching.people import AFFAIR, AGE, FACTS, MORNING, SIDE, THURSDAY_EVENING, TUESDAY_MORNING, ines, ruth


def test_shared_different_and_not_said_beside_times_and_ways() -> None:
    one = {AGE.id: Answer("30s", Wish.CLOSER), AFFAIR.id: Answer("once", Wish.DIFFERENT)}
    other = {AGE.id: Answer("30s", Wish.NO_MATTER), AFFAIR.id: Answer("long"), SIDE.id: Answer("was")}
    both = Times((TUESDAY_MORNING, THURSDAY_EVENING))
    assert compare(ines(one, times=both), ruth(other), FACTS) == Compared(
        shared=(Line("Age", "in the thirties; asked for the same", "in the thirties; open to any"),),
        different=(Line("Kind of affair", "one time; open to different", "a long one"),),
        not_said=(Line("Which side", "has not said", "was cheated on"),),
        ways=("phone",),
        times=MORNING,
    )


def test_a_wish_of_who_has_not_said_who_they_are_is_read_all_the_same() -> None:
    compared = compare(ines({AGE.id: Answer(None, Wish.CLOSER)}), ruth(), FACTS)
    assert compared.not_said[0] == Line("Age", "has not said; asked for the same", "has not said")


def test_ways_in_the_order_in_which_they_are_asked_for() -> None:
    every = frozenset({"email", "video", "text", "phone"})
    assert compare(ines(ways=every), ruth(ways=every), FACTS).ways == ("phone", "text", "video", "email")


def test_what_is_for_matching_only_reads_the_same_whatever_it_is() -> None:
    """Alike, different or not said, with whatever wish."""
    kept = [Answer(option, wish, shown=False) for option in ("30s", "60s", None) for wish in Wish]
    lines = {
        (compared.shared, compared.different, compared.private)
        for one in kept
        for other in kept
        for compared in [compare(ines({AGE.id: one}), ruth({AGE.id: other}), FACTS)]
    }
    assert lines == {((), (), (Line("Age", "private", "private"),))}


def test_beside_what_one_keeps_what_the_other_shows_is_read_and_not_whether_they_are_alike() -> None:
    for option in ("30s", "60s", None):
        kept, told = Answer(option, shown=False), Answer("30s")
        for mentees, mentors, words in (
            (kept, told, ("private", "in the thirties")),
            (told, kept, ("in the thirties", "private")),
        ):
            compared = compare(ines({AGE.id: mentees}), ruth({AGE.id: mentors}), FACTS)
            assert (compared.shared, compared.different, compared.private) == ((), (), (Line("Age", *words),))
