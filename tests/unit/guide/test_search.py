"""What is found, in which order, and how it is shown."""

import pytest
from markupsafe import Markup

from portal.guide.entries import CARDS, GUIDE, HELP, SHELF, Entry
from portal.guide.marking import AFTER, BEFORE, excerpt, marked
from portal.guide.search import MOST, Results, find
from portal.guide.stems import GUESSED, is_slip, meant, nearly, stem, stems

HOSTILE = (
    "<script>alert(1)</script>",
    "'; DROP TABLE resources; --",
    "((((((((((((((((((((((",
    "{{ 7 * 7 }}",
    "\u202egoodbye\u202c",
    "a" * 500,
    "🌊" * 250,
    "%00",
    "\\",
    "?" * 500,
    "goodbye " * 62,
)


def line(what_for: str) -> Entry:
    return Entry(HELP, "/help-now", what_for, "Nowhere", "Call 000")


def first(results: Results) -> str:
    return results.groups[0][1][0].address


def test_endings_and_little_words_do_not_matter() -> None:
    assert stem("Meetings") == stem("meeting") == stem("meet")
    assert stems("How do I end it, and who may?") == [stem("end")]
    assert stem("mentor’s") == stem("mentor's") == stem("mentor")


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("therapist", "/guide/talks#supporting"),
        ("HUSBAND", "/guide/part#safe"),
        ("cheated", "/guide/how#what-counts"),
        ("burnt out, overwhelmed", "/guide/part#healthy-boundaries"),
        ("saying good bye goodbye", "/guide/time#ends"),
        ("goodbey", "/guide/time#ends"),
        ("anonimous", "/guide/time#say-how-it-was"),
        ("what is a mentor", "/guide/gives#what-it-is"),
        ("who am i to be one to one with", "/guide/gives#what-it-is"),
    ],
)
def test_people_find_it_by_their_own_words(typed: str, where: str) -> None:
    found = [one.address for _, group in find(typed, [], for_members=False).groups for one in group]
    assert where in found[:3]


def test_only_members_find_what_is_for_members() -> None:
    def groups(*, for_members: bool) -> list[str]:
        return [one.address for _, group in find("blocked", [], for_members=for_members).groups for one in group]

    assert "/guide/off#block" in groups(for_members=True)
    assert "/guide/off#block" not in groups(for_members=False)


def test_who_answers_tonight_comes_first_where_all_of_it_is_about_that() -> None:
    lines = [line("Thinking of suicide or hurting yourself"), line("You need to talk to someone tonight")]
    assert find("suicide", lines, for_members=True).groups[0][0] == HELP
    assert find("talk tonight", lines, for_members=True).groups[0][0] == HELP
    assert [group for group, _ in find("thinking of an end date", lines, for_members=True).groups] == [GUIDE]


def test_each_group_is_short_and_in_its_place() -> None:
    shelf = [Entry(SHELF, f"/guide/shelf#{n}", f"Night {n}", "", "For a night.") for n in range(40)]
    cards = [Entry(CARDS, f"/guide/questions#{n}", f"How are your nights, {n}?", "", "") for n in range(40)]
    groups = dict(find("nights", [*cards, *shelf], for_members=True).groups)
    assert [group for group in (GUIDE, SHELF, CARDS) if group in groups] == list(groups)
    assert (len(groups[SHELF]), len(groups[CARDS])) == (MOST[SHELF], MOST[CARDS])
    assert len(groups[GUIDE]) <= MOST[GUIDE]


def test_what_was_found_stands_out_and_nothing_of_it_is_markup() -> None:
    hostile = Entry(SHELF, "/guide/shelf#a", "<b>Goodbye</b>", "<i>", "Say goodbye & <script>goodbye</script>.")
    [(_, [found])] = [(g, f) for g, f in find("goodbye", [hostile], for_members=True).groups if g == SHELF]
    assert found.title == Markup("&lt;b&gt;<mark>Goodbye</mark>&lt;/b&gt;")
    assert found.excerpt == Markup("Say <mark>goodbye</mark> &amp; &lt;script&gt;<mark>goodbye</mark>&lt;/script&gt;.")
    assert not isinstance(found.place, Markup)


def test_an_excerpt_is_short_and_of_whole_words() -> None:
    text = " ".join(f"word{n}" for n in range(200))
    piece = excerpt(text, frozenset({stem("word150")}))
    assert piece.startswith("… word")
    assert piece.endswith(" …")
    assert len(piece) <= BEFORE + AFTER + 4
    assert set(piece.strip("… ").split()) <= set(text.split())
    assert "word150" in piece
    assert excerpt("x" * 1000, frozenset()) == "x" * AFTER + " …"
    assert excerpt("", frozenset({"x"})) == ""
    assert marked("", frozenset({"x"})) == ""


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_has_an_answer(typed: str) -> None:
    for for_members in (True, False):
        for _, found in find(typed, [line("In danger right now")], for_members=for_members).groups:
            assert all("<script" not in one.title + one.excerpt for one in found)


def test_what_nobody_wrote_is_not_found() -> None:
    assert not find("xylophone qwertz", [], for_members=True)
    assert not find("", [], for_members=True)
    assert not find("...", [], for_members=True)


def test_a_word_that_nobody_knows_is_taken_for_its_neighbour() -> None:
    known = frozenset({stem("goodbye"), stem("night"), stem("share"), stem("care")})
    assert meant("goodbye")[stem("goodbye")] == 1.0
    assert nearly("goodbie", known)[stem("goodbye")] == GUESSED
    assert nearly("goodbye", known) == nearly("qqqqqqq", known) == {}


@pytest.mark.parametrize("said", ["scared", "stared", "sharp", "caring", "snare", "nightly", "cared"])
def test_and_a_word_of_its_own_is_not(said: str) -> None:
    assert nearly(said, frozenset({"share", "night", "start"})).keys() <= {"night"}


@pytest.mark.parametrize(
    ("said", "meant", "expected"),
    [
        ("suicd", "suicid", True),
        ("afriad", "afraid", True),
        ("anonim", "anonym", True),
        ("polit", "polic", False),
        ("refus", "refug", False),
        ("attach", "attack", False),
        ("depth", "death", False),
        ("hollow", "follow", False),
    ],
)
def test_what_a_hurried_hand_does(said: str, meant: str, expected: bool) -> None:
    assert is_slip(said, meant) is expected


def test_a_guess_says_that_it_is_one() -> None:
    assert find("goodbey", [], for_members=True).is_guessed
    assert not find("goodbye", [], for_members=True).is_guessed
    assert not find("goodbey, i am scared", [], for_members=True).is_guessed


def test_in_danger_nothing_is_guessed_and_few_are_named() -> None:
    lines = [line(f"In danger, {n}") for n in range(20)]
    groups = dict(find("scared sharring", lines, for_members=True).groups)
    assert [one.title for one in groups[HELP]] == ["In danger, 0", "In danger, 1"]
    assert list(groups) == [HELP]


def test_what_somebody_looks_up_is_not_kept() -> None:
    find("goodbye", [], for_members=True)
    before = stem.cache_info().currsize
    find("xylophone goodbyes lanterns", [], for_members=True)
    assert stem.cache_info().currsize == before
