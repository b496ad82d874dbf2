"""Sessions written by hand are held against the questionnaire that they name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.session.support import questionnaire, session
from unstall.errors import SessionError
from unstall.questionnaire.models import Questionnaire
from unstall.session.agree import agreed
from unstall.session.format import to_toml
from unstall.session.models import Answer, PlannedAction, PlanState, Result

BANK = questionnaire()


def test_facts_come_out_in_their_normal_form() -> None:
    start = session(facts={"months_stalled": 7.0, "paused_before": True})
    assert agreed(start, BANK).facts == {"months_stalled": 7, "paused_before": "yes"}


def test_a_session_that_agrees_stays_as_it_is() -> None:
    start = session(
        answers={"business-owner": Answer(level="named")},
        how_soon={"business-owner": "2w"},
        plan=PlanState(actions={BANK.actions[0].id: PlannedAction(week=2)}),
    )
    assert agreed(start, BANK) == start


DISAGREEMENTS: dict[str, tuple[dict[str, Any], str, str]] = {
    "fact": ({"facts": {"moths_stalled": 3}}, "moths_stalled = 3", "Did you mean months_stalled"),
    "value": ({"facts": {"months_stalled": -3}}, "months_stalled = -3", "less than 0"),
    "text": ({"facts": {"months_stalled": "7"}}, 'months_stalled = "7"', "not a number"),
    "computed": ({"facts": {"hard_date_weeks": 3}}, "hard_date_weeks = 3", "worked out"),
    "head": ({"facts": {"organisation": "A"}}, 'organisation = "A"', "Write client = …"),
    "question": (
        {"answers": {"busines-owner": Answer(unknown=True)}},
        "[answers.busines-owner]",
        "Did you mean business-owner",
    ),
    "level": (
        {"answers": {"business-owner": Answer(note="n", level="namd")}},
        'level = "namd"',
        "Did you mean named",
    ),
    "how soon": ({"how_soon": {"no-such": "2w"}}, 'no-such = "2w"', "there is no question"),
    "action": (
        {"plan": PlanState(actions={"no-such": PlannedAction(week=2)})},
        "[plan.actions.no-such]",
        "there is no action",
    ),
    "strategy": (
        {"result": Result(strategy="fx", standing="open", program="1")},
        'strategy = "fx"',
        "there is no strategy 'fx'",
    ),
    "then": (
        {"result": Result(strategy="fix", then="stp", standing="open", program="1")},
        'then = "stp"',
        "there is no strategy 'stp'",
    ),
    "condition": (
        {"result": Result(conditions=("no-such",), standing="open", program="1")},
        "conditions = [",
        "there is no condition 'no-such'",
    ),
}


@pytest.mark.parametrize("name", DISAGREEMENTS)
def test_what_does_not_agree_is_named_with_file_and_line(name: str, tmp_path: Path) -> None:
    changes, on_line, said = DISAGREEMENTS[name]
    start = session(**changes)
    path = tmp_path / "s.toml"
    path.write_text(to_toml(start), encoding="utf-8")
    with pytest.raises(SessionError, match=said) as refused:
        agreed(start, BANK, path)
    place = refused.value.place
    assert place.file == path
    assert place.line is not None
    assert path.read_text(encoding="utf-8").splitlines()[place.line - 1] == on_line


def test_a_session_without_a_file_is_checked_all_the_same() -> None:
    with pytest.raises(SessionError, match=r"^answers\.nobody: there is no question"):
        agreed(session(answers={"nobody": Answer(unknown=True)}), BANK)


def renamed() -> Questionnaire:
    """The bank, whose business owner was called something else before."""
    changed = {"business-owner": {"renamed_from": ("owner-of-old",)}}
    questions = tuple(q.model_copy(update=changed.get(q.id, {})) for q in BANK.questions)
    tables = dict(BANK) | {"questions": questions}
    return Questionnaire.model_construct(**tables)


def test_what_stands_under_an_id_of_old_counts_for_the_question_of_now() -> None:
    answer = Answer(level="named")
    start = session(answers={"owner-of-old": answer}, how_soon={"owner-of-old": "2w"})
    found = agreed(start, renamed())
    assert (found.answers, found.how_soon) == (
        {"business-owner": answer},
        {"business-owner": "2w"},
    )


def test_an_answer_under_both_ids_of_a_question_is_refused() -> None:
    answers = {"owner-of-old": Answer(level="named"), "business-owner": Answer(unknown=True)}
    with pytest.raises(SessionError, match="both are there"):
        agreed(session(answers=answers), renamed())
