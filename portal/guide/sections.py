"""What the search knows of the guide: its own templates, read once as a reader would read them.

A heading with an id begins a section; it holds what stands in the same `section` or `li` under it.
"""

from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser

from portal.guide.pages import PAGES, GuidePage
from portal.web.pages import environment

OPENS_A_PART = ("section", "li")
HEADINGS = ("h2", "h3")
BREAKS = ("p", "li", "ul", "h2", "h3")  # where a word ends, whether or not a space stands there


@dataclass(slots=True)
class Section:
    page: GuidePage
    id: str
    title: str = ""
    under: str = ""  # the title of the section around it
    text: str = ""

    @property
    def address(self) -> str:
        return f"{self.page.address}#{self.id}"


@cache
def sections() -> tuple[Section, ...]:
    return tuple(section for page in PAGES for section in sections_of(page))


def sections_of(page: GuidePage) -> list[Section]:
    reader = _Reader(page)
    for name in page.templates:
        reader.feed(environment().get_template(name).render(me=None))
    reader.close()
    for section in reader.found:
        section.title, section.under, section.text = map(_tidy, (section.title, section.under, section.text))
    return reader.found


def _tidy(words: str) -> str:
    return " ".join(words.split())


@dataclass
class _Part:
    """An element that is open just now, and the section that began in it, if one has."""

    tag: str
    section: Section | None = None


class _Reader(HTMLParser):
    def __init__(self, page: GuidePage) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.found: list[Section] = []
        self.open: list[_Part] = []
        self.heading: Section | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in OPENS_A_PART:
            self.open.append(_Part(tag))
        named = dict(attrs).get("id")
        if tag in HEADINGS and named and self.open:
            around = self._section()
            self.heading = Section(self.page, named, under=around.title if around else "")
            self.open[-1].section = self.heading
            self.found.append(self.heading)
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)
        if tag in HEADINGS:
            self.heading = None
        if self.open and tag == self.open[-1].tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.heading:
            self.heading.title += data
        elif section := self._section():
            section.text += data

    def _section(self) -> Section | None:
        return next((part.section for part in reversed(self.open) if part.section), None)

    def _break(self, tag: str) -> None:
        if tag in BREAKS:
            self.handle_data(" ")
