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
    "application": Words("{whose} sent an application", "/desk/applications/{about}", "letter"),
    "application_unread": Words("The application of {whose} is not read yet", "/desk/applications/{about}", "clock"),
    "application_back": Words("{whose} took an application back", "/desk", "letter"),
    "stepped_back": Words("{whose} does not wish to mentor for now", "/desk", "talks"),
    "application_late": Words("Your application is not read yet. We asked again", "/enrolments/{about}", "clock"),
    "application_read": Words("{whose} has read your application", "/enrolments/{about}", "letter"),
    "application_answered": Words("{whose} answered your application", "/enrolments/{about}", "letter", standing=True),
    "still_looking": Words("Still looking for a mentor for you", "/enrolments/{about}", "clock"),
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
