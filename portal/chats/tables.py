"""Informal chats: asked for or offered, answered privately, over by themselves."""

from piccolo.columns import Boolean, Varchar
from piccolo.table import Table

from portal.columns import belongs_to, identifier, moment, sealed
from portal.groups.tables import Group
from portal.members.tables import Member


class Chat(Table, tablename="chats", help_text="An informal chat asked for or offered."):
    id = identifier()
    author = belongs_to(Member)
    group = belongs_to(Group)
    kind = Varchar(length=5, null=False)
    line = sealed()
    means = Varchar(length=60, null=False)
    until = moment()
    state = Varchar(length=9, null=False, default="open", index=True)
    created_at = moment()


class Reply(Table, tablename="replies"):
    """A private answer to a chat, read by its author and the author of the chat alone."""

    id = identifier()
    chat = belongs_to(Chat)
    author = belongs_to(Member)
    words = sealed()
    means = Varchar(length=60, null=False)
    created_at = moment()
    taken_at = moment(null=True)


class ChatLine(Table, tablename="chat_lines"):
    """What the two of a chat that was taken up write to each other here."""

    id = identifier()
    chat = belongs_to(Chat)
    author = belongs_to(Member)
    words = sealed()
    created_at = moment()


class ToldOfChats(Table, tablename="told_of_chats"):
    """Who wants to be told when a chat is open. Nobody else is."""

    id = identifier()
    member = belongs_to(Member, unique=True)
    also_at_night = Boolean(null=False, default=False)
