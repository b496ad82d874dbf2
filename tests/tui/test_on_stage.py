"""What the room sees, laid out as large as it fits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unstall.tui.big_text import big_lines
from unstall.tui.drawn import Line, width_of
from unstall.tui.on_stage import (
    Door,
    Figure,
    Lobby,
    OnStage,
    Over,
    Shown,
    Vote,
    lines_on_stage,
)
from unstall.tui.rows import row
from unstall.tui.vote_chart import Bar, LegendEntry, Part

PROMPT = "Whose results suffer if it is wrong, and has that person accepted it?"
LEVELS = ("Nobody.", "Somebody.", "A named owner who has not agreed to it.", "A named owner.")
CLOCK = Figure("2:31", "left to vote")
VOTE = Vote(PROMPT, "Owner", LEVELS, (Figure("5 of 8", "have voted"), CLOCK))
SHOWN = Shown(
    PROMPT,
    "Two camps",
    "1 speaks, then 4",
    CLOCK,
    tuple(
        Bar(f"{n}", label, (Part("B", n, "cell1"), Part("E", 4 - n, "cell2")))
        for n, label in enumerate(LEVELS, start=1)
    ),
    (LegendEntry("B", "business", 10, "cell1"), LegendEntry("E", "engineering", 6, "cell2")),
    Figure("2 of 4", "is the median"),
    (row("Speaks first: who voted 1; then who voted 4.", "strong"), row("The group says 2 of 4.")),
)
LOBBY = Lobby(
    "Claims triage",
    Door("http://192.168.1.20:8765", "K7M2QX"),
    Figure("6 of 8", "are here"),
    "2 business · 4 engineering",
    ("Eight people vote.",),
)
OVER = Over("Thank you", ("The room voted on one question.",))


def text(lines: list[Line]) -> str:
    return "\n".join(line.text.rstrip() for line in lines)


def has_large(said: str, lines: list[Line], width: int) -> bool:
    rows = big_lines(said, width)
    assert rows
    return "\n".join(rows) in text(lines)


@settings(max_examples=40)
@given(st.sampled_from((VOTE, SHOWN, LOBBY, OVER)), st.integers(30, 200), st.integers(3, 60))
def test_nothing_is_wider_than_the_screen(view: OnStage, width: int, height: int) -> None:
    lines = lines_on_stage(view, width, height)
    assert all(width_of(line.spans) <= width for line in lines)
    assert len(lines) >= height


@settings(max_examples=20)
@given(st.integers(56, 200), st.integers(16, 60))
def test_a_vote_fits_from_sixty_by_eighteen_on_with_all_its_levels(width: int, height: int) -> None:
    lines = lines_on_stage(VOTE, width, height)
    assert len(lines) == height
    said = " ".join(text(lines).split())
    assert all(level in said for level in LEVELS)
    assert "have voted" in said


@pytest.mark.parametrize("height", [16, 21, 37])
def test_an_outcome_fits_with_what_is_said_of_it(height: int) -> None:
    lines = lines_on_stage(SHOWN, 76, height)
    assert len(lines) == height
    said = " ".join(text(lines).split())
    assert "Speaks first: who voted 1; then who voted 4." in said
    assert "B business 10" in said


def test_a_question_is_as_large_as_there_is_room_for() -> None:
    assert has_large(PROMPT, lines_on_stage(VOTE, 116, 37), 116)
    small = lines_on_stage(VOTE, 76, 21)
    assert has_large("Owner", small, 76)
    assert PROMPT in text(small)
    smallest = lines_on_stage(VOTE, 76, 12)
    assert not has_large("Owner", smallest, 76)
    assert PROMPT in text(smallest)


@pytest.mark.parametrize(
    "prompt", ["Кто отвечает за решения?", "谁对决定负责？", "Kdo ručí za výsledek?"]
)
def test_a_question_in_other_letters_stands_in_bold_under_its_title(prompt: str) -> None:
    lines = lines_on_stage(replace(VOTE, prompt=prompt), 116, 37)
    assert has_large("Owner", lines, 116)
    assert prompt in text(lines)
    both = lines_on_stage(replace(VOTE, prompt=prompt, short=prompt), 116, 37)
    assert prompt in text(both)


def test_who_speaks_first_stands_beside_the_pattern_where_it_fits() -> None:
    head = lines_on_stage(replace(SHOWN, clock=None), 116, 37)
    assert has_large("Two camps: 1 speaks, then 4", head, 116)
    long = replace(SHOWN, clock=None, headline="Close together but for two, who say 1")
    assert has_large(long.headline, lines_on_stage(long, 116, 37), 116)
    assert f"{long.headline}: {long.begins}" in text(lines_on_stage(long, 76, 12))


def test_the_answer_stands_large_beside_what_is_said_where_it_fits() -> None:
    large = text(lines_on_stage(SHOWN, 116, 37))
    assert "is the median" in large
    small = text(lines_on_stage(SHOWN, 76, 16))
    assert "is the median" not in small
    assert "The group says 2 of 4." in small


def test_a_nought_is_not_crossed_through_in_figures() -> None:
    lines = lines_on_stage(replace(VOTE, figures=(Figure("0", "left"),)), 116, 37)
    assert "\n".join(big_lines("O", 116, 2) or ()) in text(lines)
