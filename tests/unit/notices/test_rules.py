import pytest

from portal.notices.rules import KINDS
from portal.web.icons import ICONS


def test_what_members_are_told() -> None:
    assert {kind: words.line.format(whose="Theo") for kind, words in KINDS.items()} == {
        "matched": "Talks with Theo: you both said yes",
        "not_this_time": "Talks with Theo: not this time",
        "check_in": "Theo logged a check-in",
        "milestone": "Theo marked a milestone",
        "saw": "Theo added to your milestone",
        "goodbye": "Theo said goodbye",
        "goodbye_answered": "Theo answered your goodbye",
        "kept": "Your talks with Theo are over",
        "chat_reply": "Theo replied to your chat",
        "chat_taken": "Theo took up your reply",
        "application": "Theo sent an application",
        "application_unread": "The application of Theo is not read yet",
        "application_back": "Theo took an application back",
        "stepped_back": "Theo does not wish to mentor for now",
        "application_late": "Your application is not read yet. We asked again",
        "application_read": "Theo has read your application",
        "application_answered": "Theo answered your application",
        "still_looking": "Still looking for a mentor for you",
        "check_in_added": "Theo added to a check-in",
        "message": "Theo wrote to you",
        "answers_by": "Theo has read what you wrote",
        "ways": "Theo would like another way to talk",
        "beginning": "Theo said how your talks could begin",
        "plan": "Theo suggests a time to talk",
        "plan_taken": "Theo took a time to talk",
        "plan_changed": "Theo cannot at that time",
        "for_next_time": "Theo put something aside for next time",
        "feels": "Does this feel right? You are asked alone",
        "found": "Did you find each other?",
        "how_is_it": "Have you talked lately? You could leave a few words",
        "still": "Talks with Theo: still in touch?",
        "good_for_both": "Talks with Theo: still good for you both?",
        "paused": "Theo needs a pause",
        "resumed": "Talks with Theo go on",
        "looked_after": "Theo was asked to look after your talks",
        "care": "How are you? Three taps that nobody else sees",
        "concern": "Theo told you something",
        "concern_read": "Theo has read what you told",
        "concern_step": "Theo says how it goes on",
        "concern_over": "Theo has looked after what you told",
        "help_lines": "Lines of Help now should be looked up again",
        "chat_open": "Theo would like a chat",
        "chat_offered": "Theo offers a chat",
        "chat_said": "Theo wrote to you in a chat",
        "chat_over": "Nobody was free in time. It is not about you",
        "say": "How has it been? Say it, if you like, without your name",
        "silent": "A pair in your group may need you",
        "unanswered": "A goodbye in your group is not answered yet. Nothing has to be done",
        "doors": "What now? Some ways on",
        "hello_again": "A while ago your talks ended. A hello from here",
    }


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_leads_to_a_page_of_ours_and_has_a_drawn_sign(kind: str) -> None:
    words = KINDS[kind]
    assert words.leads_to.format(about="k3v9").split("/")[1:3] in (
        ["talks", "k3v9"],
        ["proposals", "k3v9"],
        ["chats", "k3v9"],
        ["enrolments", "k3v9"],
        ["desk"],
        ["desk", "applications"],
        ["desk", "concerns"],
        ["desk", "talks"],
        ["told", "k3v9"],
        ["me", "care"],
        ["me", "say"],
        ["desk", "help"],
    )
    assert words.icon in ICONS
