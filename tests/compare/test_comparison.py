"""What two sessions come to when they are held against each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from tests.builtin import engine
from tests.compare.drawn import SESSIONS, pairs, session_number, side_from
from tests.compare.pairs import a_quarter_later, later, side, then_session
from tests.compare.versions import (
    ADDED,
    ASKED_AGAIN,
    CLAMPED,
    RENAMED,
    RETIRED,
    SHA,
    newer,
    newer_engine,
)
from tests.proof import examples
from tests.report.examples import furnished, session_of
from unstall.compare.comparison import compare
from unstall.compare.models import CauseDirection, Comparison, Direction
from unstall.compare.side import Side
from unstall.planning import plan_of
from unstall.session.models import Answer, QuestionnaireRef, Session
from unstall.triage.engine import Engine

BACK: dict[Direction, Direction] = {
    "up": "down",
    "down": "up",
    "learned": "lost",
    "lost": "learned",
    "asked": "unasked",
    "unasked": "asked",
    "applies": "ceased",
    "ceased": "applies",
}
CAUSES_BACK: dict[CauseDirection, CauseDirection] = {
    "gone": "new",
    "new": "gone",
    "weaker": "stronger",
    "stronger": "weaker",
    "same": "same",
    "first-told": "untold",
    "untold": "first-told",
}


def in_newer(session: Session, *, planned: bool = False) -> Side:
    """Give a session made with the newer version, with its plan and standing or without."""
    ref = QuestionnaireRef(id="stalled-ai", version="2.0.0", sha256=SHA)
    moved = {RENAMED[0]: RENAMED[1]}
    answers = {moved.get(id_, id_): answer for id_, answer in session.answers.items()}
    answers.pop(RETIRED, None)
    old = answers.get(CLAMPED)
    if old is not None and newer().question_by_id[CLAMPED].level_index(old.level or "") is None:
        answers[CLAMPED] = old.model_copy(update={"level": "announced"})
    made = session.model_copy(update={"questionnaire": ref, "answers": answers})
    triage = newer_engine().triage_session(made)
    if not planned:
        return Side(made, newer_engine(), triage, None)
    return Side(made, newer_engine(), triage, plan_of(newer_engine(), made, triage), "leaning")


def across_versions(**answers: Answer) -> Comparison:
    """Compare August by version 1 with November by version 2."""
    session = later()
    for question, answer in answers.items():
        session = session.with_answer(question.replace("_", "-"), answer)
    return compare(side_from(then_session()), in_newer(session))


@settings(max_examples=examples(200), deadline=None)
@given(SESSIONS)
def test_a_session_held_against_itself_is_empty(session: Session) -> None:
    found = compare(side_from(session), side_from(session))
    assert found.is_empty
    assert (found.moved, found.facts, found.added, found.removed) == ((), (), (), ())
    assert (found.rescaled, found.ask_again, found.blockers) == ((), (), ())
    assert (found.conditions_new, found.remarks) == ((), ("same-session",))
    assert found.comparable == found.comparable_then == 1
    assert all(group.then == group.now for group in found.groups)
    assert {group.direction for group in found.groups} <= {"same", "unknown"}
    assert {move.direction for move in found.causes} <= {"same"}
    assert not found.because.changed
    assert (found.because.sets, found.because.taken_back) == ((), ())


@settings(max_examples=examples(200), deadline=None)
@given(pairs())
def test_the_other_way_round_it_is_the_same_comparison_the_other_way_round(
    pair: tuple[Side, Side],
) -> None:
    there, back = compare(*pair), compare(*reversed(pair))
    assert [(m.question.id, BACK[m.direction], m.now, m.then) for m in there.moved] == [
        (m.question.id, m.direction, m.then, m.now) for m in back.moved
    ]
    assert [(f.fact.id, f.now, f.then) for f in there.facts] == [
        (f.fact.id, f.then, f.now) for f in back.facts
    ]
    assert there.compared == back.compared
    assert (there.comparable, there.comparable_then) == (back.comparable_then, back.comparable)
    assert there.known_both == back.known_both
    assert [(g.id, g.now, g.then) for g in there.groups] == [
        (g.id, g.then, g.now) for g in back.groups
    ]
    for one, other in zip(there.groups, back.groups, strict=True):
        assert one.moved == (None if other.moved is None else pytest.approx(-other.moved))
        assert one.known_both == other.known_both
    assert [(b.question.id, not b.gone) for b in there.blockers] == [
        (b.question.id, b.gone) for b in back.blockers
    ]
    assert [(c.cause.id, CAUSES_BACK[c.direction]) for c in there.causes] == [
        (c.cause.id, c.direction) for c in back.causes
    ]
    assert (there.added, there.removed) == (back.removed, back.added)
    assert there.verdicts.then == back.verdicts.now
    assert there.because.changed == back.because.changed


@settings(max_examples=examples(100), deadline=None)
@given(pairs())
def test_the_order_of_answers_and_facts_changes_nothing(pair: tuple[Side, Side]) -> None:
    def turned(side: Side) -> Side:
        session = side.session
        changes = {
            part: dict(reversed(getattr(session, part).items()))
            for part in ("answers", "facts", "how_soon")
        }
        return side_from(session.model_copy(update=changes))

    found, other = compare(*pair), compare(*map(turned, pair))
    assert found.moved == other.moved
    assert (found.groups, found.causes, found.because) == (
        other.groups,
        other.causes,
        other.because,
    )


def test_answers_that_moved_are_told_with_both_levels_in_words() -> None:
    moved = a_quarter_later().moved_by_id["production-owner"]
    assert moved.direction == "up"
    assert (
        moved.then.label == "A named team has agreed in principle, without people, hours or budget."
    )
    assert moved.now.label.startswith("A named team has accepted in writing")
    assert (moved.steps, moved.rescaled) == (1, False)


def test_an_answer_that_nobody_knows_any_more_is_lost_and_widens_its_group() -> None:
    found = a_quarter_later()
    assert found.moved_by_id["use-acceptable"].direction == "lost"
    technical = next(group for group in found.of_view("sections") if group.id == "technical")
    assert technical.now.high > technical.now.low
    assert technical.known_both < 1 == technical.comparable


def test_what_was_gone_through_again_is_told_from_what_was_not() -> None:
    found = a_quarter_later()
    assert found.same
    assert found.confirmed == found.same
    bare = compare(side("waiting-for-sponsor"), side("waiting-for-sponsor"))
    assert bare.same
    assert bare.confirmed == ()


def test_the_recorded_result_stands_although_todays_rules_would_say_another() -> None:
    session = then_session()
    assert session.result is not None
    recorded = session.result.model_copy(update={"strategy": "restart", "then": None})
    closed = session.model_copy(update={"result": recorded})
    found = compare(side_from(closed), side_from(later()))
    assert (found.verdicts.then.strategy, found.verdicts.then.recorded) == ("restart", True)
    assert found.verdicts.then_by_newer is not None
    assert found.verdicts.then_by_newer.strategy == "pause"
    assert found.because.by_program
    assert not found.because.by_rules


def test_conditions_of_then_that_hold_now_are_named() -> None:
    found = a_quarter_later()
    assert found.conditions_met == ("sponsor", "money")
    assert found.conditions_new == ()


def test_a_blocker_that_is_gone_and_one_that_is_new_are_named() -> None:
    found = a_quarter_later()
    gone = {move.question.id for move in found.blockers if move.gone}
    assert gone == {"sponsor-engaged", "budget-to-finish"}
    back = compare(found.now, found.then)
    assert {move.question.id for move in back.blockers if not move.gone} == gone


def test_a_question_that_does_not_apply_any_more_leaves_the_comparable_part_of_both() -> None:
    then = side("waiting-for-sponsor")
    answer = Answer(not_applicable="The users are the team itself")
    now = side_from(then.session.with_answer("user-pull", answer))
    found = compare(then, now)
    assert found.moved_by_id["user-pull"].direction == "ceased"
    assert "user-pull" not in found.compared
    assert found.comparable == 1 > found.comparable_then
    assert all(group.moved == 0 for group in found.groups)


def test_a_fact_that_hides_questions_takes_them_out_on_both_sides() -> None:
    then = side_from(session_of("sound-but-unfinished").with_facts({"project_kind": "both"}))
    now = side_from(then.session.with_facts({"project_kind": "trained-model"}))
    found = compare(then, now)
    ceased = {moved.question.id for moved in found.moved if moved.direction == "ceased"}
    assert ceased
    assert all(question.startswith("genai") for question in ceased)
    assert [move.fact.id for move in found.facts] == ["project_kind"]


def test_asking_more_is_not_taken_for_a_change_of_readiness() -> None:
    quick, full = side("sound-but-unfinished", depth="quick"), side("sound-but-unfinished")
    found = compare(quick, full)
    assert "other-depth" in found.remarks
    assert {moved.direction for moved in found.moved} == {"learned"}
    assert all(group.direction in {"same", "unknown"} for group in found.groups)
    assert all(c.direction in {"same", "first-told", "untold"} for c in found.causes)


# Versions


def test_across_versions_a_renamed_question_is_the_same_question() -> None:
    moved = across_versions().moved_by_id[RENAMED[1]]
    assert moved.direction == "up"
    assert moved.then.label == "There is no sponsor, or the sponsor has moved on."
    assert moved.target == 3


def test_across_versions_added_and_removed_questions_are_listed_with_the_authors_words() -> None:
    found = across_versions(
        rehearsed_outage=Answer(level=newer().question_by_id[ADDED].levels[2].id)
    )
    assert [(one.question.id, one.stood.level) for one in found.added] == [(ADDED, 2)]
    assert [(one.question.id, one.because) for one in found.removed] == [
        (RETIRED, "It said nothing more.")
    ]
    assert found.removed[0].stood.state == "level"
    assert found.comparable < 1 > found.comparable_then


def test_across_versions_a_rescaled_question_is_compared_on_its_new_scale() -> None:
    found = across_versions(change_plan=Answer(level="announced"))
    assert [one.question.id for one in found.rescaled] == [CLAMPED]
    assert (found.rescaled[0].rule, found.rescaled[0].because) == (
        "clamp", "Mails are not the point.",
    )  # fmt: skip
    moved = found.moved_by_id[CLAMPED]
    assert (moved.direction, moved.then.level, moved.now.level) == ("down", 2, 1)
    assert moved.rescaled


def test_across_versions_what_has_to_be_asked_again_is_not_compared() -> None:
    found = across_versions()
    assert [one.question.id for one in found.ask_again] == [ASKED_AGAIN]
    assert found.ask_again[0].then.level is None
    assert found.ask_again[0].then.state == "level"
    assert found.ask_again[0].then.label == "Estimated with written assumptions."
    assert ASKED_AGAIN not in found.compared
    assert ASKED_AGAIN not in found.moved_by_id


def test_across_versions_both_sides_are_told_by_the_newer_rules_whichever_is_which() -> None:
    found = across_versions()
    back = compare(found.now, found.then)
    assert found.rules.questionnaire.version == back.rules.questionnaire.version == "2.0.0"
    assert "wrong-order" in back.remarks
    assert [(m.question.id, BACK[m.direction]) for m in found.moved] == [
        (m.question.id, m.direction) for m in back.moved
    ]
    assert [(g.id, g.now, g.then) for g in found.groups] == [
        (g.id, g.then, g.now) for g in back.groups
    ]
    assert [one.question.id for one in back.added] == [RETIRED]
    assert [one.question.id for one in back.removed] == [ADDED]
    assert [one.question.id for one in back.ask_again] == [ASKED_AGAIN]


# Nothing is refused


def test_sessions_of_two_questionnaires_stand_side_by_side() -> None:
    other = newer().model_copy(update={"id": "another"})
    session = later()
    engine_of_other = Engine(other)
    ref = QuestionnaireRef(id="another", version="2.0.0", sha256=SHA)
    made = session.model_copy(update={"questionnaire": ref, "answers": {}})
    found = compare(
        side_from(then_session()),
        Side(made, engine_of_other, engine_of_other.triage_session(made), None),
    )
    assert found.versions is None
    assert "other-questionnaire" in found.remarks
    assert (found.comparable, found.comparable_then, found.groups) == (0, 0, ())
    assert (found.moved, found.same) == ((), ())
    assert found.verdicts.then.strategy == "pause"
    assert found.verdicts.then_by_newer is None
    assert not found.because.by_rules


def test_two_sessions_with_nothing_answered_are_compared_all_the_same() -> None:
    empty = session_number(1).model_copy(update={"answers": {}, "facts": {}})
    later_on = empty.model_copy(update={"assessed": date(2026, 11, 20)})
    found = compare(side_from(empty), side_from(later_on))
    assert (found.is_empty, found.known_both) == (True, 0)
    assert found.comparable == 1


@pytest.mark.parametrize(
    ("changes", "remark"),
    [
        ({"project": "Another project"}, "other-project"),
        ({"assessed": date(2026, 1, 1)}, "wrong-order"),
        ({"depth": "quick"}, "other-depth"),
    ],
)
def test_what_does_not_go_together_is_compared_and_said(
    changes: dict[str, object], remark: str
) -> None:
    then = then_session()
    now = later().model_copy(update=changes)
    found = compare(side_from(then), side_from(now))
    assert remark in found.remarks
    assert found.moved


def test_one_version_number_with_two_contents_is_said() -> None:
    changed = engine().questionnaire.model_copy(update={"title": "Changed"})
    session = later()
    ref = session.questionnaire.model_copy(update={"sha256": SHA})
    made = session.model_copy(update={"questionnaire": ref})
    now = Side(made, Engine(changed), Engine(changed).triage_session(made), None)
    found = compare(side_from(then_session()), now)
    assert "same-version-other-content" in found.remarks
    assert found.moved


def test_a_name_or_note_that_changed_is_no_move() -> None:
    session = furnished("sound-but-unfinished")
    noted = session.with_answer(
        "monitoring", session.answers["monitoring"].model_copy(update={"note": "New note"})
    )
    found = compare(side_from(session), side_from(noted.model_copy(update={"client": "Other"})))
    assert found.is_empty
    assert replace(found, remarks=()).moved == ()


def test_what_was_not_gone_through_again_yet_waits_and_is_not_lost_for_good() -> None:
    then = a_quarter_later().then
    answers = {**then.session.answers}
    answers["monitoring"] = Answer(unknown=True)
    del answers["user-pull"]
    found = compare(then, side_from(then.session.model_copy(update={"answers": answers})))
    assert {m.question.id: (m.direction, m.is_waiting) for m in found.moved} == {
        "monitoring": ("lost", False),
        "user-pull": ("lost", True),
    }
