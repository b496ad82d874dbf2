"""Follow-through: did what was planned get done, and did it move what it was meant to move?

What became of an action is looked for where it was recorded last: in the session that repeats the
older one, about the plan before; in the older session, while its plan went on; and in the newer
session's own plan, where the same action goes on. An answer counts as explained by an action that
is done and that it had asked for; a fall is explained by none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from unstall.compare.followed import (
    BETTER,
    ActionState,
    Aim,
    AimMove,
    CheckpointState,
    ExplainedMove,
    FollowedAction,
    FollowedCheckpoint,
    FollowThrough,
    NoLonger,
)
from unstall.compare.models import Comparison, Moved, Stood
from unstall.compare.promised import Promised, checkpoints_of, promised
from unstall.compare.side import Side
from unstall.session.models import ActionOutcome, CheckpointKind, Held, LastPlan, PlannedAction
from unstall.session.settling import settled_question, settling_id


def follow_through(comparison: Comparison, today: date, *, repeats: bool = True) -> FollowThrough:
    """Tell what became of the plan of the older session.

    Args:
        comparison: Of the older session with the newer one.
        today: The day as of which it is told; what should have been over before it is late.
        repeats: The newer session is the one that repeats the older one. Otherwise what it says of
            the plan before is about another plan, and is left out.
    """
    if not repeats:
        comparison = _without_last_plan(comparison)
    then, now = comparison.then, comparison.now
    ids = _Ids(comparison)
    actions = tuple(_action(comparison, ids, one, today) for one in promised(then))
    held = {**then.session.plan.held, **now.session.last_plan.held}
    unmet = _unmet(comparison, ids)
    plan = then.plan
    return FollowThrough(
        day=today,
        then=then.session.assessed,
        strategy=plan.strategy.id if plan else None,
        strategy_title=plan.strategy.title if plan else "",
        on_condition=bool(comparison.verdicts.then.conditions),
        actions=actions,
        moves=tuple(
            _explained(moved, actions)
            for moved in comparison.moved
            if moved.now.state != "unanswered"
        ),
        checkpoints=_checkpoints(then, held, unmet, today),
    )


def follow_own(side: Side, today: date) -> FollowThrough:
    """Tell what has become of a session's own plan so far; nothing is said about its answers."""
    plan = side.plan
    actions = []
    for one in promised(side):
        outcome = _decided(side, one.placed.id)
        state = _state(outcome, one.last_day, today)
        actions.append(_followed(one, outcome, state, None, (), in_next=True))
    return FollowThrough(
        day=today,
        then=side.session.assessed,
        strategy=plan.strategy.id if plan else None,
        strategy_title=plan.strategy.title if plan else "",
        on_condition=bool(side.triage.decision.conditions),
        actions=tuple(actions),
        moves=(),
        checkpoints=_checkpoints(side, side.session.plan.held, (), today),
    )


def _without_last_plan(comparison: Comparison) -> Comparison:
    session = comparison.now.session.model_copy(update={"last_plan": LastPlan()})
    return replace(comparison, now=replace(comparison.now, session=session))


class _Ids:
    """Finds what an id of the older session is called in the newer one."""

    def __init__(self, comparison: Comparison) -> None:
        self._now = comparison.now
        self._then = comparison.then.questionnaire
        self._own = comparison.then.session.plan.own.keys()
        versions = comparison.versions
        actions: Mapping[str, str | None] = versions.actions if versions else {}
        questions = {one.old: one.new for one in versions.questions.values()} if versions else {}
        if versions and versions.old_version != comparison.then.questionnaire.version:
            # The map leads from older to newer rules, and here the older rules came later.
            actions = {new: old for old, new in actions.items() if new is not None}
            questions = {new: old for old, new in questions.items() if new is not None}
            self._to_newest = {id_: id_ for id_ in questions}
        else:
            self._to_newest = {old: new for old, new in questions.items() if new is not None}
        self._actions = actions

    def action(self, action: str) -> str | None:
        """Give the id of an action in the newer session; None if it has no such action."""
        if action in self._own:
            return action
        settled = settled_question(action, self._then)
        if settled is not None:
            new = self.question(settled)
            return settling_id(new) if new else None
        return self._actions.get(action)

    def question(self, question: str) -> str | None:
        """Give the id by which the comparison calls a question; None if it is gone."""
        return self._to_newest.get(question)

    @property
    def in_next(self) -> frozenset[str]:
        """The actions of the plan that follows from the newer answers."""
        plan = self._now.plan
        return frozenset(placed.id for placed in plan.actions) if plan else frozenset()


def _action(comparison: Comparison, ids: _Ids, one: Promised, today: date) -> FollowedAction:
    id_ = one.placed.id
    new_id = ids.action(id_)
    outcome = _outcome(comparison, id_, new_id)
    in_next = new_id in ids.in_next
    aims = tuple(_aim(comparison, ids, one, why.question) for why in one.placed.chosen.why)
    state = _state(outcome, one.last_day, today)
    no_longer = None
    if state in {"late", "going"} and not in_next:
        no_longer = _no_longer(comparison, one, new_id)
        state = "not-asked-for" if no_longer else state
    return _followed(one, outcome, state, no_longer, aims, in_next=in_next)


def _followed(
    one: Promised,
    outcome: ActionOutcome,
    state: ActionState,
    no_longer: NoLonger | None,
    aims: tuple[Aim, ...],
    *,
    in_next: bool,
) -> FollowedAction:
    placed = one.placed
    return FollowedAction(
        id=placed.id,
        number=one.number,
        title=placed.chosen.title,
        owner=placed.owner,
        role=placed.role,
        state=state,
        planned=one.last_day,
        done=outcome.done,
        reason=outcome.dropped or "",
        note=outcome.note or placed.note or "",
        no_longer=no_longer,
        aimed_at=aims,
        in_next=in_next,
        by_hand=placed.chosen.by_hand,
    )


def _outcome(comparison: Comparison, old: str, new: str | None) -> ActionOutcome:
    """Find what was recorded about an action, newest word first."""
    last = comparison.now.session.last_plan.actions.get(old, ActionOutcome())
    notes = last.note
    for known in (
        last,
        _decided(comparison.then, old),
        _decided(comparison.now, new) if new else ActionOutcome(),
    ):
        notes = notes or known.note
        if known.done or known.dropped:
            done = known.done
            return ActionOutcome(done=done, dropped=None if done else known.dropped, note=notes)
    return ActionOutcome(note=notes)


def _decided(side: Side, action: str) -> ActionOutcome:
    planned = side.session.plan.actions.get(action, PlannedAction())
    return ActionOutcome(done=planned.done, dropped=planned.dropped, note=planned.note)


def _state(outcome: ActionOutcome, planned: date | None, today: date) -> ActionState:
    if outcome.done:
        return "done"
    if outcome.dropped:
        return "dropped"
    return "late" if planned is not None and planned < today else "going"


def _no_longer(comparison: Comparison, one: Promised, new_id: str | None) -> NoLonger | None:
    """Say why an action is not in the next plan; None while nobody can tell, without a verdict."""
    now = comparison.now
    if now.triage.decision.strategy is None:
        return None
    if new_id is None:
        return "questionnaire" if comparison.versions else None
    if now.plan is None:
        return "answers"
    chosen = one.placed.chosen
    if (chosen.by_hand or chosen.part_of) and new_id not in now.session.plan.own:
        return "people"
    same = comparison.then.plan is not None and comparison.then.plan.strategy.id
    return "answers" if same == now.plan.strategy.id else "strategy"


def _aim(comparison: Comparison, ids: _Ids, one: Promised, question: str) -> Aim:
    then = comparison.then.questionnaire.question_by_id[question]
    new = ids.question(question)
    known = comparison.rules.questionnaire.question_by_id.get(new or "")
    title = known.short if known else then.short
    moved = comparison.moved_by_id.get(new or "")
    if moved is not None:
        enough = _enough(comparison, ids, one, moved.question.id, moved.now)
        direction: AimMove = moved.direction
        if moved.now.state == "unanswered":
            direction = "not-yet"
        return Aim(
            question, new, title, moved.then, moved.now, direction, enough, in_call=moved.in_call
        )
    stood = next((same.stood for same in comparison.same if same.question.id == new), None)
    if stood is None and new in comparison.compared:
        blank = Stood("unanswered", None, "")
        asked = known is None or comparison.now.asks(known)
        return Aim(question, new, title, blank, blank, "not-yet", None, in_call=asked)
    if stood is not None and new is not None:
        enough = _enough(comparison, ids, one, new, stood)
        return Aim(question, new, title, stood, stood, "same", enough)
    return Aim(question, new, title, None, None, "not-comparable", None)


def _enough(
    comparison: Comparison, ids: _Ids, one: Promised, question: str, now: Stood
) -> bool | None:
    """Tell whether an answer lies above the level at which it asks for an action."""
    rules = comparison.rules.questionnaire
    whole = one.placed.chosen.whole
    action = rules.action_by_id.get(ids.action(whole) or "") or rules.action_by_id.get(whole)
    trigger = next((t for t in action.because if t.question == question), None) if action else None
    if trigger is None or now.level is None:
        return None
    at_most = rules.question_by_id[question].level_index(trigger.at_most)
    return None if at_most is None else now.level > at_most


def _explained(moved: Moved, actions: tuple[FollowedAction, ...]) -> ExplainedMove:
    aiming = [
        action
        for action in actions
        if any(aim.now_id == moved.question.id for aim in action.aimed_at)
    ]
    better = moved.direction in BETTER
    return ExplainedMove(
        question=moved.question.id,
        title=moved.question.short,
        then=moved.then,
        now=moved.now,
        moved=moved.direction,
        by=tuple(action.id for action in aiming if better and action.state == "done"),
        perhaps=tuple(action.id for action in aiming if better and action.state != "done"),
    )


def _unmet(comparison: Comparison, ids: _Ids) -> tuple[str, ...]:
    """List conditions of then that the newer rules know and the newer answers do not show met."""
    gates = {gate.id for gate in comparison.rules.questionnaire.gates}
    return tuple(
        condition
        for condition in comparison.verdicts.then.conditions
        if condition not in comparison.conditions_met
        and (condition in gates or ids.question(condition))
    )


def _checkpoints(
    side: Side, held: Mapping[CheckpointKind, Held], unmet: tuple[str, ...], today: date
) -> tuple[FollowedCheckpoint, ...]:
    found = []
    stopped = False
    for kind, (checkpoint, planned) in checkpoints_of(side).items():
        record = held.get(kind)
        state = _checkpoint_state(record, planned, today, stopped=stopped)
        stopped = stopped or (record is not None and record.outcome == "stop")
        found.append(
            FollowedCheckpoint(
                kind=kind,
                week=checkpoint.week,
                planned=planned,
                state=state,
                held=record,
                holds=checkpoint.phase.checkpoint or checkpoint.phase.aim,
                unmet=unmet if kind in {"commit", "review"} else (),
            )
        )
    return tuple(found)


def _checkpoint_state(
    held: Held | None, planned: date | None, today: date, *, stopped: bool
) -> CheckpointState:
    if held is not None:
        return "held"
    if stopped:
        return "fell-away"
    if planned is None:
        return "undated"
    return "passed-over" if planned < today else "to-come"
