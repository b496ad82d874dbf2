"""What the plan of then asks of each answer, and how far the answers have come."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.builtin import engine, questionnaire
from tests.compare.drawn import pairs, side_from
from tests.compare.pairs import moved, side, then_session
from tests.compare.test_comparison import in_newer
from tests.compare.versions import RENAMED
from tests.proof import examples
from unstall.compare.comparison import compare
from unstall.compare.models import Moved, Progress, Stood
from unstall.compare.side import Side
from unstall.compare.targets import own_targets
from unstall.plan.select import select


def asked_at(of: Side, question: str, level: int) -> bool:
    """Tell whether the plan asks for anything because of an answer at a level."""
    tried = engine().triage(of.triage.given.with_level(question, level))
    chosen = select(engine(), tried, questionnaire().strategy_by_id["fix"])
    return any(why.question == question for choice in chosen for why in choice.why)


def test_a_target_is_the_lowest_level_at_which_the_plan_asks_nothing_any_more() -> None:
    of = side("sound-but-unfinished")
    counts = {question.id for question in of.triage.applicable}
    for question, target in own_targets(of).items():
        if question in counts:
            assert all(asked_at(of, question, level) for level in range(target))
            assert not asked_at(of, question, target)


def test_a_question_of_which_the_plan_asks_nothing_has_no_target() -> None:
    targets = own_targets(side("lost-after-repair"))
    assert "monitoring" not in targets
    assert len(targets) < len(own_targets(side("sound-but-unfinished")))


def test_without_a_recommendation_every_question_has_its_top_for_a_target() -> None:
    targets = own_targets(side("mostly-unknown"))
    assert targets == {question.id: question.top for question in questionnaire().questions}


def test_targets_follow_the_recommendation_that_was_recorded() -> None:
    session = then_session()
    assert session.result is not None
    recorded = session.result.model_copy(update={"strategy": "fix", "then": None})
    fix = own_targets(side_from(session.model_copy(update={"result": recorded})))
    assert set(fix) > set(own_targets(side_from(session)))


def test_targets_are_carried_over_to_the_newer_version() -> None:
    found = compare(side_from(then_session()), in_newer(then_session()))
    own = own_targets(found.then)
    assert found.targets[RENAMED[1]] == own[RENAMED[0]]


def progress_of(answers: dict[str, int], *, of: str = "organisational") -> Progress:
    then = side("sound-but-unfinished")
    found = compare(then, side_from(moved(then.session, answers)))
    progress = next(group for group in found.of_view("sections") if group.id == of).progress
    assert progress is not None
    return progress


def test_progress_is_one_less_the_gaps_over_the_targets() -> None:
    then = side("sound-but-unfinished")
    targets, levels = own_targets(then), then.triage.reading.levels
    own = [q for q in then.triage.applicable if q.section == "delivery" and q.id in targets]
    weights = {q.id: engine().scale.weight(q.id, then.triage.reading) / q.top for q in own}
    total = sum(weights[q.id] * targets[q.id] for q in own)
    gaps = sum(weights[q.id] * max(0, targets[q.id] - levels[q.id]) for q in own)
    found = progress_of({}, of="delivery")
    assert found.then == found.now == pytest.approx(1 - gaps / total)
    assert (found.of_the_way, found.questions) == (0, len(own))


def test_what_lies_beyond_a_target_adds_nothing() -> None:
    then = side("sound-but-unfinished")
    targets = own_targets(then)
    beyond = next(
        q for q in questionnaire().questions
        if q.section == "organisational" and 0 < targets.get(q.id, 0) < q.top
    )  # fmt: skip
    at_target = progress_of({beyond.id: targets[beyond.id]})
    assert progress_of({beyond.id: beyond.top}) == at_target


def test_a_target_that_was_reached_then_is_named_and_not_divided_by() -> None:
    assert Progress(1.0, 1.0, 3, 3).was_there
    assert Progress(1.0, 1.0, 3, 3).of_the_way is None
    assert Progress(1.0, 0.5, 3, 3).of_the_way is None
    assert Progress(0.5, 0.75, 3, 3).of_the_way == pytest.approx(0.5)
    assert Progress(0.5, 0.25, 3, 3).of_the_way == pytest.approx(-0.5)


@pytest.mark.parametrize(
    ("then", "now", "target", "share"),
    [
        (0, 1, 2, 0.5),
        (0, 3, 2, 1.0),
        (1, 0, 2, -1.0),
        (2, 3, 2, None),
        (2, 0, 2, None),
        (0, 1, None, None),
        (0, None, 2, None),
    ],
)
def test_one_answer_is_measured_from_then_to_its_target(
    then: int, now: int | None, target: int | None, share: float | None
) -> None:
    question = questionnaire().question_by_id["monitoring"]
    before = Stood("level", then, "then")
    after = Stood("level" if now is not None else "unknown", now, "")
    assert Moved(question, before, after, "up", target).of_the_way == share


@settings(max_examples=examples(200), deadline=None)
@given(pairs())
def test_progress_lies_between_nothing_and_all_and_falls_only_with_an_answer(
    pair: tuple[Side, Side],
) -> None:
    found = compare(*pair)
    for group in found.groups:
        progress = group.progress
        if progress is None:
            continue
        assert 0 <= progress.then <= 1
        assert 0 <= progress.now <= 1
        assert 0 < progress.questions <= progress.aimed_at
        if progress.now < progress.then:
            assert any(
                m.direction == "down" and m.question.id in found.targets for m in found.moved
            )
