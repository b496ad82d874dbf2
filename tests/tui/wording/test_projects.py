"""What Home says of a project, and that it keeps to its places."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.builtin import engine
from tests.tui.support import NOW, session_of_case
from unstall.overview import STANDING_WORDS, Overview, SectionState, overview
from unstall.standings import Standings
from unstall.tui.screens.home import DETAILS_WIDTH
from unstall.tui.wording.projects import (
    STANDING_SENTENCES,
    Setting,
    details,
    project_rows,
    strip,
)

SETTING = Setting(NOW.date())
ROW = overview(Path("claims-triage/a.toml"), session_of_case("all-middling"), engine(), Standings())
KNOWN = "nearly there or better"
UNKNOWN = replace(ROW.sections[0], known=False)


def texts(row: Overview, width: int) -> list[str]:
    return ["".join(text for text, _ in line.spans) for line in project_rows(row, width, SETTING)]


def strip_text(sections: tuple[SectionState, ...], width: int | None) -> str:
    return "".join(text for text, _ in strip(replace(ROW, sections=sections), width))


@pytest.mark.parametrize("width", [40, 60, 75, 120])
def test_whatever_is_found_of_a_standing_everything_else_stays_in_its_place(width: int) -> None:
    assert ROW.standing is None
    without = texts(ROW, width)
    assert "…" in without[1]
    for standing, words in STANDING_WORDS.items():
        found = texts(replace(ROW, standing=standing), width)
        assert found[0] == without[0]
        blank = "…".ljust(len("holds up"))
        assert found[1].replace(words.ljust(len(blank)), blank) == without[1]


def test_the_sentence_on_a_standing_takes_one_line_of_the_panel() -> None:
    for standing, sentence in STANDING_SENTENCES.items():
        assert cell_len(sentence) <= DETAILS_WIDTH - 4
        said = details(replace(ROW, standing=standing), SETTING, 12)
        assert any(row.spans[0][0] == sentence for row in said)


@pytest.mark.parametrize("width", [77, 60, 50])
def test_the_sections_are_said_in_the_longest_form_that_fits(width: int) -> None:
    sections = tuple(replace(section, band=KNOWN, known=True) for section in ROW.sections)
    said = strip_text(sections, width)
    assert cell_len(said) <= width
    for title in ("Techn", "Organ", "Deliv"):
        assert title in said
    assert KNOWN in strip_text(sections, None)
    assert "Organisational" in strip_text(sections, None)


def test_with_less_room_the_bands_stay_longer_than_the_figures() -> None:
    sections = tuple(replace(section, band="fragile", known=True) for section in ROW.sections)
    assert "fragile" in strip_text(sections, 60)
    assert "–" not in strip_text(sections, 60)


def test_a_section_of_which_nothing_is_known_is_not_called_anything() -> None:
    for width in (None, 30, 12):
        assert strip_text((UNKNOWN,), width).endswith("not yet")
