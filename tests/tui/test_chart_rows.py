"""The chart laid out for every width."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.hostile import HOSTILE
from tests.tui.support import desk, session_of_case
from unstall.tui.chart_rows import (
    CHECKPOINT,
    HERE,
    TODAY,
    chart_rows,
    cut_at_word,
    layout,
    legend_rows,
    scale_rows,
)
from unstall.tui.rows import Row, lines_of
from unstall.tui.wording.chart import Bar, Chart, Mark, Stage, chart
from unstall.tui.wording.dossier import dossier_of
from unstall.tui.wording.progress import State

WIDTHS = st.integers(min_value=1, max_value=220)


@cache
def real(name: str = "validation-loop") -> Chart:
    of = dossier_of(desk(session_of_case(name)))
    assert of.plan is not None
    return chart(of, of.plan, date(2026, 12, 9))


def of_weeks(last: int, *bars: Bar, today: int | None = None) -> Chart:
    marks = (Mark("C", "Commit", min(2, last)), Mark("B", "Benefit", last))
    return Chart((Stage("Foundation", bars),), marks, (), 1, last, "From today", "", today, 0.0)


def bar(first: int, last: int, *, state: State = "ready", title: str = "Do it") -> Bar:
    return Bar("it", 1, title, "Ana", True, state, False, first, last)


def text(row: Row) -> str:
    return row.mark[0] + "".join(said for said, _ in row.spans)


def rows(of: Chart, width: int) -> list[Row]:
    return list(chart_rows(of, layout(of, width), (), lambda _: ()))


@given(WIDTHS, st.integers(1, 160))
def test_no_line_is_wider_than_there_is_room(width: int, last: int) -> None:
    of = of_weeks(last, bar(1, last), bar(last, last))
    for row in [*rows(of, width), *scale_rows(of, layout(of, width))]:
        for line in lines_of(row, max(width, 12)):
            assert sum(cell_len(said) for said, _ in line) <= max(width, 12)


@given(st.integers(24, 220), st.integers(1, 160), st.data())
def test_a_bar_begins_and_ends_in_the_cells_of_its_weeks(
    width: int, last: int, data: st.DataObject
) -> None:
    first = data.draw(st.integers(1, last))
    end = data.draw(st.integers(first, last))
    of = of_weeks(last, bar(first, end))
    to = layout(of, width)
    line = text(rows(of, width)[1])[to.left :]
    filled = [at for at, character in enumerate(line) if character == "█"]
    assert filled == list(range(to.first_cell(first), to.last_cell(end) + 1))
    assert to.last_cell(end) < to.cells


def test_every_action_can_be_reached_by_the_cursor() -> None:
    of = real()
    ids = [row.id for row in rows(of, 75) if row.id]
    assert ids == [one.id for stage in of.stages for one in stage.bars]


@pytest.mark.parametrize("width", [75, 115])
def test_what_stands_over_the_weeks_points_at_the_columns_below(width: int) -> None:
    of = real()
    to = layout(of, width)
    over = text(scale_rows(of, to)[2])
    stage = text(rows(of, width)[0])
    for mark in of.marks:
        at = to.left + to.last_cell(mark.week)
        assert over[at] == mark.letter
        assert stage[at] in (CHECKPOINT, TODAY)
    # In a narrow window today may share its column with a checkpoint, whose letter goes before.
    assert (HERE in over) == (width > 75)
    if HERE in over:
        assert stage.index(TODAY) == over.index(HERE)


def test_states_are_told_by_characters() -> None:
    states: tuple[State, ...] = ("done", "ready", "waits", "overdue")
    of = of_weeks(8, *(bar(3, 3, state=state) for state in states))
    to = layout(of, 75)
    cells = [text(row)[to.left + to.first_cell(3)] for row in rows(of, 75)[1:]]
    assert cells == ["━", "█", "░", "!"]
    legend = " ".join(text(row) for row in legend_rows(of))
    assert all(character in legend for character in cells)


def test_a_long_plan_has_several_weeks_in_a_column_and_says_so() -> None:
    of = of_weeks(150, bar(1, 150))
    to = layout(of, 75)
    assert to.per_cell == 4
    assert "4 a column" in text(scale_rows(of, to)[1])
    assert layout(real(), 75).per_cell == 1


def test_week_numbers_stand_where_their_weeks_begin() -> None:
    of = of_weeks(26, bar(1, 1))
    to = layout(of, 75)
    line = text(scale_rows(of, to)[1])[to.left :]
    for week in (1, 4, 8, 24):
        at = to.first_cell(week)
        assert line[at : at + len(f"{week}")] == f"{week}"


def test_with_room_the_names_stand_beside_the_titles() -> None:
    of = of_weeks(8, bar(1, 1))
    assert layout(of, 75).owner == 0
    assert "Ana" in text(rows(of, 115)[1])


@given(st.text(max_size=80), st.integers(4, 60))
def test_a_title_is_cut_to_its_cells(title: str, width: int) -> None:
    assert cell_len(cut_at_word(title, width)) <= width


def test_a_title_is_cut_after_a_word() -> None:
    assert cut_at_word("Finish: get the sponsor to recommit in person", 30) == (
        "Finish: get the sponsor to…"
    )
    assert cut_at_word("Donaudampfschifffahrtsgesellschaft", 10) == "Donaudamp…"


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_title_stays_in_its_column(title: str) -> None:
    of = of_weeks(8, bar(3, 3, title=title))
    to = layout(of, 75)
    row = rows(of, 75)[1]
    before = row.mark[0] + "".join(said for said, _ in row.spans[:3])
    assert cell_len(before) == to.left
