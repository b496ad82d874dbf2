"""Why a way is recommended for which little speaks: how it stands by points, and what closes the
ways that would fit better.
"""

from __future__ import annotations

from unstall.questionnaire.conditions import OnFact, leaves
from unstall.report.dossier import Dossier
from unstall.report.options_state import option_state
from unstall.report.phrases import capitalised, listed
from unstall.triage.gates import GateState
from unstall.triage.verdict import Decision, Route


def balance(decision: Decision) -> str:
    """Weigh what speaks for a recommended way against what speaks against it, in a clause.

    Goes by the way's own points, as the band that stands beside it does. Empty where the way is no
    weak fit.
    """
    if not decision.weak or decision.strategy is None:
        return ""
    points = decision.points[decision.strategy]
    if points < 0:
        return "more speaks against it than for it"
    return "only a little more speaks for it than against it" if points else (
        "as much speaks against it as for it"
    )  # fmt: skip


def weak_fit(dossier: Dossier) -> str:
    """Say how weakly the recommended way fits, and why it is recommended all the same, by name.

    Empty where it is no weak fit.
    """
    decision = dossier.triage.decision
    chosen, lead = decision.route(decision.strategy or ""), capitalised(balance(decision))
    if chosen is None or not lead:
        return ""
    better = sorted(
        (r for r in decision.routes if not r.is_open and r.rank_points > chosen.rank_points),
        key=lambda route: -route.rank_points,
    )
    if better:
        closed = listed([_closed(dossier, route) for route in better])
        return f"{lead}; it is recommended because what fits better is closed: {closed}."
    if len(decision.ranked) == 1:
        return f"{lead}; it is recommended because no other way forward is open."
    return f"{lead}; it is recommended because no other way that is open fits better."


def _closed(dossier: Dossier, route: Route) -> str:
    strategy = dossier.questionnaire.strategy_by_id[route.strategy]
    title = strategy.title
    closed_by = option_state(dossier.questionnaire, dossier.triage, strategy).closed_by
    closing = [s for s in dossier.triage.decision.gates if s.gate.id in closed_by]
    shut = {name: None for state in closing for name in _names(dossier, state)}
    return f"{title} (by {listed(list(shut))})" if shut else title


def _names(dossier: Dossier, state: GateState) -> list[str]:
    if state.gate.question:
        return [dossier.short(state.gate.question)]
    facts = [leaf.fact for leaf in leaves(state.gate.require) if isinstance(leaf, OnFact)]
    titles = [dossier.questionnaire.fact_by_id[fact].title for fact in facts]
    return titles or [state.gate.text]
