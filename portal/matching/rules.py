"""Which pairs are possible at all. What a mentor's row says openly is said; of everything else, only that it is so."""

from portal.matching.people import Aspect, Facts, Mentee, Mentor, Wish
from portal.matching.times import can_talk
from portal.proposals.rules import NO_ROOM, NOT_POSSIBLE, OTHER_GROUP, PAUSED, SAME_PERSON

RESTING = "{mentor} is resting after a talk that ended."


def why_not(mentee: Mentee, mentor: Mentor, facts: Facts) -> str | None:
    """The sentence a facilitator reads, or None where the two may be proposed.

    Room, pause and rest come first, so that they hide what nobody may learn rather than the other way round.
    """
    return why_not_openly(mentee, mentor, facts) or (NOT_POSSIBLE if is_kept_back(mentee, mentor, facts) else None)


def why_not_openly(mentee: Mentee, mentor: Mentor, facts: Facts) -> str | None:
    if mentee.member == mentor.member:
        return SAME_PERSON
    if mentee.group not in mentor.groups:
        return OTHER_GROUP.format(mentor=mentor.name, mentee=mentee.name)
    return why_nobody_new(mentor, facts)


def why_nobody_new(mentor: Mentor, facts: Facts) -> str | None:
    """What a mentor's row says, whoever is being matched."""
    if mentor.paused:
        return PAUSED.format(mentor=mentor.name)
    if mentor.rests_until is not None and facts.today < mentor.rests_until:
        return RESTING.format(mentor=mentor.name)
    return NO_ROOM.format(mentor=mentor.name) if mentor.places < 1 else None


def is_kept_back(mentee: Mentee, mentor: Mentor, facts: Facts) -> bool:
    """Whether they are kept apart, or have no way or no time to talk. Which of these it is, nobody may learn."""
    return (
        not can_talk(mentee.times, mentor.times)
        or mentee.ways.isdisjoint(mentor.ways)
        or frozenset((mentee.member, mentor.member)) in facts.kept_apart
        or any(is_across(mentee, mentor, aspect) for aspect in facts.across_only)
    )


def is_across(mentee: Mentee, mentor: Mentor, aspect: Aspect) -> bool:
    """Whether both said something else here and not both are open to it. What one has not said keeps nobody apart."""
    one, other = mentee.said(aspect), mentor.said(aspect)
    if one.option is None or other.option is None or one.option == other.option:
        return False
    return not one.wish == other.wish == Wish.DIFFERENT
