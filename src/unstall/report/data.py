"""The results for programs: plain tables of texts, numbers and lists, ready to be written as JSON.

Every id is one of the questionnaire's; levels are named by their id and never by their position.
Shares lie between 0 and 1 and are rounded to four places, dates are ISO 8601. What has not been
worked out is null. Keys always come in the order given here, so that the same input gives the same
bytes; later versions add keys and keep these.

`score_data` gives: `project`, `assessed`, `depth`, `questionnaire` (`id`, `version`), `strategy`
(null when too little is known), `shape`, `then`, `standing` (`holds-up|leaning|open`),
`held_back_by`, `settled` (true only where nothing still to come can change the strategy),
`conditions` (gate ids, or question ids where a pause waits for an answer), `forced`, `stop_reason`,
`close_call_with`, `weak`, `quick_known`, `quick_needed`, `coverage`, `ranking` (each strategy:
`id`, `points`, `fit`, `state` `open|on-condition|closed`, `acceptability`, `closed_by`),
`sections` (`id`, `low`, `point`, `high`, `coverage`, `band`), `gates` (`id`, `value`
`true|false|unknown`, `effect`, `weeks`), `causes` (`id`, `strength`, `evidence`), `flips`
(`question`, `from`, `to`, `strategy`, `shape`, `then`), `ask_next` (`question`, `because`
`gate|verdict|range`; null when all was asked), `find_out` (`question`, `asked`, `for_gates`),
`lenses` (each view of groups like `sections`, then `warning_signs`, `contradictions`, `blockers`).

`plan_data` gives: `project`, `strategy`, `shape`, `resume_with`, `begins`, `start`, `last_week`,
`stretch`, `stretched_because`, `names_first`, `unfilled_roles`, `capacity`, `actions`,
`checkpoints`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from unstall.plan.models import Placed, Plan
from unstall.report.options_state import option_state
from unstall.session.models import Session
from unstall.triage.engine import Engine, Triage
from unstall.triage.flips import Flip, ask_next, single_flips
from unstall.triage.outlook import Outlook
from unstall.triage.readiness import Readiness
from unstall.triage.truth import Truth

PLACES = 4
"""Decimals of every number."""

Data = dict[str, Any]


def score_data(engine: Engine, session: Session, triage: Triage, outlook: Outlook) -> Data:
    """Give the verdict with everything that it rests on; see the module for the keys."""
    decision = triage.decision
    asked = ask_next(engine, triage)
    return {
        "project": session.project,
        "assessed": session.assessed.isoformat(),
        "depth": session.depth,
        "questionnaire": {
            "id": engine.questionnaire.id,
            "version": engine.questionnaire.version,
        },
        "strategy": decision.strategy,
        "shape": decision.shape,
        "then": decision.then,
        "standing": outlook.standing.word,
        "held_back_by": list(outlook.standing.held_back_by),
        "settled": outlook.settled,
        "conditions": list(decision.conditions),
        "forced": [forced.id for forced in decision.forced],
        "stop_reason": decision.stop_reason,
        "close_call_with": decision.close_call_with,
        "weak": decision.weak,
        "quick_known": decision.quick_known,
        "quick_needed": decision.quick_needed,
        "coverage": _rounded(triage.coverage),
        "ranking": [_ranked(engine, triage, case.strategy) for case in triage.cases],
        "sections": _readiness(triage.of_view("sections")),
        "gates": [
            {
                "id": state.gate.id,
                "value": _truth(state.value),
                "effect": state.effect,
                "weeks": state.weeks,
            }
            for state in decision.gates
        ],
        "causes": [
            {
                "id": found.cause.id,
                "strength": _rounded(found.strength),
                "evidence": list(found.evidence),
            }
            for found in triage.causes
        ],
        "flips": [_flip(engine, flip) for flip in single_flips(engine, triage)],
        "ask_next": {"question": asked.question, "because": asked.because} if asked else None,
        "find_out": [
            {
                "question": gap.question.id,
                "asked": gap.asked,
                "for_gates": list(gap.for_gates),
            }
            for gap in triage.gaps
        ],
        "lenses": _lenses(engine, triage),
    }


def _ranked(engine: Engine, triage: Triage, strategy: str) -> Data:
    case = triage.case(strategy)
    found = option_state(
        engine.questionnaire, triage, engine.questionnaire.strategy_by_id[strategy]
    )
    return {
        "id": strategy,
        "points": case.points,
        "fit": case.fit,
        "state": found.state,
        "acceptability": None,
        "closed_by": list(found.closed_by),
    }


def _readiness(measured: Sequence[Readiness]) -> list[Data]:
    return [
        {
            "id": found.id,
            "low": _rounded(found.low),
            "point": _rounded(found.point),
            "high": _rounded(found.high),
            "coverage": _rounded(found.coverage),
            "band": found.band.id,
        }
        for found in measured
    ]


def _flip(engine: Engine, flip: Flip) -> Data:
    levels = engine.questionnaire.question_by_id[flip.question].levels
    return {
        "question": flip.question,
        "from": None if flip.from_level is None else levels[flip.from_level].id,
        "to": levels[flip.to_level].id,
        "strategy": flip.strategy,
        "shape": flip.shape,
        "then": flip.then,
    }


def _lenses(engine: Engine, triage: Triage) -> Data:
    views = dict.fromkeys(group.view for group in engine.questionnaire.groups)
    return {
        **{view: _readiness(triage.of_view(view)) for view in views},
        "warning_signs": [sign.id for sign in triage.warning_signs],
        "contradictions": [{"id": c.id, "ask": c.ask} for c in triage.contradictions],
        "blockers": [
            {
                "question": blocker.question.id,
                "blocks": blocker.blocks,
                "certain": blocker.certain,
                "may_be_accepted": blocker.may_be_accepted,
                "accepted": blocker.accepted,
            }
            for blocker in triage.blockers
        ],
    }


def plan_data(engine: Engine, session: Session, plan: Plan) -> Data:
    """Give the plan; see the module for the keys. Weeks are counted from 1; 0 is before week 1."""
    return {
        "project": session.project,
        "strategy": plan.strategy.id,
        "shape": plan.shape,
        "resume_with": plan.resume_with.id if plan.resume_with else None,
        "begins": plan.begins.isoformat(),
        "start": plan.start.isoformat() if plan.start else None,
        "last_week": plan.last_week,
        "stretch": _rounded(plan.stretch),
        "stretched_because": plan.stretched_because,
        "names_first": plan.names_first,
        "unfilled_roles": list(plan.unfilled_roles),
        "capacity": _capacity(plan),
        "actions": [_action(engine, plan, placed) for placed in plan.actions],
        "checkpoints": [
            {
                "kind": checkpoint.phase.kind,
                "week": checkpoint.week,
                "on": checkpoint.on.isoformat() if checkpoint.on else None,
                "aim": checkpoint.phase.aim,
                "holds": checkpoint.phase.checkpoint,
            }
            for checkpoint in plan.checkpoints
        ],
    }


def _capacity(plan: Plan) -> Data:
    found = plan.capacity
    return {
        "least_days": _rounded(found.least),
        "most_days": _rounded(found.most),
        "weeks": found.weeks,
        "people_needed": [_rounded(number) for number in found.people_needed],
        "people": found.people,
        "weeks_needed": list(found.weeks_needed) if found.weeks_needed else None,
        "fits": found.fits,
    }


def _action(engine: Engine, plan: Plan, placed: Placed) -> Data:
    action, chosen = placed.chosen.action, placed.chosen
    monday = plan.week_of(placed.first_week)
    return {
        "id": placed.id,
        "title": chosen.title,
        "done_when": action.done_when,
        "phase": action.phase,
        "size": chosen.size,
        "owner": placed.owner,
        "role": action.owner,
        "first_week": placed.first_week,
        "last_week": placed.last_week,
        "week_of": monday.isoformat() if monday else None,
        "least_days": _rounded(chosen.least),
        "most_days": _rounded(chosen.most),
        "working_days": list(action.duration) if action.duration else None,
        "waits_for": list(placed.waits_for),
        "always": chosen.always,
        "because": [
            {"question": why.question, "level": _level(engine, why.question, why.level)}
            for why in chosen.why
        ],
        "done": placed.done.isoformat() if placed.done else None,
        "note": placed.note,
    }


def _level(engine: Engine, question: str, level: int | None) -> str | None:
    if level is None:
        return None
    return engine.questionnaire.question_by_id[question].levels[level].id


def _truth(value: Truth) -> str:
    return "unknown" if value is None else str(value).lower()


def _rounded(number: float) -> float:
    return round(number, PLACES)
