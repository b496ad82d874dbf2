"""Readiness as a picture: bands and words, no figures, told by more than colour."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.proof import mostly_thorough
from tests.report.examples import ONE_OF_EACH, Written, bare, full, quick
from tests.report.hostile import hostile_texts
from tests.report.pictures.reading import caption, pictures
from unstall.report.blocks import Pictured, Range, Ranges, Section
from unstall.report.document import report_document
from unstall.report.pictures.ranges import ranges_picture

BANDS = (("not there", 0.35), ("fragile", 0.65), ("nearly there", 0.85), ("in place", 1.0))
KNOWN = Range("Technical", 0.6, 0.6, 0.6, "fragile", "held down")
OPEN = Range("Delivery", 0.4, 0.6, 0.8, "fragile or better")
SMALL = Ranges((("Sections", (KNOWN, OPEN)),), BANDS)

shares = st.floats(0, 1).flatmap(lambda low: st.floats(low, 1).map(lambda high: (low, high)))
ranges = st.builds(
    lambda title, ends, words, note: Range(title, ends[0], sum(ends) / 2, ends[1], words, note),
    hostile_texts, shares, hostile_texts, st.one_of(st.just(""), hostile_texts),
)  # fmt: skip


def drawn_in(written: Written) -> Ranges:
    (section,) = (s for s in report_document(written.dossier).sections if s.id == "readiness")
    (found,) = _ranges(section)
    return found


def _ranges(section: Section) -> list[Ranges]:
    pictured = [block.picture for block in section.blocks if isinstance(block, Pictured)]
    return [one for one in pictured if isinstance(one, Ranges)]


@given(st.lists(ranges, min_size=1, max_size=8))
@settings(max_examples=15, deadline=None)
def test_every_bar_lies_inside_its_picture_whatever_it_is_called(rows: list[Range]) -> None:
    figure = ranges_picture(Ranges((("Sections", tuple(rows)),), BANDS))
    for form in ("wide", "narrow"):
        (one,) = pictures(figure, form)
        width, height = one.size
        assert len(one.of("top")) == len(rows)
        for kind in ("top", "reached", "possible"):
            for box in one.of(kind):
                assert int(box.attrib["x"]) + int(box.attrib["width"]) <= width
                assert int(box.attrib["y"]) + int(box.attrib["height"]) <= height


def test_what_is_reached_is_full_and_what_is_possible_begins_where_it_ends() -> None:
    (one,) = pictures(ranges_picture(SMALL))
    known, still_open = one.of("reached")
    (possible,) = one.of("possible")
    (mark,) = one.of("at")
    assert int(known.attrib["width"]) > int(still_open.attrib["width"])
    ends = int(still_open.attrib["x"]) + int(still_open.attrib["width"])
    assert int(possible.attrib["x"]) == ends
    middle = ends + int(possible.attrib["width"]) // 2
    assert mark.attrib["d"].startswith((f"M{middle} ", f"M{middle + 1} ", f"M{middle - 1} "))


def test_the_bands_stand_above_under_their_names() -> None:
    (one,) = pictures(ranges_picture(SMALL))
    assert one.texts("small") == [title for title, _ in BANDS]
    edges = [int(box.attrib["x"]) for box in one.of("band")]
    assert edges == sorted(set(edges))


def test_the_picture_says_in_words_what_it_shows() -> None:
    (one,) = pictures(ranges_picture(SMALL))
    assert one.root.attrib["role"] == "img"
    assert one.title == "How ready each part is"
    assert one.said == (
        "The bands from the lowest to the highest: not there, fragile, nearly there, in place. "
        "Sections: Technical, fragile, held down; Delivery, fragile or better."
    )
    assert one.texts("words") == ["fragile, held down", "fragile or better"]


def test_the_key_explains_what_is_drawn_and_nothing_else() -> None:
    both = caption(ranges_picture(SMALL))
    assert "not known yet" in both
    assert "Held down" in both
    one = caption(ranges_picture(Ranges((("Sections", (OPEN,)),), BANDS)))
    assert "Held down" not in one


@pytest.mark.parametrize("name", mostly_thorough(ONE_OF_EACH.values()))
def test_no_reader_sees_a_figure(name: str) -> None:
    figure = ranges_picture(drawn_in(bare(name)))
    for one in pictures(figure):
        shown = [text for kind in ("label", "words", "small", "part") for text in one.texts(kind)]
        assert not re.search(r"\d", " ".join([*shown, one.title, one.said, caption(figure)]))


def test_a_full_triage_draws_all_views_and_a_quick_call_the_sections_alone() -> None:
    name = ONE_OF_EACH["fix"]
    assert [title for title, _ in drawn_in(full(name)).groups] == [
        "Dimensions", "Walls", "Sections",
    ]  # fmt: skip
    assert [title for title, _ in drawn_in(quick(name)).groups] == ["Sections"]


def test_the_words_of_the_picture_are_those_of_the_table() -> None:
    written = full(ONE_OF_EACH["fix"])
    for _, rows in drawn_in(written).groups:
        for row in rows:
            line = next(
                li for li in written.report.split("\n") if li.startswith(f"| **{row.title}**")
            )
            assert f"| {row.words} |" in line
            assert ("Held down by" in line) == bool(row.note)
