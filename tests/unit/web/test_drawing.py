"""The drawings: pure functions, so what they promise can be read off their words."""

import re
from xml.etree import ElementTree as Xml

import pytest
from markupsafe import Markup

from portal.web.drawing import MOTIFS, icon, motif, path, smooth, thinned
from portal.web.icons import ICONS

SAYS = "Your talks as a picture."


def parsed(drawn: str) -> Xml.Element:
    return Xml.fromstring(drawn)  # noqa: S314  (our own drawing)


def classes(drawn: str) -> list[str]:
    return re.findall(r'class="([^"]+)"', drawn)


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_whole_hidden_from_readers_and_of_one_box(name: str) -> None:
    drawn = parsed(icon(name))
    assert drawn.attrib["viewBox"] == "0 0 24 24"
    assert drawn.attrib["aria-hidden"] == "true"
    assert len(drawn) > 0


def test_an_icon_with_a_direction_turns() -> None:
    assert classes(icon("on", "end")) == ["icon icon--turns end"]
    assert classes(icon("home")) == ["icon"]


def test_an_icon_nobody_drew_is_refused() -> None:
    with pytest.raises(KeyError):
        icon("trophy")


@pytest.mark.parametrize("kind", [*MOTIFS, "door", "lamp"])
def test_every_motif_is_whole_and_hidden_from_readers(kind: str) -> None:
    assert parsed(motif(kind)).attrib["aria-hidden"] == "true"


def test_an_ending_is_clay() -> None:
    assert classes(motif("part"))[0] == "motif motif--small path-ending"
    assert classes(motif("meet"))[0] == "motif motif--small"


def test_a_path_says_itself_in_one_sentence_and_escapes_it() -> None:
    drawn = path("t", 'Talks with "<b>Theo</b>" & you')
    assert isinstance(drawn, Markup)
    assert parsed(drawn).attrib["aria-label"] == 'Talks with "<b>Theo</b>" & you'
    assert "<b>" not in drawn


def test_a_talk_is_a_stone_a_milestone_a_light_and_a_hard_day_the_dip_alone() -> None:
    drawn = classes(path("tmh", SAYS, ended=True))
    assert drawn.count("path-stone") == 1
    assert drawn.count("path-light") == 1
    assert drawn.count("path-stem") == 1


def test_on_a_hard_day_both_lines_dip_and_the_other_leans_in() -> None:
    assert "C133 57 133 84 194 84" in path("h", SAYS)  # the middle 23 lower, 9 from it instead of 13
    assert "194 102" in path("h", SAYS)


def test_a_path_with_no_moment_yet_is_two_lines_that_go_on() -> None:
    assert classes(path("", SAYS)) == [
        "path-you",
        "path-me",
        "path-you path-next",
        "path-me path-next",
    ]


def test_nothing_is_still_to_come_after_an_ending() -> None:
    assert not any("next" in name for name in classes(path("ttm", SAYS, ended=True)))


def test_lines_that_part_end_where_they_began() -> None:
    upper, lower = re.findall(r'd="(M-20[^"]+)"', path("t", SAYS, ended=True))
    assert upper.startswith("M-20 12C")
    assert upper.endswith(" 380 12")
    assert lower.startswith("M-20 128C")
    assert lower.endswith(" 380 128")


def test_talks_give_way_milestones_and_hard_days_never() -> None:
    moments = "tttthtttmtttttthttmt"
    kept, begun_earlier = thinned(moments)
    assert len(kept) == 11
    assert not begun_earlier
    assert [moments[at] for at in kept if moments[at] != "t"] == ["h", "m", "h", "m"]


def test_of_a_run_the_newest_talks_stay() -> None:
    assert thinned("t" * 14) == ([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], False)


def test_too_many_milestones_and_the_path_begins_before_the_picture() -> None:
    assert thinned("m" * 13) == ([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], True)
    assert re.findall(r'd="(M-20 \d+)', path("m" * 13, SAYS)) == ["M-20 57", "M-20 83"]


def test_only_the_milestone_just_marked_is_lit() -> None:
    assert classes(path("mtm", SAYS, new=2)).count("path-new") == 1
    assert classes(path("mtm", SAYS)).count("path-new") == 0


def test_the_new_one_is_found_again_after_thinning() -> None:
    moments = "t" * 20 + "m"
    assert classes(path(moments, SAYS, new=20)).count("path-new") == 1


def test_two_paths_on_a_page_have_gradients_of_their_own() -> None:
    first, second = path("m", SAYS), path("m", SAYS, ident='se"cond')
    assert re.findall(r'id="([^"]+)"', first) == ["path-halo"]
    assert re.findall(r'id="([^"]+)"', second) == ["se&#34;cond-halo"]


def test_a_moment_of_no_known_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="not moments of a path"):
        path("tx", SAYS)


def test_lines_are_level_at_every_moment() -> None:
    assert smooth([(0, 0), (10, 5), (20, 5)]) == "M0 0C5 0 5 5 10 5C15 5 15 5 20 5"


@pytest.mark.parametrize("moments", ["", "t", "m", "h", "tmh" * 9, "h" * 40])
@pytest.mark.parametrize("ended", [False, True])
def test_every_path_is_whole(moments: str, ended: bool) -> None:
    parsed(path(moments, SAYS, ended=ended))
