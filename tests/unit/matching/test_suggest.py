"""What the match desk is told."""

import subprocess
import sys
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.matching.fit import FULL, fit, profile
from portal.matching.people import Answer, Facts, Mentee, Mentor, Wish
from portal.matching.rules import why_not
from portal.matching.suggest import (
    BELOW_FLOOR,
    NO_PLACE_LEFT,
    NOBODY_ABOVE_FLOOR,
    NOBODY_POSSIBLE,
    look_at,
    suggest,
    what_if,
)
from portal.matching.words import compare
from tests.unit.matching.people import AGE, BEGAN, EVENING, FACTS, TODAY, communities, ines, ruth

Community = tuple[list[Mentee], list[Mentor], Facts]

YOUNG, OLD = {AGE.id: Answer("30s", Wish.CLOSER)}, {AGE.id: Answer("60s", Wish.CLOSER)}
NOOR = ines(id="m-noor", member="noor", name="Noor", waiting_since=BEGAN + timedelta(days=1))
THEO = ruth(id="a-theo", member="theo", name="Theo", last_began=TODAY - timedelta(days=30))


def pairs(waiting: list[Mentee], mentors: list[Mentor], facts: Facts = FACTS) -> list[tuple[str, str]]:
    return [(one.mentee.name, one.mentor.name) for one in suggest(waiting, mentors, facts).suggestions]


def vetoes(mentee: Mentee, mentor: Mentor, facts: Facts) -> list[str]:
    """Said once more from the plain facts, and not by the rules that are looked at here."""
    two = frozenset({mentee.member, mentor.member})
    across = [
        (mentee.answers.get(aspect.id, Answer()), mentor.answers.get(aspect.id, Answer()))
        for aspect in facts.aspects
        if aspect.across_only_if_both_agree
    ]
    broken = {
        "group": mentee.group not in mentor.groups,
        "self": mentee.member == mentor.member,
        "exclusion": two in facts.exclusions,
        "a former no": two in facts.former_noes,
        "asked already": two in facts.asked,
        "capacity": mentor.places < 1,
        "pause": mentor.paused,
        "rest": mentor.rests_until is not None and mentor.rests_until > facts.today,
        "ways": not mentee.ways & mentor.ways,
        "times": not any(
            min(end, ends) - max(start, begins) > 0
            for start, end in mentee.times.stretches
            for begins, ends in mentor.times.stretches
        ),
        "across": any(
            one.option and other.option and one.option != other.option and {one.wish, other.wish} != {Wish.DIFFERENT}
            for one, other in across
        ),
    }
    return [name for name, is_broken in broken.items() if is_broken]


@settings(max_examples=2000, deadline=None)
@given(communities())
def test_no_veto_is_ever_broken(community: Community) -> None:
    waiting, mentors, facts = community
    found = suggest(waiting, mentors, facts)
    for one in found.suggestions:
        assert vetoes(one.mentee, one.mentor, facts) == []
        assert fit(profile(one.mentee, facts), profile(one.mentor, facts)) >= facts.floor
        assert one.compared == compare(one.mentee, one.mentor, facts)
        assert one.compared.times.stretches
        assert one.compared.ways
    for mentor in mentors:
        assert [one.mentor.id for one in found.suggestions].count(mentor.id) <= mentor.places
    told = [one.mentee.id for one in found.suggestions] + [one.mentee.id for one in found.waits]
    assert sorted(told) == sorted(mentee.id for mentee in waiting), "everybody once"


@settings(max_examples=500, deadline=None)
@given(communities(), st.data())
def test_the_order_of_rows_changes_nothing(community: Community, data: st.DataObject) -> None:
    waiting, mentors, facts = community
    other_order = data.draw(st.permutations(waiting)), data.draw(st.permutations(mentors))
    assert suggest(*other_order, facts) == suggest(waiting, mentors, facts)


@settings(max_examples=500, deadline=None)
@given(communities(most=5), st.data())
def test_what_if_says_who_then_waits(community: Community, data: st.DataObject) -> None:
    waiting, mentors, facts = community
    possible = [(one, other) for one in waiting for other in mentors if why_not(one, other, facts) is None]
    if not possible:
        return
    mentee, mentor = data.draw(st.sampled_from(possible))
    served = {one.mentee.id for one in suggest(waiting, mentors, facts).suggestions}
    chosen = what_if(mentee, mentor, waiting, mentors, facts)
    then = {one.mentee.id for one in chosen.then.suggestions} | {mentee.id}
    assert {one.id for one in chosen.then_wait} == served - then
    assert {one.id for one in chosen.no_longer_wait} == then - served - {mentee.id}
    assert len(chosen.then_wait) <= 2


def test_the_longest_wait_first_in_both_lists() -> None:
    third = ines(id="m-zoe", member="zoe", name="Zoe", waiting_since=BEGAN + timedelta(days=2))
    fourth = ines(id="m-ada", member="ada", name="Ada", waiting_since=BEGAN + timedelta(days=2))
    found = suggest([third, fourth, NOOR, ines()], [ruth(), THEO], FACTS)
    assert [one.mentee.name for one in found.suggestions] == ["Ines", "Noor"]
    assert [one.mentee.name for one in found.waits] == ["Ada", "Zoe"]  # since the same moment: by id


def test_the_more_rested_mentor_where_all_else_is_equal() -> None:
    assert pairs([ines()], [THEO, ruth()]) == [("Ines", "Ruth")]
    assert pairs([ines()], [THEO, ruth(last_began=TODAY)]) == [("Ines", "Theo")]
    assert pairs([ines(), NOOR], [THEO, ruth(places=2)]) == [("Ines", "Ruth"), ("Noor", "Theo")]


def test_why_somebody_waits() -> None:
    demanding = Facts(today=TODAY, aspects=(AGE,), floor=FULL)
    assert suggest([ines(), NOOR], [ruth()], FACTS).waits[0].why == NO_PLACE_LEFT
    assert suggest([ines()], [ruth(times=EVENING)], FACTS).waits[0].why == NOBODY_POSSIBLE
    assert suggest([ines()], [ruth(places=0)], FACTS).waits[0].why == NOBODY_POSSIBLE
    assert suggest([ines(YOUNG)], [ruth(OLD)], demanding).waits[0].why == NOBODY_ABOVE_FLOOR


def test_a_pair_below_the_floor_is_not_suggested_and_can_be_chosen() -> None:
    demanding = Facts(today=TODAY, aspects=(AGE,), floor=FULL)
    pair = look_at(ines(YOUNG), ruth(OLD), demanding)
    assert (pair.why_not, pair.below_floor) == (None, BELOW_FLOOR)
    assert pair.compared == compare(ines(YOUNG), ruth(OLD), demanding)
    assert what_if(ines(YOUNG), ruth(OLD), [ines(YOUNG)], [ruth(OLD)], demanding).pair == pair


def test_a_pair_at_the_floor_is_suggested() -> None:
    asked = Facts(today=TODAY, aspects=(AGE,), floor=fit(profile(ines(YOUNG), FACTS), profile(ruth(), FACTS)))
    assert 0 < asked.floor < FULL
    assert pairs([ines(YOUNG)], [ruth()], asked) == [("Ines", "Ruth")]
    assert look_at(ines(YOUNG), ruth(), asked).below_floor is None


def test_choosing_the_second_in_line_leaves_the_first_waiting() -> None:
    chosen = what_if(NOOR, ruth(), [ines(), NOOR], [ruth()], FACTS)
    assert [mentee.name for mentee in chosen.then_wait] == ["Ines"]
    assert chosen.no_longer_wait == ()


def test_choosing_somebody_else_can_give_another_a_place() -> None:
    """Ines could have either, Noor only Ruth: with Theo for Ines both are served, with Ruth for Ines Noor waits."""
    noor = ines(id="m-noor", member="noor", name="Noor", times=EVENING, waiting_since=BEGAN + timedelta(days=1))
    either = ruth(times=type(EVENING)(ines().times.stretches + EVENING.stretches))
    assert what_if(ines(), THEO, [ines(), noor], [either, THEO], FACTS).then_wait == ()
    assert what_if(ines(), either, [ines(), noor], [either, THEO], FACTS).then_wait == (noor,)


def test_member_pages_pay_for_nothing_here() -> None:
    program = "import sys, portal.matching.suggest; print({'piccolo', 'litestar', 'numpy', 'scipy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
