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
    "check_in_added": Words("{whose} added to a check-in", "/talks/{about}", "stone"),
    "message": Words("{whose} wrote to you", "/talks/{about}/messages", "message", standing=True),
    "answers_by": Words("{whose} has read what you wrote", "/talks/{about}/messages", "message"),
    "ways": Words("{whose} would like another way to talk", "/talks/{about}/ways", "phone"),
    "beginning": Words("{whose} said how your talks could begin", "/talks/{about}/beginning", "talks"),
    "plan": Words("{whose} suggests a time to talk", "/talks/{about}/plans", "clock", standing=True),
    "plan_taken": Words("{whose} took a time to talk", "/talks/{about}", "clock"),
    "plan_changed": Words("{whose} cannot at that time", "/talks/{about}/plans", "clock"),
    "for_next_time": Words("{whose} put something aside for next time", "/talks/{about}", "book"),
    "feels": Words("Does this feel right? You are asked alone", "/talks/{about}/how", "talks"),
    "found": Words("Did you find each other?", "/talks/{about}/found", "talks"),
    "how_is_it": Words("Have you talked lately? You could leave a few words", "/talks/{about}/check-in", "stone"),
    "still": Words("Talks with {whose}: still in touch?", "/talks/{about}/still", "talks"),
    "good_for_both": Words("Talks with {whose}: still good for you both?", "/talks/{about}/still", "talks"),
    "paused": Words("{whose} needs a pause", "/talks/{about}", "clock", standing=True),
    "resumed": Words("Talks with {whose} go on", "/talks/{about}", "talks"),
    "looked_after": Words("{whose} was asked to look after your talks", "/talks/{about}", "people"),
    "care": Words("How are you? Three taps that nobody else sees", "/me/care", "light"),
    "concern": Words("{whose} told you something", "/desk/concerns/{about}", "letter", standing=True),
    "concern_read": Words("{whose} has read what you told", "/told/{about}", "letter"),
    "concern_step": Words("{whose} says how it goes on", "/told/{about}", "letter"),
    "concern_over": Words("{whose} has looked after what you told", "/told/{about}", "letter"),
    "help_lines": Words("Lines of Help now should be looked up again", "/desk/help", "help"),
    "silent": Words("A pair in your group may need you", "/desk/talks", "talks"),
    "unanswered": Words("A goodbye in your group is not answered yet. Nothing has to be done", "/desk/talks", "letter"),
    "doors": Words("What now? Some ways on", "/talks/{about}/kept#doors", "talks"),
    "hello_again": Words("A while ago your talks ended. A hello from here", "/talks/{about}/kept", "light"),
    "goodbye": Words("{whose} said goodbye", "/talks/{about}/goodbye", "letter", standing=True),
    "goodbye_answered": Words("{whose} answered your goodbye", "/talks/{about}/kept", "letter", standing=True),
    "kept": Words("Your talks with {whose} are over", "/talks/{about}/kept", "letter", standing=True),
    "chat_reply": Words("{whose} replied to your chat", "/chats/{about}", "message", standing=True),
    "chat_open": Words("{whose} would like a chat", "/chats/{about}", "chats", standing=True),
    "chat_offered": Words("{whose} offers a chat", "/chats/{about}", "chats", standing=True),
    "chat_said": Words("{whose} wrote to you in a chat", "/chats/{about}", "message", standing=True),
    "chat_over": Words("Nobody was free in time. It is not about you", "/chats/{about}", "chats", standing=True),
    "say": Words("How has it been? Say it, if you like, without your name", "/me/say", "letter"),
    "chat_taken": Words("{whose} took up your reply", "/chats/{about}", "message", standing=True),
}
