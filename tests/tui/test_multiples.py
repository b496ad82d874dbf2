"""Little charts beside each other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.proof import examples
from tests.tui.hostile import HOSTILE
from unstall.tui.drawn import width_of
from unstall.tui.multiples import GAP, Label, Multiple, Range, grid, multiples_rows

SHARES = st.floats(0, 1)
RANGES = st.one_of(st.none(), st.tuples(SHARES, SHARES).map(lambda ends: (min(ends), max(ends))))
BELOW = (Label(("Feb", "1"), "2026"), Label(("May", "2"), "2026"), Label(("Aug", "3"), "2027"))


def drawn(ranges: tuple[Range | None, ...], *, width: int = 23, height: int = 4) -> list[str]:
    chart = Multiple("Technical", ranges, ((("said", "plain"),),))
    to = grid([chart], len(ranges), width, height)
    rows = multiples_rows([chart], BELOW[: len(ranges)], to)
    return ["".join(text for text, _ in row.spans).rstrip() for row in rows]


def test_what_is_proved_is_solid_and_what_is_possible_is_hatched() -> None:
    assert drawn(((0.5, 1.0), (0.25, 0.25), (1.0, 1.0))) == [
        "Technical",
        "100│▒▒▒▒▒       █████",
        "   │▒▒▒▒▒       █████",
        " 50│█████       █████",
        "   │█████ █████ █████",
        "  0└───────────────────",
        "    Feb   May   Aug",
        "    2026        2027",
        "said",
    ]


def test_what_is_exactly_known_is_drawn_to_an_eighth_of_a_cell() -> None:
    lines = drawn(((0.53, 0.53), (0.03, 0.03)))
    assert lines[2:5] == ["   │▁▁▁▁▁▁", " 50│██████", "   │██████ ▁▁▁▁▁▁"]


def test_nothing_proved_nothing_known_and_nothing_there_look_different() -> None:
    low, nothing, unknown = (drawn((one,))[4][4] for one in ((0.0, 0.9), (0.0, 0.0), None))
    assert (low, nothing, unknown) == ("▒", "▁", "?")


@settings(max_examples=examples(30))
@given(
    charts=st.lists(
        st.tuples(
            st.sampled_from(list(HOSTILE.values())), st.lists(RANGES, min_size=3, max_size=3)
        ),
        min_size=1,
        max_size=7,
    ),
    width=st.integers(10, 160),
    height=st.integers(1, 9),
)
def test_every_line_has_the_width_of_the_charts_beside_each_other(
    charts: list[tuple[str, list[Range | None]]], width: int, height: int
) -> None:
    all_ = [Multiple(title, tuple(ranges), ((("said", "dim"),),)) for title, ranges in charts]
    to = grid(all_, 3, width, height)
    wide = to.width * to.beside + GAP * (to.beside - 1)
    assert to.beside == 1 or wide <= width
    for row in multiples_rows(all_, BELOW, to):
        assert not row.spans or width_of(row.spans) <= wide


@settings(max_examples=examples(30))
@given(ends=RANGES, height=st.integers(1, 9))
def test_the_hatching_reaches_as_far_as_the_range_and_the_solid_part_no_further_than_is_proved(
    ends: Range | None, height: int
) -> None:
    if ends is None:
        return
    low, high = ends
    lines = drawn((ends,), height=height)[1 : height + 1]
    column = [line[4:5] or " " for line in reversed(lines)]
    assert sum(cell == "█" for cell in column) <= low * height + 0.07
    assert sum(cell != " " for cell in column) >= high * height - 1


def test_of_more_sessions_than_there_are_cells_the_latest_are_drawn() -> None:
    chart = Multiple("T", ((0.5, 0.5),) * 60, ())
    to = grid([chart], 60, 40, 4)
    assert to.first == 60 - (to.width - 4)
