"""The pair, once both said yes; what each side has agreed to; and what both were asked as time went by."""

from piccolo.columns import Date, SmallInt, Varchar
from piccolo.table import Table

from portal.columns import belongs_to, identifier, may_belong_to, moment, sealed
from portal.groups.tables import Group
from portal.members.tables import Member
from portal.proposals.tables import Proposal


class Mentorship(Table, tablename="mentorships", help_text="A mentor and a mentee who both said yes."):
    id = identifier()
    proposal = belongs_to(Proposal, unique=True)
    mentor = belongs_to(Member)
    mentee = belongs_to(Member)
    group = belongs_to(Group, help_text="The group in which it began.")
    state = Varchar(length=6, null=False, default="active", index=True)
    began_at = moment()
    first_by = Varchar(length=6, null=False, default="mentor", help_text="Who writes first: mentor or mentee.")
    found_at = moment(null=True, help_text="When somebody said, or an act showed, that they found each other.")
    feels_asked_at = moment(null=True, help_text="When each was asked, alone, whether it feels right.")
    paused_by = may_belong_to(Member)
    paused_at = moment(null=True)
    paused_until = Date(null=True, default=None, help_text="The day on which a pause is over.")
    pause_word = sealed(help_text="A word with the pause, from whoever asked for it.")
    closes_at = moment(null=True, help_text="After a goodbye: when the page closes, answered or not.")
    ended_at = moment(null=True)
    ended_how = Varchar(length=12, null=False, default="", help_text="goodbye, without or closed.")


class Side(Table, tablename="talk_sides"):
    """What one of the two has agreed to and chosen in these talks. Two rows for each pair, made when it begins."""

    id = identifier()
    mentorship = belongs_to(Mentorship)
    member = belongs_to(Member)
    agreed_at = moment(null=True, help_text="When they read what these talks are and are not.")
    ways = Varchar(length=60, null=False, default="", help_text="The ways to talk that they agree to here.")
    often = Varchar(length=12, null=False, default="", help_text="How often they hope to talk.")
    wish = Varchar(length=13, null=False, default="", help_text="just_listen, some_thoughts, not_sure.")
    feels = sealed(help_text="Whether this feels right, for them alone.")
    feels_at = moment(null=True)
    meanwhile = Varchar(length=12, null=False, default="", help_text="In a long pause: wait, stand_in, someone_new.")
    read_until = moment(null=True, help_text="Messages written before are read.")
    answers_by = Date(null=True, default=None, help_text="The day by which they said they would answer.")


class Prompt(Table, tablename="talk_prompts"):
    """What a pair was asked or told because time went by: each kind and number once."""

    id = identifier()
    mentorship = belongs_to(Mentorship)
    kind = Varchar(length=12, null=False)
    nth = SmallInt(null=False, default=1)
    created_at = moment()
