"""Section 5: every strategy, how it stands, what speaks for and against it, what it takes."""

from __future__ import annotations

from unstall.questionnaire.rules import Strategy
from unstall.report.blocks import Block, Line, Section, bullets, line, paragraph, strong, table
from unstall.report.money import Takes, takes
from unstall.report.dossier import BUDGET_LEFT, COST_OF_DELAY, DAY_RATE, Dossier
from unstall.report.options_state import OptionState, option_state
from unstall.report.phrases import clause, listed, sentence, sentences

from unstall.triage.reasons import Reason

WORDS = {"open": "open", "on-condition": "open on condition", "closed": "closed"}
MOST_REASONS_CLOSED = 3


def options(dossier: Dossier) -> Section:
    """Compose the section on all strategies, the recommended one first."""
    chosen = dossier.strategy
    strategies = sorted(dossier.questionnaire.strategies, key=lambda s: s != chosen)
    states = {s.id: option_state(dossier.questionnaire, dossier.triage, s) for s in strategies}
    figures = {s.id: takes(dossier, s) for s in strategies}
    return Section(
        "options",
        "The options",
        (
            *_overview(dossier, strategies, states, figures),
            *_money_notes(dossier, strategies, states, figures),
        ),
        tuple(_option(dossier, s, states[s.id], figures[s.id]) for s in strategies),
    )


def _overview(
    dossier: Dossier,
    strategies: list[Strategy],
    states: dict[str, OptionState],
    figures: dict[str, Takes],
) -> tuple[Block, ...]:
    shown = [figures[s.id] for s in strategies if states[s.id].state != "closed"]
    columns = "Option 4 | State 4 | Points speak 3 | Usual time 3"
    with_effort = not dossier.is_quick
    with_cost = any(figure.cost for figure in shown)
    with_delay = any(figure.delay for figure in shown)
    columns += " | Effort 3" * with_effort + " | Work costs 3" * with_cost
    columns += " | Waiting costs meanwhile 3" * with_delay
    rows = []
    for strategy in strategies:
        closed, figure = states[strategy.id].state == "closed", figures[strategy.id]
        cells: list[Line] = [
            line(strong(dossier.title_of(strategy.id, _shape(dossier, strategy), None))),
            line(_state_word(dossier, strategy, states[strategy.id])),
            line(_fit(dossier, strategy)),
            line("–" if closed else figure.time),
        ]
        for wanted, text in (
            (with_effort, figure.effort),
            (with_cost, figure.cost),
            (with_delay, figure.delay),
        ):
            if wanted:
                cells.append(line("–" if closed or text is None else text))
        rows.append(tuple(cells))
    return table(columns, *rows)


def _shape(dossier: Dossier, strategy: Strategy) -> str | None:
    return dossier.engine.rules.points.shape(dossier.triage.reading) if strategy.takes else None


def _state_word(dossier: Dossier, strategy: Strategy, state: OptionState) -> str:
    word = WORDS[state.state]
    if strategy == dossier.strategy:
        on = ", on condition" if state.state == "on-condition" else ""
        return f"recommended{on}"
    if strategy == dossier.resumed:
        return "closed for now; resumed after the pause"
    if strategy.kind == "wait" and state.state == "open":
        return "not needed while a way is open"
    if strategy.kind == "end":
        return "possible at any time"
    return word


def _fit(dossier: Dossier, strategy: Strategy) -> str:
    if strategy.kind == "end":
        procedure = dossier.questionnaire.procedure
        found = dossier.triage.decision.points[strategy.id]
        return f"{procedure.stop_mark} needed, {_signed(found)} found"
    fit = dossier.triage.case(strategy.id).fit
    return {"against": "against it"}.get(
        fit, f"{fit}ly for it" if fit != "strong" else "strongly for it"
    )


def _signed(points: int) -> str:
    return f"−{-points}" if points < 0 else f"{points}"


def _option(dossier: Dossier, strategy: Strategy, state: OptionState, figure: Takes) -> Section:
    case = dossier.triage.case(strategy.id)
    title = dossier.title_of(strategy.id, _shape(dossier, strategy), None)
    return Section(
        f"option-{strategy.id}",
        title,
        (
            paragraph(_stands(dossier, strategy, state)),
            *bullets(
                *(_speaks(dossier, "For", reason) for reason in case.for_it),
                *(_speaks(dossier, "Against", reason) for reason in case.against),
            ),
            *_extra_time(state, figure),
        ),
    )


def _stands(dossier: Dossier, strategy: Strategy, state: OptionState) -> str:
    if strategy == dossier.strategy:
        on = listed([clause(text) for text in state.reasons])
        return f"Recommended, on condition that {on}." if on else "Recommended."
    decision = dossier.triage.decision
    if state.state == "closed":
        for_now = "Closed for now. " if strategy == dossier.resumed else "Closed. "
        if decision.forced:
            for_now = "Not weighed, since there is a reason to stop that nothing else outweighs. "
        return for_now + sentences(state.reasons[:MOST_REASONS_CLOSED])
    if state.state == "on-condition":
        return f"Open on condition that {listed([clause(text) for text in state.reasons])}."
    if strategy.kind == "end":
        return _stop_stands(dossier, strategy)
    if strategy.kind == "wait":
        return "Waiting would open nothing that is not open already."
    return "Open."


def _stop_stands(dossier: Dossier, strategy: Strategy) -> str:
    decision = dossier.triage.decision
    mark = dossier.questionnaire.procedure.stop_mark
    found = _signed(decision.points[strategy.id])
    if not decision.stop_reason:
        return (
            "None of the reasons for stopping was found, and weakness elsewhere is no such reason. "
            f"By points: {mark} are needed, {found} found."
        )
    return f"There is a reason to think of stopping. By points: {mark} are needed, {found} found."


def _speaks(dossier: Dossier, side: str, reason: Reason) -> Line:
    if reason.question:
        return line(f"{side}: {reason.title}, ", dossier.said(reason.question))
    return line(f"{side}: {reason.title}. {sentence(reason.because)}")


def _extra_time(state: OptionState, figure: Takes) -> tuple[Block, ...]:
    if state.state == "closed" or not figure.includes:
        return ()
    return (paragraph(f"What lengthens it: {clause(sentences(figure.includes))}."),)


def _money_notes(
    dossier: Dossier,
    strategies: list[Strategy],
    states: dict[str, OptionState],
    figures: dict[str, Takes],
) -> tuple[Block, ...]:
    texts = [
        "The usual time is what such work typically takes, from the start to first live use, or to "
        "the end."
    ]
    if dossier.is_quick:
        texts.append("A quick call does not support an effort figure.")
    else:
        texts.append(
            "Effort is counted up from the actions that these answers call for, with what is in "
            "place already left out."
        )
    missing = [
        name
        for fact, name in (
            (DAY_RATE, "the rate per person-day"),
            (COST_OF_DELAY, "the cost of delay"),
        )
        if dossier.fact(fact) is None and not (dossier.is_quick and fact == DAY_RATE)
    ]
    if missing:
        texts.append(f"No money is put to it where {listed(missing, 'or')} was not given.")
    if dossier.fact(COST_OF_DELAY) is not None:
        texts.append(
            "What waiting costs stands beside what the work costs; the two are not netted, and "
            "neither decides."
        )
    budget = dossier.fact(BUDGET_LEFT)
    if budget is not None:
        texts.append(f"Budget left: {dossier.formats.money(budget)}.")
        texts += [
            f"{strategy.title} {figures[strategy.id].against(budget)}."
            for strategy in strategies
            if states[strategy.id].state != "closed" and figures[strategy.id].work
        ]
    return (paragraph(" ".join(texts)),)
