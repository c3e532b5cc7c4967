"""Which pairs are possible, and how little is told of why not."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.errors import NotPossible
from portal.matching.people import Answer, Facts, Mentee, Mentor, Wish
from portal.matching.rules import why_nobody_new, why_not
from portal.matching.suggest import Pair, look_at, what_if
from portal.matching.times import NO_TIMES
from portal.proposals.rules import NOT_POSSIBLE
from tests.unit.matching.people import ASPECTS, EVENING, FACTS, SIDE, TODAY, answers, ines, ruth

TOMORROW = TODAY + timedelta(days=1)
TOGETHER = frozenset({frozenset({"ines", "ruth"})})


def of_side(option: str | None, wish: Wish = Wish.CLOSER) -> dict[str, Answer]:
    return {SIDE.id: Answer(option, wish)}


OPENLY = {
    "room": (ines(), ruth(places=0), "Ruth has no room just now."),
    "pause": (ines(), ruth(paused=True), "Ruth is taking a pause just now."),
    "rest": (ines(), ruth(rests_until=TOMORROW), "Ruth is resting after a talk that ended."),
    "group": (ines(), ruth(groups=frozenset({"saturday"})), "Ruth and Ines do not belong to the same group."),
    "self": (ines(), ruth(member="ines"), "A mentor and a mentee are two people. Choose someone else."),
}

KEPT_BACK = {
    "excluded": (ines(), ruth(), Facts(today=TODAY, aspects=ASPECTS, exclusions=TOGETHER)),
    "a former no": (ines(), ruth(), Facts(today=TODAY, aspects=ASPECTS, former_noes=TOGETHER)),
    "asked in another group": (ines(), ruth(), Facts(today=TODAY, aspects=ASPECTS, asked=TOGETHER)),
    "no way in common": (ines(), ruth(ways=frozenset({"email"})), FACTS),
    "no way at all": (ines(ways=frozenset()), ruth(ways=frozenset()), FACTS),
    "no time in common": (ines(), ruth(times=EVENING), FACTS),
    "no time at all": (ines(times=NO_TIMES), ruth(times=NO_TIMES), FACTS),
    "across": (ines(of_side("was")), ruth(of_side("did")), FACTS),
}


def test_a_possible_pair() -> None:
    assert why_not(ines(), ruth(), FACTS) is None


@pytest.mark.parametrize(("mentee", "mentor", "sentence"), OPENLY.values(), ids=OPENLY)
def test_what_is_said_openly(mentee: Mentee, mentor: Mentor, sentence: str) -> None:
    assert why_not(mentee, mentor, FACTS) == sentence


@pytest.mark.parametrize(("mentee", "mentor", "facts"), KEPT_BACK.values(), ids=KEPT_BACK)
def test_of_everything_else_a_facilitator_gets_the_same(mentee: Mentee, mentor: Mentor, facts: Facts) -> None:
    """One sentence and nothing beside it, for every cause: also where two are looked at, and where one is chosen."""
    assert look_at(mentee, mentor, facts) == Pair("This is not possible just now.")
    with pytest.raises(NotPossible) as refusal:
        what_if(mentee, mentor, [mentee], [mentor], facts)
    assert refusal.value.sentence == "This is not possible just now."


@pytest.mark.parametrize(("mentee", "mentor", "facts"), KEPT_BACK.values(), ids=KEPT_BACK)
def test_a_mentors_own_row_says_the_same_whoever_is_being_matched(mentee: Mentee, mentor: Mentor, facts: Facts) -> None:
    full = ruth(mentor.answers, ways=mentor.ways, times=mentor.times, places=0)
    assert why_not(mentee, full, facts) == why_nobody_new(full, facts) == "Ruth has no room just now."


def test_a_rest_is_over_on_its_day() -> None:
    assert why_not(ines(), ruth(rests_until=TODAY), FACTS) is None


def test_an_exclusion_holds_whichever_of_the_two_is_the_mentee() -> None:
    facts = Facts(today=TODAY, exclusions=TOGETHER)
    assert why_not(ines(member="ruth"), ruth(member="ines"), facts) == NOT_POSSIBLE


@pytest.mark.parametrize("wish", Wish)
@pytest.mark.parametrize("other_wish", Wish)
def test_across_only_if_both_say_that_they_are_open_to_it(wish: Wish, other_wish: Wish) -> None:
    both_agree = wish == other_wish == Wish.DIFFERENT
    said = why_not(ines(of_side("was", wish)), ruth(of_side("did", other_wish)), FACTS)
    assert said == (None if both_agree else NOT_POSSIBLE)


@pytest.mark.parametrize(("one", "other"), [("was", "was"), (None, "did"), ("was", None), (None, None)])
def test_what_is_the_same_or_was_not_said_keeps_nobody_apart(one: str | None, other: str | None) -> None:
    assert why_not(ines(of_side(one)), ruth(of_side(other)), FACTS) is None


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(KEPT_BACK)), answers(), answers())
def test_whatever_they_have_said_nothing_more_is_told(
    cause: str, one: dict[str, Answer], other: dict[str, Answer]
) -> None:
    mentee, mentor, facts = KEPT_BACK[cause]
    if cause != "across":
        mentee = ines(one, ways=mentee.ways, times=mentee.times)
        mentor = ruth(other, ways=mentor.ways, times=mentor.times)
    assert look_at(mentee, mentor, facts) == Pair(NOT_POSSIBLE)
