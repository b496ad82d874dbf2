"""Section 5: every strategy, how it stands, what speaks for and against it, what it takes."""

from __future__ import annotations

from unstall.questionnaire.rules import Strategy
from unstall.report.blocks import Block, Line, Section, bullets, line, paragraph, strong, table
from unstall.report.changing import reopened_if
from unstall.report.conditions import held
from unstall.report.dossier import BUDGET_LEFT, COST_OF_DELAY, DAY_RATE, Dossier
from unstall.report.money import Takes, takes
from unstall.report.options_state import OptionState, option_state
from unstall.report.phrases import clause, listed, sentence, sentences
from unstall.triage.points import Addition

MOST_REASONS = 3
MOST_OF_CLOSED = 2
WORDS = {"open": "open", "on-condition": "open on condition", "closed": "closed"}


def options(dossier: Dossier) -> Section:
    """Compose the section on all strategies, the recommended one first."""
    looks = [
        _Look(dossier, strategy)
        for strategy in sorted(
            dossier.questionnaire.strategies, key=lambda s: s != dossier.strategy
        )
    ]
    return Section(
        "options",
        "The options",
        (*_overview(dossier, looks), *_money_notes(dossier, looks)),
        tuple(look.section() for look in looks),
    )


class _Look:
    """One strategy as the section sees it: its state, its figures and its words."""

    def __init__(self, dossier: Dossier, strategy: Strategy) -> None:
        self.dossier = dossier
        self.strategy = strategy
        self.state: OptionState = option_state(dossier.questionnaire, dossier.triage, strategy)
        self.takes: Takes = takes(dossier, strategy)
        shape = dossier.engine.rules.points.shape(dossier.triage.reading)
        self.title = dossier.title_of(strategy.id, shape if strategy.takes else None, None)
        self.source = None
        if strategy.takes:
            source = strategy.takes.rebuild if shape == "rebuild" else strategy.takes.harden
            self.source = dossier.questionnaire.strategy_by_id[source]

    @property
    def is_closed(self) -> bool:
        return self.state.state == "closed"

    @property
    def is_passed_over(self) -> bool:
        """It was not weighed: something outranks all that speaks for it."""
        return self.is_closed and bool(self.dossier.triage.decision.forced)

    @property
    def is_chosen(self) -> bool:
        return self.strategy == self.dossier.strategy

    def state_word(self) -> str:
        if self.is_chosen:
            on = ", on condition" if self.state.state == "on-condition" else ""
            return f"recommended{on}"
        if self.strategy == self.dossier.resumed:
            return "closed for now; resumed after the pause"
        if self.strategy.kind == "wait" and not self.is_closed:
            return "not needed" if self._others_open() else "open"
        if self.strategy.kind == "end":
            return "possible at any time"
        return WORDS[self.state.state]

    def fit(self) -> str:
        if self.strategy.kind == "end":
            if self.dossier.triage.decision.forced:
                return "decided by its reason"
            mark = self.dossier.questionnaire.procedure.stop_mark
            return f"{mark} points needed, {self._points()} found"
        if self.is_passed_over:
            return "–"
        return self.dossier.triage.case(self.strategy.id).fit

    def section(self) -> Section:
        additions = self._additions()
        return Section(
            f"option-{self.strategy.id}",
            self.title,
            (
                paragraph(sentences([self._stands(), self._reopened(), self._design()])),
                *bullets(
                    *(self._speaks("For", a) for a in additions if a.points > 0),
                    *(self._speaks("Against", a) for a in additions if a.points < 0),
                ),
                *self._longer(),
            ),
        )

    def _is_idle(self) -> bool:
        """Nothing calls for it: a stop without a reason, a pause while a way is open."""
        if self.is_chosen or self.strategy.kind == "go":
            return False
        return self._others_open() and not self.dossier.triage.decision.stop_reason

    def _others_open(self) -> bool:
        return bool(self.dossier.triage.decision.ranked)

    def _points(self) -> str:
        points = self.dossier.triage.decision.points[self.strategy.id]
        return f"−{-points}" if points < 0 else f"{points}"

    def _stands(self) -> str:
        on = held([clause(text) for text in self.state.reasons])
        if self.is_chosen:
            return f"Recommended, on condition that {on}" if on else "Recommended"
        if self.is_closed:
            return self._closed_because()
        if self.state.state == "on-condition":
            return f"Open on condition that {on}"
        if self.strategy.kind == "go":
            return "Open"
        return self._stop_stands() if self.strategy.kind == "end" else self._wait_stands()

    def _closed_because(self) -> str:
        if self.dossier.triage.decision.forced:
            return "Not weighed, since there is a reason to stop that outranks all else"
        lead = "Closed for now" if self.strategy == self.dossier.resumed else "Closed"
        return f"{lead}. {sentences(self.state.reasons[:MOST_REASONS])}"

    def _reopened(self) -> str:
        return reopened_if(self.dossier, self.strategy.id) if self.is_closed else ""

    def _wait_stands(self) -> str:
        if self._others_open():
            return "Waiting would open nothing that is not open already"
        return "Waiting would not open a way either"

    def _stop_stands(self) -> str:
        mark = self.dossier.questionnaire.procedure.stop_mark
        count = f"{mark} points are needed, {self._points()} found"
        if self.dossier.triage.decision.stop_reason:
            return f"There is a reason to think of stopping. By count: {count}"
        return (
            "No reason to stop was found, and weakness elsewhere is no such reason. "
            f"By count: {count}"
        )

    def _design(self) -> str:
        if self.source is None or self.is_passed_over:
            return ""
        return f"On the design side it stands like {self.source.title}"

    def _additions(self) -> list[Addition]:
        if self.is_passed_over or (self.strategy.kind == "wait" and self._is_idle()):
            return []
        questions = self.dossier.questionnaire.question_by_id
        case = self.dossier.triage.case(self.strategy.id)
        axis = self.strategy.takes.axis if self.strategy.takes else None
        own = [
            addition
            for addition in case.all_
            if addition.kind == "fact"
            or (
                addition.kind == "question"
                and ((table_ := questions[addition.id].points) is None or table_.axis != axis)
            )
        ]
        own.sort(key=lambda addition: -abs(addition.points))
        for_it = [addition for addition in own if addition.points > 0]
        against = [addition for addition in own if addition.points < 0]
        most = MOST_OF_CLOSED if self.is_closed or self._is_idle() else MOST_REASONS
        return [*for_it[:most], *against[:most]]

    def _speaks(self, side: str, addition: Addition) -> Line:
        if addition.kind == "question":
            said = self.dossier.said(addition.id)
            return line(strong(f"{side}:"), f" {self.dossier.short(addition.id)}, {said}")
        return line(strong(f"{side}:"), f" {sentence(addition.because)}")

    def _longer(self) -> tuple[Block, ...]:
        included = list(filter(None, (*self.takes.includes, self.takes.slowed)))
        if self.is_closed or not included:
            return ()
        return (paragraph(f"Included in the time: {clause(' '.join(included))}."),)


def _overview(dossier: Dossier, looks: list[_Look]) -> tuple[Block, ...]:
    takes_ = [look.takes for look in looks]
    columns = ["Option 4", "State 4", "Fit 3", "Usual time 3"]
    wanted = [
        (not dossier.is_quick, "Effort 4", "effort"),
        (any(figures.cost for figures in takes_), "The work costs 4", "cost"),
        (any(figures.delay for figures in takes_), "Waiting costs meanwhile 4", "delay"),
    ]
    columns += [title for shown, title, _ in wanted if shown]
    rows = []
    for look in looks:
        cells = [line(strong(look.title)), line(look.state_word()), line(look.fit())]
        figures = [look.takes.time, *(getattr(look.takes, n) for shown, _, n in wanted if shown)]
        cells += [line(text or "–") for text in figures]
        rows.append(tuple(cells))
    return table(" | ".join(columns), *rows)


def _money_notes(dossier: Dossier, looks: list[_Look]) -> tuple[Block, ...]:
    texts = [
        "The usual time is what such work typically takes to first live use, or to the end. It "
        "counts from a start with the people that the option needs, and for an option that is "
        "closed from when it is open."
    ]
    if dossier.is_quick:
        texts.append("A quick call does not support an effort figure.")
    else:
        texts.append(
            "The effort is counted up from the actions that these answers call for; what is in "
            "place already is left out of it. It covers the whole plan, also what follows the "
            "first live use."
        )
    texts += [text for text in (_not_given(dossier), _delay(dossier)) if text]
    budget = dossier.fact(BUDGET_LEFT)
    if budget is not None:
        texts.append(f"Budget left: {dossier.formats.money(budget)}.")
        texts += _against(budget, looks)
    return (paragraph(" ".join(texts)),)


def _against(budget: float, looks: list[_Look]) -> list[str]:
    """Say which ways forward the budget covers, those of the same answer together."""
    titles: dict[str, list[str]] = {}
    for look in looks:
        if look.takes.work and not look.is_closed and look.strategy.kind == "go":
            titles.setdefault(look.takes.against(budget), []).append(look.strategy.title)
    return [f"It covers {how} of {listed(names)}." for how, names in titles.items()]


def _not_given(dossier: Dossier) -> str:
    rate, delay = dossier.fact(DAY_RATE) is not None, dossier.fact(COST_OF_DELAY) is not None
    if dossier.is_quick:
        return "" if delay else "What a month of waiting costs was not given."
    if rate and delay:
        return ""
    if not rate and not delay:
        return (
            "Neither a rate per person-day nor the cost of waiting was given, so no money stands "
            "beside the days."
        )
    if rate:
        return "What a month of waiting costs was not given, so only the work has a price here."
    return "No rate per person-day was given, so the work has no price here."


def _delay(dossier: Dossier) -> str:
    if dossier.fact(COST_OF_DELAY) is None:
        return ""
    return (
        "What waiting costs stands beside what the work costs. The two are not added up, and "
        "neither of them decides."
    )
