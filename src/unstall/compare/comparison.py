"""Two sessions held against each other.

By question id, through the history of the questionnaire where its version changed. Both sides are
told by the rules of the newer version, on the part that can be compared: questions that count on
both sides and whose levels lead from one to the other. What is not known stays in that part and
widens the range on its side, as it does everywhere. The older session's own result stands beside.

Nothing is refused and nothing is made up: where nothing can be compared, the comparison says so and
is empty. The same sessions the other way round give the same comparison the other way round.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from unstall.compare.aligned import Aligned, align
from unstall.compare.attribution import Steps, attribution
from unstall.compare.causes import cause_moves
from unstall.compare.models import (
    BlockerMove,
    Comparison,
    Direction,
    FactMove,
    GroupMove,
    Moved,
    NotCompared,
    Remark,
    Rescaled,
    Same,
    Stood,
    VerdictOf,
    Verdicts,
)
from unstall.compare.side import Side
from unstall.compare.targets import mean_weight, progress, targets
from unstall.questionnaire.questions import Question
from unstall.questionnaire.versions import VersionMap
from unstall.session.models import State

_ASKED: frozenset[State] = frozenset({"unknown", "unanswered"})
_OUT: frozenset[State] = frozenset({"not-applicable", "hidden"})


def compare(then: Side, now: Side) -> Comparison:
    """Hold an older session against a newer one.

    Args:
        then: The older session, by its own version.
        now: The newer one, by its own.
    """
    before, after, versions = align(then, now)
    rules = after.rules
    matched = _matched(before, after)
    compared = matched & before.applicable & after.applicable
    aims = targets(before, versions)
    rescaled = tuple(_rescaled(before, after, versions, again=False))
    moved, same = _answers(before, after, aims, {one.question.id for one in rescaled})
    verdicts = _verdicts(before, after, versions)
    met, new = _conditions(verdicts, before, after)
    removed = _without_place(before, after, versions)
    added = _without_place(after, before, versions)
    return Comparison(
        then=then,
        now=now,
        versions=versions,
        rules=rules,
        then_read=before.triage,
        now_read=after.triage,
        compared=compared,
        comparable=_share_compared(after, compared),
        comparable_then=_share_compared(before, compared),
        known_both=_known_both(before, after, compared),
        groups=tuple(_groups(before, after, compared, aims)),
        causes=cause_moves(before, after, compared, moved),
        moved=moved,
        same=same,
        facts=tuple(_facts(before, after)),
        blockers=tuple(_blockers(before, after, compared)),
        verdicts=verdicts,
        conditions_met=met,
        conditions_new=new,
        because=attribution(
            rules,
            before.triage,
            after.triage,
            _steps(verdicts, before, after),
            matched=matched,
        ),
        targets=aims,
        added=added,
        removed=removed,
        rescaled=rescaled,
        ask_again=tuple(_rescaled(before, after, versions, again=True)),
        remarks=tuple(_remarks(then, now, compared)),
    )


def members(group: str, view: str, questions: Collection[Question]) -> tuple[str, ...]:
    """List the questions of a section or of a group of another view."""
    return tuple(
        question.id
        for question in questions
        if (question.section == group if view == "sections" else group in question.groups)
    )


def _matched(before: Aligned, after: Aligned) -> frozenset[str]:
    """Give the questions that both versions ask and whose answers lead from one to the other."""
    return (before.reached & after.reached) - _asked_again(before, after)


def _asked_again(before: Aligned, after: Aligned) -> frozenset[str]:
    return before.asked_again | after.asked_again


def _share_compared(side: Aligned, compared: Collection[str]) -> float:
    """Give the share of what counts on a side, by its own version, that can be compared."""
    own, triage = side.side, side.side.triage
    weights = {q.id: own.engine.scale.weight(q.id, triage.reading) for q in triage.applicable}
    total = sum(weights.values())
    part = sum(weight for q, weight in weights.items() if side.places.get(q) in compared)
    return part / total if total else 0.0


def _known_both(before: Aligned, after: Aligned, compared: Collection[str]) -> float:
    weights = {question: mean_weight(before, after, question) for question in sorted(compared)}
    total = sum(weights.values())
    known = sum(w for q, w in weights.items() if _has_both(before, after, q))
    return known / total if total else 0.0


def _has_both(before: Aligned, after: Aligned, question: str) -> bool:
    return before.level(question) is not None and after.level(question) is not None


def _answers(
    before: Aligned, after: Aligned, aims: dict[str, int], rescaled: Collection[str]
) -> tuple[tuple[Moved, ...], tuple[Same, ...]]:
    moved, same = [], []
    matched = _matched(before, after)
    for question in after.rules.questionnaire.call_order:
        if question.id not in matched:
            continue
        then, now = before.stood(question.id), after.stood(question.id)
        direction = _direction(then, now)
        if direction is not None:
            target, other = aims.get(question.id) or None, question.id in rescaled
            asked = after.side.asks(question)
            moved.append(
                Moved(question, then, now, direction, target, rescaled=other, in_call=asked)
            )
        elif now.state in {"level", "unknown", "not-applicable"}:
            own = after.own_id(question.id)
            answer = after.side.session.answers.get(own) if own else None
            same.append(Same(question, now, confirmed=bool(answer and answer.confirmed)))
    return tuple(moved), tuple(same)


def _direction(then: Stood, now: Stood) -> Direction | None:  # noqa: PLR0911 - one return each
    if then.level is not None and now.level is not None:
        if then.level == now.level:
            return None
        return "up" if now.level > then.level else "down"
    if then.state in _OUT or now.state in _OUT:
        if then.state in _OUT and now.state in _OUT:
            return None
        return "applies" if then.state in _OUT else "ceased"
    if now.level is not None:
        return "learned"
    if then.level is not None:
        return "lost"
    if then.state == now.state:
        return None
    return "asked" if now.state == "unknown" else "unasked"


def _groups(
    before: Aligned, after: Aligned, compared: frozenset[str], aims: dict[str, int]
) -> Iterator[GroupMove]:
    scale, questions = after.rules.scale, after.rules.questionnaire.questions
    then_by_id = {(r.view, r.id): r for r in scale.measure(before.triage.reading, among=compared)}
    for now in scale.measure(after.triage.reading, among=compared):
        own = members(now.id, now.view, questions)
        part = [question for question in own if question in compared]
        counts = [question for question in own if question in after.applicable]
        yield GroupMove(
            id=now.id,
            title=now.title,
            view=now.view,
            then=then_by_id[now.view, now.id],
            now=now,
            moved=_mean_move(before, after, part),
            known_both=_known_both(before, after, part),
            comparable=sum(map(after.weight, part)) / sum(map(after.weight, counts)),
            progress=progress(before, after, part, aims),
        )


def _mean_move(before: Aligned, after: Aligned, questions: list[str]) -> float | None:
    moved = weights = 0.0
    tops = after.rules.questionnaire.question_by_id
    for question in questions:
        then, now = before.level(question), after.level(question)
        if then is None or now is None:
            continue
        weight = mean_weight(before, after, question)
        moved += weight * (now - then) / tops[question].top
        weights += weight
    return moved / weights if weights else None


def _facts(before: Aligned, after: Aligned) -> Iterator[FactMove]:
    then, now = before.triage.reading.facts, after.triage.reading.facts
    for fact in after.rules.questionnaire.facts:
        # The day of a session, what it is called and whom it is for are told by themselves.
        if fact.held_in is None and then.get(fact.id) != now.get(fact.id):
            yield FactMove(fact, then.get(fact.id), now.get(fact.id))


def _blockers(before: Aligned, after: Aligned, compared: frozenset[str]) -> Iterator[BlockerMove]:
    then, now = (
        {b.question.id: b for b in side.triage.blockers if b.certain and not b.accepted}
        for side in (before, after)
    )
    known = before.reached & after.reached
    for question in after.rules.questionnaire.call_order:
        id_ = question.id
        if id_ in known and (id_ in then) != (id_ in now):
            found, other = (then[id_], after) if id_ in then else (now[id_], before)
            knows = other.stood(id_).state not in _ASKED
            yield BlockerMove(question, found.blocks, id_ in then, id_ in compared, knows)


def _verdicts(before: Aligned, after: Aligned, versions: VersionMap | None) -> Verdicts:
    by_newer = before.triage.decision
    return Verdicts(
        then=verdict_of(before.side),
        then_by_newer=VerdictOf(
            *by_newer.outcome,
            standing=before.side.standing if before.side.engine is before.rules else None,
            conditions=by_newer.conditions,
            version=before.rules.questionnaire.version,
            recorded=False,
        )
        if versions
        else None,
        now=verdict_of(after.side),
    )


def verdict_of(side: Side) -> VerdictOf:
    """Give a session's own recommendation: as recorded where it is closed, else worked out."""
    result, decision = side.session.result, side.triage.decision
    version = side.questionnaire.version
    if result is None:
        return VerdictOf(
            *decision.outcome,
            standing=side.standing,
            conditions=decision.conditions,
            version=version,
            recorded=False,
        )
    return VerdictOf(
        strategy=result.strategy,
        shape=result.shape,
        then=result.then,
        standing=result.standing,
        conditions=result.conditions,
        version=version,
        recorded=True,
    )


def _steps(verdicts: Verdicts, before: Aligned, after: Aligned) -> Steps:
    own = [side.side.triage.decision.outcome for side in (before, after)]
    by_rules = [side.triage.decision.outcome for side in (before, after)]
    return Steps(
        changed=verdicts.changed,
        by_program=own != [verdicts.then.outcome, verdicts.now.outcome],
        by_rules=verdicts.then_by_newer is not None and own != by_rules,
    )


def _conditions(
    verdicts: Verdicts, before: Aligned, after: Aligned
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the conditions of then that hold now, and those of now that are new."""
    values = {state.gate.id: state.value for state in after.triage.decision.gates}
    at_most = after.rules.questionnaire.procedure.pause_preconditions.at_most

    def holds(condition: str) -> bool:
        if condition in values:
            return values[condition] is True
        level = after.level(before.places.get(condition, ""))
        return level is not None and level > at_most

    then, now = verdicts.then.conditions, verdicts.now.conditions
    return (
        tuple(condition for condition in then if holds(condition)),
        tuple(c for c in now if c not in {*then, *(before.places.get(t, t) for t in then)}),
    )


def _without_place(
    side: Aligned, other: Aligned, versions: VersionMap | None
) -> tuple[NotCompared, ...]:
    """List what counts on one side and is no question of the other side's version."""
    retired = versions.questions if versions else {}

    def why_gone(question: str) -> str:
        one = retired.get(question)
        return one.because or "" if one and one.new is None else ""

    counts = {question.id for question in side.side.triage.applicable}
    return tuple(
        NotCompared(question, side.stood_before(question.id), why_gone(question.id))
        for question in side.side.questionnaire.call_order
        if question.id in counts and side.places.get(question.id) not in other.reached
    )


def _rescaled(
    before: Aligned, after: Aligned, versions: VersionMap | None, *, again: bool
) -> Iterator[Rescaled]:
    asked_again = _asked_again(before, after)
    told: set[str] = set()
    for one in versions.questions.values() if versions else ():
        if one.new is None or one.new in told or (one.new in asked_again) is not again:
            continue
        if again or one.is_rescaled:
            told.add(one.new)
            yield Rescaled(
                question=after.rules.questionnaire.question_by_id[one.new],
                rule=one.steps[-1].rule if one.steps else None,
                then=before.stood(one.new),
                now=after.stood(one.new),
                because=" ".join(step.because for step in one.steps if step.because),
            )


def _remarks(then: Side, now: Side, compared: Collection[str]) -> Iterator[Remark]:
    if then.session == now.session:
        yield "same-session"
    if then.session.project != now.session.project:
        yield "other-project"
    if then.questionnaire.id != now.questionnaire.id:
        yield "other-questionnaire"
    elif not compared:
        yield "nothing-comparable"
    elif then.version == now.version and (
        then.session.questionnaire.sha256 != now.session.questionnaire.sha256
    ):
        yield "same-version-other-content"
    if (then.session.assessed, then.session.opened) > (now.session.assessed, now.session.opened):
        yield "wrong-order"
    if then.session.depth != now.session.depth:
        yield "other-depth"
