"""Conversations that took place."""

from piccolo.columns import Boolean, Date, Varchar
from piccolo.table import Table

from portal.columns import belongs_to, identifier, moment, sealed
from portal.members.tables import Member
from portal.mentorships.tables import Mentorship


class CheckIn(Table, tablename="check_ins", help_text="A conversation that took place."):
    id = identifier()
    mentorship = belongs_to(Mentorship)
    author = belongs_to(Member)
    day = Date(null=False, default=None)
    means = Varchar(length=9, null=False)
    strands = Varchar(length=90, null=False, default="")
    shared = sealed(help_text="A few words for both.")
    hard_day = Boolean(null=False, default=False)
    length = Varchar(length=8, null=False, default="", help_text="How long, roughly.")
    added = sealed(help_text="What the other side added, with their own key.")
    added_at = moment(null=True)
    created_at = moment()


class OwnNote(Table, tablename="own_notes"):
    """What one side keeps about a check-in for themselves: a table of its own, so that no list for both can show it.

    Whoever logs a check-in has one of it, with words or without: a row alone says nothing."""

    id = identifier()
    check_in = belongs_to(CheckIn)
    member = belongs_to(Member)
    words = sealed()
    along = sealed(help_text="What they take along.")
    weight = sealed(help_text="Whether it weighs on them, sealed either way: a yes and a no look alike.")


class LeftNote(Table, tablename="left_notes"):
    """The same of a check-in that whoever logged it has taken back: the note is its writer's, and stays."""

    id = identifier()
    mentorship = belongs_to(Mentorship)
    member = belongs_to(Member)
    day = Date(null=False, default=None)
    words = sealed()
    along = sealed()
    weight = sealed()
