"""The last line of a screen: keys and what they do, after a word about the last one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.on_a_call import QUICK
from unstall.tui.actions import ACTIONS
from unstall.tui.widgets.interview_keys import asking_hints
from unstall.tui.widgets.key_line import KeyHint, key_line

KEYS = {action.id: action.display or action.keys.split(",")[0] for action in ACTIONS}
HINTS = asking_hints(KEYS, QUICK[0], "quick", locked=False)


def labels(width: int) -> list[str]:
    return [hint.label for hint in key_line(HINTS, width)[0]]


@given(st.integers(0, 300))
def test_the_line_is_never_wider_than_its_room(width: int) -> None:
    assert cell_len(key_line(HINTS, width)[1].text) <= width


@given(st.integers(0, 300))
def test_keys_keep_their_order_whichever_of_them_are_left_away(width: int) -> None:
    all_labels = [hint.label for hint in HINTS]
    places = [all_labels.index(label) for label in labels(width)]
    assert places == sorted(places)


def test_dont_know_comes_first_and_help_stays_in_the_smallest_room() -> None:
    assert labels(78)[0] == "don't know"
    assert set(labels(78)) >= {"don't know", "answer", "n/a", "note", "move", "find", "verdict"}
    assert "help" in labels(78)
    assert "help" in labels(40)
    assert labels(300) == [hint.label for hint in HINTS]


def test_the_order_by_value_stands_among_the_keys_where_there_is_room_for_more() -> None:
    assert set(labels(118)) >= {"order", "plan", "facts", "full", "undo"}


def test_a_locked_session_is_not_offered_what_cannot_be_done() -> None:
    locked = asking_hints(KEYS, QUICK[0], "quick", locked=True)
    assert not {"don't know", "answer", "n/a", "note"} & {hint.label for hint in locked}


def test_one_hint_that_does_not_fit_does_not_keep_shorter_ones_away() -> None:
    hints = [KeyHint("a", "far too long to fit anywhere"), KeyHint("b", "go")]
    assert key_line(hints, 10)[1].text == "b go"
