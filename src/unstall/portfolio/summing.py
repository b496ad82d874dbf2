"""From a triage to a project's row, at once; and what takes longer, afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from unstall.due import due_again, hangs_on_plan
from unstall.errors import UnstallError
from unstall.overview import Overview
from unstall.plan.models import Plan
from unstall.plan.select import called_for
from unstall.plan.worth import DELAY
from unstall.planning import plan_of
from unstall.portfolio.models import (
    Blocking,
    CauseFound,
    CostOfWaiting,
    Help,
    Named,
    PlannedCheckpoint,
    PortfolioRow,
)
from unstall.questionnaire.models import Questionnaire
from unstall.session.models import Session
from unstall.standings import Standings
from unstall.triage.engine import Engine, Triage

MONTHS_STALLED = "months_stalled"
"""The fact that says for how long nothing has moved."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The session that a row shows, with what follows from it."""

    session: Session
    engine: Engine
    """The engine of the session's questionnaire."""
    triage: Triage


def row_of(summed: Overview, sheet: Sheet) -> PortfolioRow:
    """Make a project's row, without what takes long to work out.

    Args:
        summed: The project as `unstall.overview` sums it up.
        sheet: The session that it shows.
    """
    session, engine, triage = sheet.session, sheet.engine, sheet.triage
    questionnaire, result = engine.questionnaire, session.result
    months = triage.reading.facts.get(MONTHS_STALLED)
    strategy = questionnaire.strategy_by_id.get(summed.verdict.strategy) if summed.verdict else None
    conditions = result.conditions if result else triage.decision.conditions
    return PortfolioRow(
        path=summed.path,
        project=summed.project,
        client=summed.client,
        sessions=summed.sessions,
        questionnaire=questionnaire.id,
        assessed=summed.assessed,
        depth=summed.depth,
        closed=summed.closed,
        verdict=summed.verdict,
        standing=summed.standing,
        conditions=tuple(Named(c, condition_title(questionnaire, c)) for c in conditions),
        sections=summed.sections,
        trend=summed.trend,
        blockers=tuple(_blockers(triage)),
        months_stalled=float(months) if isinstance(months, int | float) else None,
        cost=cost_of_waiting(triage.reading.facts, session.currency),
        causes=tuple(CauseFound(f.cause.id, f.cause.title, f.strength) for f in triage.causes),
        helps=tuple(_helps(sheet)),
        is_ended=strategy is not None and strategy.kind == "end",
        recorded=_recorded(session),
        due=None if hangs_on_plan(session, engine, triage) else due_again(session, engine, triage),
        conflicts=summed.conflicts,
    )


def filled_in(
    row: PortfolioRow,
    sheet: Sheet,
    standings: Standings,
    between: Callable[[], None] | None = None,
) -> PortfolioRow:
    """Add what takes longer: how firmly the verdict stands, and the days of the plan.

    `between` is called after every draw and may end the work by raising.
    """
    session, engine, triage = sheet.session, sheet.engine, sheet.triage
    if row.standing is None:
        sha256 = session.questionnaire.sha256
        standing = standings.weigh(engine, triage, sha256, between=between)
        row = replace(row, standing=standing.word)
    if row.checkpoints is not None:
        return row
    try:
        plan = plan_of(engine, session, triage)
    except UnstallError:
        # It would go on beyond the last day that calendars have: then there are no days to name.
        return replace(row, checkpoints=())
    return replace(
        row,
        checkpoints=tuple(_checkpoints(session, plan)),
        due=due_again(session, engine, triage, lambda *_: plan),
    )


def condition_title(questionnaire: Questionnaire, condition: str) -> str:
    """Say what must hold, for a gate or for a question that a pause waits for, as a clause."""
    gate = next((gate for gate in questionnaire.gates if gate.id == condition), None)
    if gate:
        return gate.text
    question = questionnaire.question_by_id.get(condition)
    return f"{question.short if question else condition} is settled"


def cost_of_waiting(facts: Mapping[str, Any], currency: str | None) -> CostOfWaiting | None:
    """Gather what a month of waiting costs, as far as it was given."""
    given = facts.get(DELAY)
    if not isinstance(given, Mapping) or not given:
        return None
    figures = [float(given[part]) for part in ("low", "likely", "high") if part in given]
    likely = given.get("likely")
    return CostOfWaiting(
        low=min(figures),
        high=max(figures),
        likely=None if likely is None else float(likely),
        currency=currency,
    )


def _blockers(triage: Triage) -> Iterable[Blocking]:
    for blocker in triage.blockers:
        question = blocker.question
        blocks: Literal["start", "launch"] = "start" if blocker.blocks == "start" else "launch"
        yield Blocking(question.id, question.short, blocks, blocker.certain, blocker.accepted)


def _helps(sheet: Sheet) -> Iterable[Help]:
    """List what the plan holds against the causes found; what is done or dropped helps no more."""
    engine, triage = sheet.engine, sheet.triage
    strategy = triage.decision.strategy
    found = [found.cause.id for found in triage.causes]
    if strategy is None or not found:
        return
    questions = engine.questionnaire.question_by_id
    for action, why in called_for(engine, triage, engine.questionnaire.strategy_by_id[strategy]):
        decided = sheet.session.plan.actions.get(action.id)
        if decided and (decided.done is not None or decided.dropped is not None):
            continue
        signalled = {cause for w in why for cause in questions[w.question].causes}
        causes = tuple(cause for cause in found if cause in signalled)
        if causes:
            yield Help(action.id, action.title, causes)


def _recorded(session: Session) -> int:
    done = sum(planned.done is not None for planned in session.plan.actions.values())
    return done + len(session.plan.held)


def _checkpoints(session: Session, plan: Plan | None) -> Iterable[PlannedCheckpoint]:
    for checkpoint in plan.checkpoints if plan else ():
        kind = checkpoint.phase.kind
        if kind:
            yield PlannedCheckpoint(kind, checkpoint.on, kind in session.plan.held)
