"""Sessions of any two versions of a questionnaire, however it changed in between."""

from __future__ import annotations

from datetime import UTC, date, datetime
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.test_comparison import BACK
from tests.proof import examples
from tests.questionnaire.evolving import Chain, chains
from unstall.compare.comparison import compare
from unstall.compare.side import Side
from unstall.questionnaire.conditions import AllOf, NotThis
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.rules import PausePreconditions
from unstall.session.models import Answer, QuestionnaireRef, Session
from unstall.triage.engine import Engine


def without_rules(questionnaire: Questionnaire) -> Questionnaire:
    """Leave out the rules: they speak of questions that the versions here may not have."""
    never = NotThis.model_validate({"not": AllOf.model_validate({"all": []})})
    procedure = questionnaire.procedure
    changes = {
        "stop_reasons": never,
        "rebuild_when": never,
        "how_soon_assumed": (),
        "pause_preconditions": PausePreconditions(questions=(), at_most=0),
        "launch_acceptance": None,
    }
    nothing: dict[str, object] = dict.fromkeys(
        ("gates", "forced_stops", "fact_points", "warning_signs", "contradictions", "actions"), ()
    )
    return questionnaire.model_copy(
        update={**nothing, "procedure": procedure.model_copy(update=changes)}
    )


def side_of_version(questionnaire: Questionnaire, month: int, seed: int) -> Side:
    """Answer a version at random."""
    random = Random(seed)
    answers = {
        question.id: random.choice(
            [*(Answer(level=level.id) for level in question.levels), Answer(unknown=True)]
        )
        for question in questionnaire.questions
        if random.random() < 0.8
    }
    session = Session(
        project="Claims triage",
        depth="full",
        opened=datetime(2026, month, 20, 9, tzinfo=UTC),
        assessed=date(2026, month, 20),
        questionnaire=QuestionnaireRef(
            id=questionnaire.id,
            version=questionnaire.version,
            sha256=questionnaire.version[0] * 64,
        ),
        answers=answers,
    )
    engine = Engine(without_rules(questionnaire))
    return Side(session, engine, engine.triage_session(session), None)


@settings(max_examples=examples(200), deadline=None)
@given(chains(), st.integers(0, 10_000))
def test_every_question_is_accounted_for_and_both_ways_agree(chain: Chain, seed: int) -> None:
    versions = chain.versions
    then = side_of_version(versions[0], 5, seed)
    now = side_of_version(versions[-1], 8, seed + 1)
    there, back = compare(then, now), compare(now, then)

    told = {moved.question.id for moved in there.moved}
    told |= {same.question.id for same in there.same}
    told |= {one.question.id for one in there.added}
    told |= {one.question.id for one in there.ask_again}
    answered = {q for q, answer in now.session.answers.items() if answer.state != "unanswered"}
    assert answered <= told

    gone = {one.question.id for one in there.removed}
    assert there.versions is not None
    assert gone == {one.old for one in there.versions.questions.values() if one.new is None} & {
        question.id for question in then.triage.applicable
    }
    assert all(one.because for one in there.removed)

    assert [(m.question.id, BACK[m.direction], m.now, m.then) for m in there.moved] == [
        (m.question.id, m.direction, m.then, m.now) for m in back.moved
    ]
    assert [(g.id, g.now, g.then) for g in there.groups] == [
        (g.id, g.then, g.now) for g in back.groups
    ]
    assert {one.question.id for one in there.ask_again} == {
        one.question.id for one in back.ask_again
    }
    assert there.compared == back.compared
