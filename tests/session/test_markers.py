"""Markers stand round what differs, and each side can be had back from between them."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.proof import examples
from tests.session.merging import THREES
from tests.session.strategies import SESSIONS
from tests.session.support import NOW, session, with_answers
from unstall.session.format import from_toml, to_toml
from unstall.session.markers import LONGEST_LABEL, halves_of, marked
from unstall.session.merge import Merged, merge
from unstall.session.models import Answer, Session

BASE = with_answers(session(), 4)
FIRST, SECOND, THIRD, LAST = sorted(BASE.answers)


def noted(start: Session, question: str, note: str) -> Session:
    return start.with_answer(question, start.answers[question].model_copy(update={"note": note}))


@settings(deadline=None, max_examples=examples(400))
@given(THREES)
def test_both_sides_are_had_back_from_the_marked_text(
    three: tuple[Session, Session, Session],
) -> None:
    merged = merge(*three)
    text = marked(merged)
    halves = halves_of(text)
    if not merged.conflicts:
        assert halves is None
        assert text == to_toml(merged.ours)
        return
    assert halves is not None
    assert from_toml(halves.ours) == merged.ours
    assert from_toml(halves.theirs) == merged.theirs
    # Outside the markers there is nothing on which the sides differ.
    assert text.count("\n<<<<<<<") == text.count("\n=======\n") == text.count("\n>>>>>>>")


@pytest.mark.thorough
@settings(deadline=None, max_examples=25)
@given(SESSIONS, SESSIONS)
def test_any_two_sessions_are_had_back(ours: Session, theirs: Session) -> None:
    assume(to_toml(ours) != to_toml(theirs))
    halves = halves_of(marked(Merged(ours, theirs)))
    assert halves is not None
    assert from_toml(halves.ours) == ours
    assert from_toml(halves.theirs) == theirs


def test_each_table_that_differs_has_markers_of_its_own_and_no_other_has() -> None:
    ours = noted(noted(BASE, FIRST, "a"), SECOND, "a").with_facts({"x": 1, "y": 1})
    theirs = noted(noted(BASE, FIRST, "b"), SECOND, "b").with_facts({"x": 2, "z": 1})
    text = marked(merge(BASE, ours, theirs), "HEAD", "side")
    pieces = text.split("<<<<<<< HEAD\n")[1:]
    inside = [piece.split(">>>>>>> side\n")[0] for piece in pieces]
    assert inside[0] == "x = 1\n=======\nx = 2\n"
    assert [piece.split("\n")[0] for piece in inside[1:]] == [
        f"[answers.{FIRST}]",
        f"[answers.{SECOND}]",
    ]
    assert all(f"[answers.{THIRD}]" not in piece for piece in inside)


def test_an_answer_stays_in_one_piece_with_who_accepted_it() -> None:
    text = marked(
        merge(
            BASE,
            noted(BASE, LAST, "a"),
            BASE.with_answer(
                LAST,
                Answer.model_validate(
                    {"level": "x", "note": "b", "accepted": {"by": "CFO", "why": "small"}}
                ),
            ),
        )
    )
    between = text.split("=======\n")[1].split(">>>>>>>")[0]
    assert f"[answers.{LAST}]" in between
    assert f"[answers.{LAST}.accepted]" in between
    assert text.count("<<<<<<<") == 1


def test_what_git_writes_in_between_of_both_beginnings_is_read_too() -> None:
    text = "a = 1\n<<<<<<< HEAD\nb = 2\n||||||| 1234567\nb = 1\n=======\nb = 3\n>>>>>>> side\n"
    halves = halves_of(text)
    assert halves is not None
    assert (halves.ours, halves.base, halves.theirs) == (
        "a = 1\nb = 2\n", "a = 1\nb = 1\n", "a = 1\nb = 3\n",
    )  # fmt: skip
    assert (halves.our_label, halves.their_label, halves.line) == ("HEAD", "side", 2)


def test_a_file_with_windows_line_ends_is_read_too() -> None:
    halves = halves_of("<<<<<<< HEAD\r\nb = 2\r\n=======\r\nb = 3\r\n>>>>>>> side\r\n")
    assert halves is not None
    assert halves.ours == "b = 2\r\n"
    assert halves.their_label == "side"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a = 1\n",
        "<<<<<<< HEAD\na = 1\n",
        "<<<<<<< HEAD\n=======\n=======\n>>>>>>> x\n",
        "=======\n>>>>>>> x\n",
        "<<<<<<< HEAD\n<<<<<<< HEAD\n=======\n>>>>>>> x\n",
        "<<<<<<< HEAD\n>>>>>>> x\n",
        "<<<<<<<< HEAD\n========\n>>>>>>>> x\n",
        ' <<<<<<< HEAD\n =======\n >>>>>>> x\n',
    ],
)  # fmt: skip
def test_what_is_not_in_the_order_of_a_conflict_is_none(text: str) -> None:
    assert halves_of(text) is None


@settings(max_examples=examples(200))
@given(st.text(max_size=200))
def test_any_label_becomes_one_short_line_without_hidden_characters(label: str) -> None:
    merged = Merged(noted(BASE, FIRST, "a"), noted(BASE, FIRST, "b"))
    halves = halves_of(marked(merged, label, label))
    assert halves is not None
    assert len(halves.our_label) <= LONGEST_LABEL
    assert not set(halves.our_label) & set("\n\r\x1b\u202e\x00")
    assert from_toml(halves.ours).answers[FIRST].note == "a"
    assert from_toml(halves.ours).opened == NOW
