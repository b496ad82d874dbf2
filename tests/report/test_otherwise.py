"""An answer, a fact or a time given otherwise, in words."""

from __future__ import annotations

import pytest

from tests.builtin import questionnaire
from tests.report.examples import Written, bare, session_of
from unstall.report.otherwise import in_words
from unstall.triage.flip_sets import Move
from unstall.triage.reopen import FactMove, Sooner

OF = bare("need-gone").dossier
OWNER = questionnaire().question_by_id["business-owner"]
LABELS = [level.label.rstrip(".") for level in OWNER.levels]


def test_an_answer_is_said_beside_what_was_answered() -> None:
    said = in_words(OF, Move(OWNER.id, 1, 2))
    assert (said.of, said.about) == ("the answer on", OWNER.short)
    assert said.other == f"were “{LABELS[2]}”"
    assert said.instead == f"instead of “{LABELS[1]}”"


def test_what_is_not_known_turns_out_to_be_something() -> None:
    said = in_words(OF, Move(OWNER.id, None, 2))
    assert (said.other, said.instead) == (f"turned out to be “{LABELS[2]}”", "")


def test_any_of_several_levels_may_do() -> None:
    said = in_words(OF, Move(OWNER.id, None, 0), levels=[0, 1])
    assert said.other == f"turned out to be “{LABELS[0]}” or “{LABELS[1]}”"


def test_a_fact_is_said_beside_what_was_given() -> None:
    said = in_words(OF, FactMove("criteria_still_relevant", "yes"))
    assert said.about == "“Do the criteria still matter”"
    assert said.other.startswith("were “")
    assert said.instead.startswith("instead of “No")


def test_a_fact_that_was_not_given_turns_out_to_be_something() -> None:
    of = Written(session_of("need-gone", facts={})).dossier
    said = in_words(of, FactMove("criteria_still_relevant", "yes"))
    assert said.other.startswith("turned out to be “")
    assert said.instead == ""


@pytest.mark.parametrize(
    ("within", "other"),
    [
        ("2w", "could be had within 2 weeks"),
        ("12w", "could be had within 12 weeks"),
        ("cannot", "could not be had at all"),
    ],
)
def test_a_time_is_said_in_the_weeks_of_the_questionnaire(within: str, other: str) -> None:
    said = in_words(OF, Sooner(OWNER.id, within))  # type: ignore[arg-type]
    assert (said.of, said.about, said.other) == ("what is missing on", OWNER.short, other)
    assert said.instead == ""
