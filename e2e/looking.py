"""Everything that can be said of how a page looks, without looking: axe, room for a thumb, room for large letters."""

import re
from collections.abc import Iterator, Sequence

from e2e.accessibility import ON_A_DESK, violations
from e2e.phone import HEIGHT, Phone

ELSEWHERE = ("/admin", "/leave")  # the admin has a test of its own; Leave has one too
# What anybody may read: looked at for a stranger. Signed in it has the bar besides, and a link or two.
FOR_ANYBODY = frozenset(f"/guide/{page}" for page in ("gives", "talks", "part", "how", "time"))
# What is the same for everybody who is signed in: looked at for Maya, and not again for others.
FOR_ALL = FOR_ANYBODY | frozenset(
    {"/guide", "/help-now", "/seen-on-this-phone", "/chats", "/chats/*", "/note", "/question"}
    | {f"/guide/{page}" for page in ("chats", "companion", "boundaries", "care", "off", "questions", "shelf")}
    | {f"/me/{page}" for page in ("contact", "times", "about", "apart", "meeting", "chats", "say")}
    | {f"/enrolments/*/{page}" for page in ("now", "about", "ways", "times", "apart", "withdrawal")}
)
FILES = re.compile(r"/(calendar|kept/page|kept/pdf)(\?|$)")  # to keep, not to look at here

# Smaller than a thumb: the element and its reach through its middle, in pixels. What can be tapped counts as far as it
# can be tapped: a row's link that takes the whole row is as large as the row. Links inside a sentence are exempt.
TOO_SMALL = """() => {
  const name = (el) => (el.ariaLabel || el.innerText || el.labels?.[0]?.innerText || el.name || "").trim().slice(0, 40);
  const inSentence = (el) => el.matches("a") && getComputedStyle(el).display == "inline" &&
    [...el.parentElement.childNodes].some((one) => one.nodeType == 3 && one.data.trim());
  const reach = (el, dx, dy) => {
    const box = el.getClientRects()[0];
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const hit = (by) => {
      const there = document.elementFromPoint(x + dx * by, y + dy * by);
      return there && (el.contains(there) || there.closest("label")?.control == el);
    };
    let far = 0;
    while (far < 60 && hit(far + 1)) far += 1;
    return far;
  };
  const found = [];
  for (const el of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
    const shown = el.checkVisibility({ visibilityProperty: true }) && !el.closest(".unseen");
    if (el.type == "hidden" || !shown || inSentence(el)) continue;
    el.scrollIntoView({ block: "center", behavior: "instant" });
    const wide = reach(el, -1, 0) + reach(el, 1, 0) + 1, high = reach(el, 0, -1) + reach(el, 0, 1) + 1;
    if (Math.min(wide, high) < 44) found.push(`${el.tagName.toLowerCase()} “${name(el)}” is ${wide} × ${high}`);
  }
  scrollTo(0, 0);
  return found;
}"""
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((el) => el.getBoundingClientRect().right > room + 1);
  return [`does not fit into ${room}: ${wide.slice(-3).map((el) => el.outerHTML.slice(0, 80)).join(" | ")}`];
}"""
# With large letters a word may stand alone on its line. In pieces nobody reads it on a button, or dials it as a number.
IN_PIECES = """() => {
  const found = new Set();
  const lines = (range) => new Set([...range.getClientRects()].map((one) => Math.round(one.top))).size;
  for (const el of document.querySelectorAll(".btn, [href^='tel:']")) {
    const texts = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const around = text.parentElement;
      if (around.closest(".unseen")) continue;
      for (const { 0: word, index } of text.data.matchAll(/[^\\s-]+/g)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        if (lines(range) > 1) found.add(`“${word}” is in pieces`);
      }
    }
  }
  return [...found];
}"""
SAME_ID = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((el) => el.id);
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) != at))].map((id) => `two are called #${id}`);
}"""
UNFOLD = "() => document.querySelectorAll('main details').forEach((folded) => { folded.open = true })"
TEXT_SIZE = "(size) => { document.documentElement.style.fontSize = size }"


def walk(someone: Phone, start: str, seen: set[str]) -> Iterator[str]:
    """Each page once that links lead to from here, unfolded: two talks are the same page, whoever they are with."""
    waiting = [start]
    while waiting:
        address = waiting.pop(0)
        kind = re.sub(r"[a-z0-9]{16}", "*", address)
        if kind in seen or address.startswith(ELSEWHERE) or FILES.search(address):
            continue
        seen.add(kind)
        someone.go_to(address).page.evaluate(UNFOLD)
        yield address
        links: list[str] = someone.page.get_by_role("link").evaluate_all(
            "all => all.map(one => one.getAttribute('href'))"
        )
        waiting += [link.partition("#")[0] for link in links if link.startswith("/")]


def check(someone: Phone) -> None:
    found = look(someone)
    assert found == [], said(found)


def look(someone: Phone) -> list[str]:
    """All that is wrong with what is shown now, each line with the address it was found at."""
    page = someone.page
    found = violations(page) + page.evaluate(SAME_ID)
    page.set_viewport_size({"width": 320, "height": HEIGHT})
    found += page.evaluate(TOO_WIDE) + page.evaluate(TOO_SMALL)
    page.set_viewport_size({"width": 390, "height": HEIGHT})
    page.evaluate(TEXT_SIZE, "200%")
    found += [f"at 200 %: {line}" for line in page.evaluate(TOO_WIDE) + page.evaluate(IN_PIECES)]
    page.evaluate(TEXT_SIZE, "")
    if page.title() != "Notes":
        found.append(f"title {page.title()!r}")
    return _found_by(someone, found)


def look_at_a_desk(someone: Phone) -> list[str]:
    """Where there is no thumb: the same page, given the room that it has there."""
    page = someone.page
    before = page.viewport_size
    found = violations(page, views=ON_A_DESK)
    page.set_viewport_size({"width": 1280, "height": 800})
    found += page.evaluate(TOO_WIDE)
    if before:
        page.set_viewport_size(before)
    return _found_by(someone, found)


def _found_by(someone: Phone, found: Sequence[str]) -> list[str]:
    address = someone.page.url.removeprefix(someone.server.url)
    return [f"{someone.name or 'a stranger'} {address}: {line}" for line in found]


def said(found: list[str]) -> str:
    return "\n".join(["", *found])
