"""A readiness drawn as a bar."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unstall.tui.widgets.range_bar import bar_cells, range_bar, range_in_figures

SHARES = st.floats(0, 1)


@given(SHARES, SHARES, st.integers(1, 200))
def test_a_bar_never_proves_more_than_is_known_nor_hides_what_is_possible(
    one: float, other: float, width: int
) -> None:
    low, high = sorted((one, other))
    proved, possible, out = bar_cells(low, high, width)
    assert proved + possible + out == width
    assert min(proved, possible, out) >= 0
    if high - low > 1e-6:
        assert proved <= low * width + 1e-6
        assert proved + possible >= high * width - 1e-6
        assert possible >= 1
    else:
        assert abs(proved - low * width) <= 1


@given(SHARES, st.integers(1, 100))
def test_a_bar_of_one_point_is_not_hatched(share: float, width: int) -> None:
    assert bar_cells(share, share, width)[1] == 0


def test_the_parts_of_a_bar_differ_in_shape_and_not_only_in_colour() -> None:
    assert "".join(text for text, _ in range_bar(0.25, 0.5, 8)) == "██▒▒····"
    assert "".join(text for text, _ in range_bar(0, 1, 4)) == "▒▒▒▒"
    assert "".join(text for text, _ in range_bar(1, 1, 4)) == "████"


def test_a_range_is_written_with_both_ends_and_a_point_with_one() -> None:
    assert range_in_figures(0.5, 0.704) == "50–70"
    assert range_in_figures(0.624, 0.624) == "62"
    assert range_in_figures(0.621, 0.624) == "62"
