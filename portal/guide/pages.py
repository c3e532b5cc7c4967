"""The pages of the guide, in the order in which they are read. Their words are in `templates/guide/pages/`.

Addresses and anchors stand in a history that others may read: they say nothing of what this is about.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GuidePage:
    key: str  # its address, and its template
    title: str
    soft: str  # the one sentence under the title
    small: str  # beside its title on the first page
    for_anyone: bool = True
    more: tuple[str, ...] = ()  # further templates of the same page
    has_own: str = ""  # its address, where it is a page by itself

    @property
    def address(self) -> str:
        return self.has_own or f"/guide/{self.key}"

    @property
    def templates(self) -> tuple[str, ...]:
        return tuple(f"guide/pages/{name}.html" for name in (self.key, *self.more))


PAGES = (
    GuidePage(
        "gives",
        "What it is, and what it gives",
        "A member who is further along talks with one who is newer. For as long as it helps.",
        "Two members of a group, one to one",
    ),
    GuidePage("talks", "What a talk may hold", "No two talks are alike.", "Seven things, and four questions that help"),
    GuidePage("part", "Who can take part", "Nobody has to be perfect, or healed.", "To have a mentor, or to be one"),
    GuidePage(
        "how",
        "How two people are matched",
        "People look, not a computer. And both say yes, or it does not happen.",
        "Who looks, at what, and how you are asked",
    ),
    GuidePage(
        "time",
        "How long it lasts, and how it ends",
        "Nobody has to stay, and nobody is left without a word.",
        "Goodbye, what comes after, and saying how it was",
    ),
    GuidePage("chats", "Informal chats", "For some hours, with someone of your group.", "For a bad day or a free hour"),
    GuidePage(
        "phone",
        "What someone else could see on this phone",
        "Plainly, so that you can decide. You can stop here.",
        "What we do, what could still be seen, and what helps",
        has_own="/seen-on-this-phone",
    ),
    GuidePage(
        "care",
        "Looking after yourself",
        "This page asks nothing of you.",
        "After a hard talk, on a hard night",
        for_anyone=False,
        more=("care_newer",),
    ),
    GuidePage(
        "off",
        "When something is not right",
        "You do not have to be sure, and you do not have to be alone with it.",
        "Say it, block someone, and what may happen then",
        for_anyone=False,
    ),
    GuidePage(
        "companion",
        "How to be good company",
        "Most of it is listening. You cannot do it all, and you need not.",
        "Before a talk, while you listen, and what to leave out",
        for_anyone=False,
    ),
    GuidePage(
        "boundaries",
        "Boundaries",
        "They keep it good for both.",
        "Good to agree, and how to say no",
        for_anyone=False,
    ),
)
FOR_ANYONE = [page for page in PAGES if page.for_anyone]
FOR_MEMBERS = [page for page in PAGES if not page.for_anyone]
BY_ADDRESS = {page.address: page for page in PAGES if not page.has_own}


def after(page: GuidePage, *, signed_in: bool) -> GuidePage | None:
    """To read on."""
    readable = [one for one in PAGES if one.for_anyone or signed_in]
    at = readable.index(page) + 1
    return readable[at] if at < len(readable) else None
