"""The results for programs: plain tables of texts, numbers and lists, ready to be written as JSON.

Every id is one of the questionnaire's; levels are named by their id and never by their position.
Shares lie between 0 and 1 and are rounded to four places, dates are ISO 8601. What has not been
worked out is null. Keys always come in the order given here, so that the same input gives the same
bytes; later versions add keys and keep these.

`score_data` gives: `project`, `assessed`, `depth`, `questionnaire` (`id`, `version`), `strategy`
(null when too little is known), `shape`, `then`, `standing` (`holds-up|leaning|open`),
`held_back_by`, `settled` (true only where nothing still to come can change the strategy),
`tolerance` (share by which all points may be wrong before the first two open routes change places;
null if fewer are open), `tolerance_to_stop` (the same before the stop reaches its mark), `draws`
(how many readings the shares of `acceptability` rest on),
`conditions` (gate ids, or question ids where a pause waits for an answer), `forced`, `stop_reason`,
`stop_mark` (points from which on a reason to stop is enough), `close_call_with`, `weak`, `reasons`
(at most three: `speaks` `for|against|closes|needed`, `strategy` that it speaks for or against or
that it closes, `question`, `level`, `fact`, `title`, `text`, `points`),
`quick_known`, `quick_needed`, `coverage`, `ranking` (each strategy: `id`, `points`, `rank_points`
(points less what each thing missing costs: what routes are ranked by and what closes those for
which too little speaks; null for what is no route), `fit`, `state`
`open|on-condition|closed`, `acceptability`, `closed_by`, `closed_by_answers` (`question`, `level`),
`reopened_by` (`moves`, `how_soon` (`question`, `within`), `facts` (`fact`, `to`); null where it is
not closed, or where no single change and no pair opens it), `additions` (`question`, `level`,
`rule` about a fact, `points`; they sum to the strategy's points)),
`sections` (`id`, `low`, `point`, `high`, `coverage`, `band`), `gates` (`id`, `value`
`true|false|unknown`, `effect`, `weeks`), `causes` (`id`, `strength`, `evidence`), `flips` (`moves`
(`question`, `from`, `to`), `strategy`, `shape`, `then`, `by_gate`), `ask_next` (`question`,
`because` `gate|floor|verdict|margin|coverage`, `gates`, `could_change`, `of_margin`; null when
nothing is open), `ask_order` (`question`, `because`), `ask_facts` (facts that were not given and
that a gate waits for), `find_out` (`question`, `asked`,
`for_gates`), `worth` (each strategy: `strategy`, `days`, `weeks`, `work`, `delay`, `currency`,
`waits_on`, `includes`; ranges are `[least, most]`; after a quick call `days` and `work` are null),
`lenses` (each view of groups like `sections`; what was found: `warning_signs`, `contradictions`,
`blockers`; everything that is looked for: `causes`, `signs`, `checklist`), and
`votes` where a room voted (see `votes_data`).

`plan_data` gives: `project`, `strategy`, `shape`, `resume_with`, `begins`, `holidays`, `start`,
`left_from`, `last_week`, `stretch`, `stretched_because`, `names_first`, `unfilled_roles`,
`capacity`, `timing`, `actions`, `checkpoints`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from unstall.plan.models import Placed, Plan
from unstall.plan.worth import Range, worth
from unstall.questionnaire.conditions import OnQuestion, leaves
from unstall.questionnaire.rules import Strategy
from unstall.report.lens_data import Data, lenses, readiness, rounded, truth
from unstall.report.options_state import OptionState, option_state
from unstall.report.reason_data import additions, rank_points, reasons
from unstall.report.votes_data import votes_data
from unstall.session.models import CheckpointKind, Held, Session
from unstall.triage.ask_next import Worthwhile, facts_for_gates
from unstall.triage.depth import rests_on_quick_call
from unstall.triage.discussion import Discussion
from unstall.triage.engine import Engine, Triage
from unstall.triage.flip_sets import FlipSet, Move
from unstall.triage.outlook import Outlook
from unstall.triage.reopen import Reopen, reopeners


def score_data(engine: Engine, session: Session, triage: Triage, outlook: Outlook) -> Data:
    """Give the verdict with everything that it rests on; see the module for the keys."""
    decision, questionnaire = triage.decision, engine.questionnaire
    reopened, robustness = reopeners(engine, triage), outlook.robustness
    return {
        "project": session.project,
        "assessed": session.assessed.isoformat(),
        "depth": session.depth,
        "questionnaire": {
            "id": questionnaire.id,
            "version": questionnaire.version,
        },
        "strategy": decision.strategy,
        "shape": decision.shape,
        "then": decision.then,
        "standing": outlook.standing.word,
        "held_back_by": list(outlook.standing.held_back_by),
        "settled": outlook.settled,
        "tolerance": _share(robustness.tolerance),
        "tolerance_to_stop": _share(robustness.to_mark),
        "draws": robustness.draws,
        "conditions": list(decision.conditions),
        "forced": [forced.id for forced in decision.forced],
        "stop_reason": decision.stop_reason,
        "stop_mark": questionnaire.procedure.stop_mark,
        "close_call_with": decision.close_call_with,
        "weak": decision.weak,
        "reasons": reasons(engine, session, triage),
        "quick_known": decision.quick_known,
        "quick_needed": decision.quick_needed,
        "coverage": rounded(triage.coverage),
        "ranking": [
            _ranked(engine, triage, outlook, reopened, strategy)
            for strategy in questionnaire.strategies
        ],
        "sections": readiness(triage.of_view("sections")),
        "gates": [
            {
                "id": state.gate.id,
                "value": truth(state.value),
                "effect": state.effect,
                "weeks": state.weeks,
            }
            for state in decision.gates
        ],
        "causes": [
            {
                "id": found.cause.id,
                "strength": rounded(found.strength),
                "evidence": list(found.evidence),
            }
            for found in triage.causes
        ],
        "flips": [_flip(engine, flip) for flip in outlook.flips],
        "ask_next": _worthwhile(outlook.ask_next[0]) if outlook.ask_next else None,
        "ask_order": [
            {"question": asked.question, "because": asked.because} for asked in outlook.ask_next
        ],
        "ask_facts": list(facts_for_gates(engine, triage)),
        "find_out": [
            {
                "question": gap.question.id,
                "asked": gap.asked,
                "for_gates": list(gap.for_gates),
            }
            for gap in triage.gaps
        ],
        "worth": [
            _worth(engine, session, triage, strategy) for strategy in questionnaire.strategies
        ],
        "lenses": lenses(engine, triage),
        **({"votes": votes_data(Discussion(engine, session))} if session.votes else {}),
    }


def _ranked(
    engine: Engine,
    triage: Triage,
    outlook: Outlook,
    reopened: Mapping[str, Reopen],
    strategy: Strategy,
) -> Data:
    case = triage.case(strategy.id)
    found = option_state(engine.questionnaire, triage, strategy)
    is_closed = found.state == "closed"
    return {
        "id": strategy.id,
        "points": case.points,
        "rank_points": rank_points(triage, strategy.id),
        "fit": case.fit,
        "state": found.state,
        "acceptability": rounded(outlook.robustness.acceptability[strategy.id]),
        "closed_by": list(found.closed_by),
        "closed_by_answers": _answers_behind(engine, triage, found) if is_closed else [],
        "reopened_by": _reopen(engine, reopened.get(strategy.id)) if is_closed else None,
        "additions": additions(engine, triage, strategy.id),
    }


def _answers_behind(engine: Engine, triage: Triage, found: OptionState) -> list[Data]:
    """Give the answers that the rules behind a closed strategy look at, each once."""
    conditions = {
        **{gate.id: gate.require for gate in engine.questionnaire.gates},
        **{stop.id: stop.when for stop in engine.questionnaire.forced_stops},
    }
    asked = [
        leaf.question
        for id_ in found.closed_by
        if id_ in conditions
        for leaf in leaves(conditions[id_])
        if isinstance(leaf, OnQuestion)
    ]
    levels = triage.reading.levels
    return [
        {"question": question, "level": _level(engine, question, levels[question])}
        for question in dict.fromkeys(asked)
        if question in levels
    ]


def _reopen(engine: Engine, found: Reopen | None) -> Data | None:
    if found is None:
        return None
    return {
        "moves": _moves(engine, found.moves),
        "how_soon": [{"question": s.question, "within": s.within} for s in found.how_soon],
        "facts": [{"fact": move.fact, "to": move.to} for move in found.facts],
    }


def _flip(engine: Engine, flip: FlipSet) -> Data:
    return {
        "moves": _moves(engine, flip.moves),
        "strategy": flip.strategy,
        "shape": flip.shape,
        "then": flip.then,
        "by_gate": flip.by_gate,
    }


def _moves(engine: Engine, moves: Iterable[Move]) -> list[Data]:
    return [
        {
            "question": move.question,
            "from": _level(engine, move.question, move.from_level),
            "to": _level(engine, move.question, move.to_level),
        }
        for move in moves
    ]


def _worthwhile(asked: Worthwhile) -> Data:
    return {
        "question": asked.question,
        "because": asked.because,
        "gates": list(asked.gates),
        "could_change": rounded(asked.could_change),
        "of_margin": rounded(asked.of_margin),
    }


def _worth(engine: Engine, session: Session, triage: Triage, strategy: Strategy) -> Data:
    found = worth(engine, triage, strategy, session.assessed)
    quick = rests_on_quick_call(session, triage)
    return {
        "strategy": strategy.id,
        "days": None if quick else _range(found.days),
        "weeks": _range(found.weeks),
        "work": None if quick else _range(found.work),
        "delay": _range(found.delay),
        "currency": session.currency,
        "waits_on": list(found.waits_on),
        "includes": list(found.includes),
    }


def _share(found: float | None) -> float | None:
    return None if found is None else rounded(found)


def _range(found: Range | None) -> list[float] | None:
    return None if found is None else [rounded(end) for end in found]


def plan_data(engine: Engine, session: Session, plan: Plan) -> Data:
    """Give the plan; see the module for the keys. Weeks are counted from 1; 0 is before week 1."""
    return {
        "project": session.project,
        "strategy": plan.strategy.id,
        "shape": plan.shape,
        "resume_with": plan.resume_with.id if plan.resume_with else None,
        "begins": plan.begins.isoformat(),
        "holidays": session.plan.holidays,
        "start": plan.start.isoformat() if plan.start else None,
        "left_from": session.plan.left_from.isoformat() if session.plan.left_from else None,
        "last_week": plan.last_week,
        "stretch": rounded(plan.stretch),
        "stretched_because": plan.stretched_because,
        "names_first": plan.names_first,
        "unfilled_roles": list(plan.unfilled_roles),
        "capacity": _capacity(plan),
        "timing": _timing(plan),
        "actions": [_action(engine, plan, placed) for placed in plan.actions],
        "checkpoints": [
            {
                "kind": checkpoint.phase.kind,
                "week": checkpoint.week,
                "on": checkpoint.on.isoformat() if checkpoint.on else None,
                "aim": checkpoint.phase.aim,
                "holds": checkpoint.phase.checkpoint,
                "held": held_data(session.plan.held, checkpoint.phase.kind),
            }
            for checkpoint in plan.checkpoints
        ],
    }


def held_data(held: Mapping[CheckpointKind, Held], kind: CheckpointKind | None) -> Data | None:
    """Give when a checkpoint was held and what was decided; None if nobody recorded it."""
    one = held.get(kind) if kind else None
    if one is None:
        return None
    return {"on": one.on.isoformat(), "outcome": one.outcome, "note": one.note}


def _capacity(plan: Plan) -> Data:
    found = plan.capacity
    return {
        "least_days": rounded(found.least),
        "most_days": rounded(found.most),
        "weeks": found.weeks,
        "people_needed": [rounded(number) for number in found.people_needed],
        "people": found.people,
        "fits": found.fits,
    }


def _timing(plan: Plan) -> Data | None:
    timing = plan.timing
    if timing is None:
        return None
    titles = {placed.id: placed.chosen.action.title for placed in plan.actions}
    return {
        "window": timing.window,
        "likely": timing.likely,
        "span": list(timing.span),
        "over": timing.over,
        "chain": [
            {"action": link.id, "title": titles[link.id], "because": link.because}
            for link in timing.chain
        ],
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
        "first_day": placed.first_day.isoformat() if placed.first_day else None,
        "last_day": placed.last_day.isoformat() if placed.last_day else None,
        "week_of": monday.isoformat() if monday else None,
        "least_days": rounded(chosen.least),
        "most_days": rounded(chosen.most),
        "working_days": list(action.duration) if action.duration else None,
        "waits_for": list(placed.waits_for),
        "always": chosen.always,
        "by_hand": chosen.by_hand,
        "part_of": chosen.part_of,
        **({"settles": chosen.settles} if chosen.settles else {}),
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
