"""Which pairs are possible at all. What a mentor's row says openly is said; of everything else, only that it is so."""

from portal.matching.people import Facts, Mentee, Mentor, Wish
from portal.matching.times import can_talk
from portal.proposals.rules import NO_ROOM, NOT_POSSIBLE, OTHER_GROUP, PAUSED, SAME_PERSON

RESTING = "{mentor} is resting after a talk that ended."


def why_not(mentee: Mentee, mentor: Mentor, facts: Facts) -> str | None:
    """The sentence a facilitator reads, or None where the two may be proposed.

    Room, pause and rest come first, so that they hide what nobody may learn rather than the other way round.
    """
    return why_nobody_new(mentor, facts) or why_not_these_two(mentee, mentor, facts)


def why_not_these_two(mentee: Mentee, mentor: Mentor, facts: Facts) -> str | None:
    """The same for a mentor who can have somebody new."""
    if mentee.member == mentor.member:
        return SAME_PERSON
    if mentee.group not in mentor.groups:
        return OTHER_GROUP.format(mentor=mentor.name, mentee=mentee.name)
    return NOT_POSSIBLE if is_kept_back(mentee, mentor, facts) else None


def why_nobody_new(mentor: Mentor, facts: Facts) -> str | None:
    """What a mentor's row says, whoever is being matched."""
    if mentor.paused:
        return PAUSED.format(mentor=mentor.name)
    if mentor.rests_until is not None and facts.today < mentor.rests_until:
        return RESTING.format(mentor=mentor.name)
    return NO_ROOM.format(mentor=mentor.name) if mentor.places < 1 else None


def is_kept_back(mentee: Mentee, mentor: Mentor, facts: Facts) -> bool:
    """Whether they are kept apart, or have no way or no time to talk, or the mentee is held. Which of these it is,
    nobody may learn."""
    return (
        mentee.held
        or not can_talk(mentee.times, mentor.times)
        or mentee.ways.isdisjoint(mentor.ways)
        or facts.are_kept_apart(mentee.member, mentor.member)
        or is_across(mentee, mentor, facts)
    )


def is_across(mentee: Mentee, mentor: Mentor, facts: Facts) -> bool:
    """Whether they differ where both must be open to it, and are not. What one has not said keeps nobody apart."""
    for aspect in facts.across_only:
        one, other = mentee.said(aspect), mentor.said(aspect)
        differ = one.option != other.option and one.option is not None and other.option is not None
        if differ and not one.wish == other.wish == Wish.DIFFERENT:
            return True
    return False
