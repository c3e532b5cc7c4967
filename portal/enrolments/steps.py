"""The pages of the two applications, one after the other, and where somebody is among them. Pure."""

from dataclasses import dataclass

from portal.enrolments.rules import MENTEE, MENTOR

PAGES = {
    MENTEE: ("now", "about", "ways", "times", "apart", "send"),
    MENTOR: ("experience", "qualities", "introduction", "about", "ways", "times", "apart", "send"),
}
# what the list of pages calls them
TITLES = {
    "now": "What is hard now",
    "experience": "Your time in the group",
    "qualities": "How you see yourself",
    "introduction": "Your story, in short",
    "about": "About you",
    "ways": "Ways to talk",
    "times": "When you can talk",
    "apart": "Someone to stay apart from",
    "send": "Look it over and send it",
}
# one soft sentence under each title
LEADS = {
    MENTEE: {
        "now": "Choose what fits. No story is needed, and each question can stay empty.",
        "about": "So that we can look for someone who suits you. Each question can stay empty.",
        "ways": "How you would like to talk with a mentor.",
        "times": "Think of most weeks.",
        "apart": "Is there anyone you do not want to meet here? Most people leave this empty.",
        "send": "One last look. You can still change anything, also after it is sent.",
    },
    MENTOR: {
        "experience": "How long you have been here. There is more than one way to be ready.",
        "qualities": "For you to look at. Nobody has all of them, nothing is counted, and each can stay empty.",
        "introduction": "A few words to someone you have not met.",
        "about": "So that we can look for someone you would suit. Each question can stay empty.",
        "ways": "How you would like to talk with a mentee.",
        "times": "Think of most weeks, and of how many people.",
        "apart": "Is there anyone you do not want to meet here? Most people leave this empty.",
        "send": "One last look. You can still change anything, also after it is sent.",
    },
}
LAST_LOOK = "send"
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight")


@dataclass(frozen=True, slots=True)
class Step:
    """Where one page stands among its own."""

    role: str
    page: str

    @property
    def words(self) -> str:
        """Step two of six."""
        pages = PAGES[self.role]
        return f"Step {NUMBERS[pages.index(self.page)]} of {NUMBERS[len(pages) - 1]}"


def has(role: str, page: str) -> bool:
    return page in PAGES.get(role, ())


def after(role: str, saved: str) -> str:
    """The page after the one that was saved last; the first where none was."""
    pages = PAGES[role]
    at = pages.index(saved) + 1 if saved in pages else 0
    return pages[min(at, len(pages) - 1)]


def furthest(role: str, saved: str, also: str) -> str:
    """Whoever goes back to change a page is not sent back to it the next time."""
    pages = ["", *PAGES[role]]
    return max(saved if saved in pages else "", also, key=pages.index)


def onwards(role: str, furthest: str, saved: str) -> str:
    """Where saving a page leads: who has been at the last look comes back to it."""
    return LAST_LOOK if furthest in PAGES[role][-2:] else after(role, saved)


def done(role: str, saved: str) -> list[str]:
    """Of a draft: what was once sent and begun again has its last look before it."""
    pages = PAGES[role]
    return [page for page in pages[: pages.index(saved) + 1] if page != LAST_LOOK] if saved in pages else []
