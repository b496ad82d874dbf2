"""A plan is followed through a newer version of the questionnaire, and back to an older one."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from tests.builtin import engine
from tests.compare.quarters import TODAY, august, august_side, november, side
from tests.compare.test_comparison import in_newer
from tests.compare.versions import ASKED_AGAIN, RENAMED, RETIRED, tables
from unstall.compare.comparison import compare
from unstall.compare.follow_through import follow_through
from unstall.compare.followed import FollowThrough
from unstall.compare.side import Side
from unstall.planning import plan_of
from unstall.questionnaire.models import Questionnaire
from unstall.report.compared import Compared
from unstall.report.formats import DEFAULT_LOCALE, Formats
from unstall.report.sections.follow_through import why_not_asked
from unstall.session.models import ActionOutcome, Answer, Session
from unstall.triage.engine import Engine

GONE, WAS, IS = "load-test", "watch-it", "watch-all-of-it"


@cache
def rules() -> Engine:
    """Give version 2.0.0 with an action that has another id and one that is there no more."""
    found = tables()
    actions = [_renamed(action) for action in found["actions"] if action["id"] != GONE]
    for action in actions:
        action["needs"] = [IS if n == WAS else n for n in action.get("needs", ()) if n != GONE]
    found["actions"] = actions
    found["retired"] = [
        *found["retired"],
        {"id": GONE, "kind": "action", "in": "2.0.0", "because": "Volumes are known by then."},
    ]
    return Engine(Questionnaire.model_validate(found))


def _renamed(action: dict[str, Any]) -> dict[str, Any]:
    return {**action, "id": IS, "renamed_from": [WAS]} if action["id"] == WAS else dict(action)


def newer(session: Session) -> Side:
    """Give a session as if it had been made with the newer version."""
    made = in_newer(session).session
    triage = rules().triage_session(made)
    return Side(made, rules(), triage, plan_of(rules(), made, triage), "leaning")


def followed(now: Side, then: Side | None = None) -> FollowThrough:
    return follow_through(compare(then or august_side(), now), TODAY)


def test_an_action_is_known_by_the_id_that_it_has_now() -> None:
    found = followed(newer(november({"monitoring": 2})))
    action = found.action(WAS)
    assert action.in_next
    assert action.state == "late"
    (aim,) = action.aimed_at
    assert (aim.moved, aim.enough) == ("up", False)


def test_what_is_recorded_by_the_old_id_counts() -> None:
    outcomes = {WAS: ActionOutcome(done=date(2026, 9, 30))}
    found = followed(newer(november({"monitoring": 2}, outcomes=outcomes)))
    assert found.action(WAS).state == "done"
    (move,) = (move for move in found.moves if move.question == "monitoring")
    assert move.by == (WAS,)


def test_an_action_that_the_newer_version_does_not_have_says_why() -> None:
    now = newer(november({}))
    comparison = compare(august_side(), now)
    found = follow_through(comparison, TODAY)
    action = found.action(GONE)
    assert (action.state, action.no_longer) == ("not-asked-for", "questionnaire")
    told = Compared(comparison, Formats(DEFAULT_LOCALE, None), found)
    assert why_not_asked(told, action) == "Volumes are known by then."


def test_answers_are_followed_by_their_new_ids_and_levels() -> None:
    then = side(august().with_answer(RENAMED[0], _level(RENAMED[0], 0)))
    found = followed(newer(november({}, before=then.session).with_answer(
        RENAMED[0], _level(RENAMED[0], 3))), then)  # fmt: skip
    aims = [aim for action in found.actions for aim in action.aimed_at]
    (aim,) = {aim.question: aim for aim in aims if aim.question == RENAMED[0]}.values()
    assert (aim.now_id, aim.moved) == (RENAMED[1], "up")
    assert RENAMED[1] in {move.question for move in found.moves}


def test_answers_that_cannot_be_carried_over_are_not_compared() -> None:
    found = followed(newer(november({})))
    aims = {aim.question: aim for action in found.actions for aim in action.aimed_at}
    for question in (RETIRED, ASKED_AGAIN):
        assert aims[question].moved == "not-comparable"
        assert aims[question].then is aims[question].now is None
    assert aims[RETIRED].now_id is None


def test_back_to_an_older_version_the_same_actions_are_found() -> None:
    then = newer(august())
    found = followed(side(november({"monitoring": 2})), then)
    assert found.action(IS).in_next
    (aim,) = found.action(IS).aimed_at
    assert aim.moved == "up"


def _level(question: str, place: int) -> Answer:
    return Answer(level=engine().questionnaire.question_by_id[question].levels[place].id)
