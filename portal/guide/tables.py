"""What the coordinator keeps for everybody: question cards, and the shelf of resources."""

from piccolo.columns import Boolean, Date, SmallInt, Text, Varchar
from piccolo.columns.readable import Readable
from piccolo.table import Table

from portal.columns import identifier


class QuestionCard(Table, tablename="question_cards", help_text="A question that may help, in the voice of each side."):
    id = identifier()
    mentor_asks = Varchar(length=300, null=False, help_text="As a mentor could ask it: What do you need just now?")
    mentee_says = Varchar(length=300, null=False, help_text="What a mentee could say: This is what I need just now.")
    position = SmallInt(null=False, default=0, help_text="The lowest comes first.")
    is_retired = Boolean(null=False, default=False, help_text="Not offered any more. Where it was put aside, it stays.")

    @classmethod
    def get_readable(cls) -> Readable:
        return Readable(template="%s", columns=[cls.mentor_asks])


class Resource(Table, tablename="resources", help_text="Something worth reading or hearing, and why."):
    id = identifier()
    title = Varchar(length=120, null=False)
    why = Varchar(length=400, null=False, default="", help_text="Why it helps, in a sentence or two.")
    link = Varchar(length=400, null=False, default="", help_text="Where it is, beginning with https://. Or a text.")
    text = Text(null=False, default="", help_text="The text itself, where there is no link.")
    strand = Varchar(length=13, null=False, default="", help_text="The strand it belongs to, or none.")
    position = SmallInt(null=False, default=0, help_text="The lowest comes first.")
    is_retired = Boolean(null=False, default=False, help_text="Not offered any more. Where it was put aside, it stays.")

    @classmethod
    def get_readable(cls) -> Readable:
        return Readable(template="%s", columns=[cls.title])


class HelpLine(Table, tablename="help_lines", help_text="Somebody who answers, for the page Help now."):
    id = identifier()
    place = Varchar(length=60, null=False, help_text="The country or region it is for: United States.")
    what_for = Varchar(length=120, null=False, help_text="When to use it: In danger right now.")
    call = Varchar(length=30, null=False, default="", help_text="The number to call, as people write it.")
    text_to = Varchar(length=30, null=False, default="", help_text="The number to text.")
    text_word = Varchar(length=30, null=False, default="", help_text="The word to text, where one is asked for.")
    link = Varchar(length=400, null=False, default="", help_text="A page of theirs, beginning with https://.")
    hours = Varchar(length=60, null=False, default="", help_text="When they answer: at any hour.")
    position = SmallInt(null=False, default=0, help_text="The lowest comes first.")
    is_retired = Boolean(null=False, default=False, help_text="Not shown any more.")
    reviewed_on = Date(null=True, default=None, help_text="When somebody last looked it up. Empty: not yet.")

    @classmethod
    def get_readable(cls) -> Readable:
        return Readable(template="%s: %s", columns=[cls.place, cls.what_for])
