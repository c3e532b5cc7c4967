"""What we tell a member: kind to words, and where it leads.

`{whose}` is the name of the other person, where there is one. Home shows these; they quote nobody.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    line: str
    leads_to: str
    icon: str
    standing: bool = False  # stays until it is opened, as a card of its own


KINDS = {
    "matched": Words("Talks with {whose}: you both said yes", "/talks/{about}", "talks", standing=True),
    "not_this_time": Words("Talks with {whose}: not this time", "/proposals/{about}", "talks"),
    "check_in": Words("{whose} logged a check-in", "/talks/{about}", "stone"),
    "milestone": Words("{whose} marked a milestone", "/talks/{about}", "light"),
    "saw": Words("{whose} added to your milestone", "/talks/{about}", "light"),
    "goodbye": Words("{whose} said goodbye", "/talks/{about}/goodbye", "letter", standing=True),
    "goodbye_answered": Words("{whose} answered your goodbye", "/talks/{about}/kept", "letter", standing=True),
    "kept": Words("Your talks with {whose} are over", "/talks/{about}/kept", "letter", standing=True),
    "chat_reply": Words("{whose} replied to your chat", "/chats/{about}", "message", standing=True),
    "chat_taken": Words("{whose} took up your reply", "/chats/{about}", "message", standing=True),
}
