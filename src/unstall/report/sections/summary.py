"""One page for the sponsor: what is recommended and why, what is needed from whom, what it takes,
when to look again, and what becomes of it if nothing is done.

It is read in two minutes and stands by itself. It says nothing that the report does not say too; of
every list it takes what comes first.
"""

from __future__ import annotations

from dataclasses import dataclass

from unstall.plan.models import Checkpoint, Plan
from unstall.report.blocks import Block, Section, bullets, line, paragraph, strong, table
from unstall.report.changing import settled_in_words
from unstall.report.conditions import conditions, conditions_end
from unstall.report.confidence import confidence
from unstall.report.deciding import grounds
from unstall.report.dossier import BUDGET_LEFT, COST_OF_DELAY, TEAM_BURN, Dossier
from unstall.report.facts import fact_in_words
from unstall.report.money import takes
from unstall.report.phrases import (
    capitalised,
    clause,
    counted,
    counted_in_words,
    in_words,
    joined,
    listed,
    sentence,
    sentences,
)
from unstall.report.sections import disagreement, short
from unstall.report.sections.answer import STANDING, advice, ground_line, meaning
from unstall.report.sections.people import capacity
from unstall.report.sections.planned import KINDS, counted_from, when
from unstall.report.stop_criteria import stop_criterion
from unstall.triage.ask_next import bearing_on_the_verdict

SPONSOR = "sponsor"
"""The role that the page is for, where a questionnaire has it."""
MONTHS_STALLED = "months_stalled"

MOST_NEEDED = 6
MOST_OF_THE_SPONSOR = 3
MOST_ROLES = 3
MOST_TO_ASK = 3
MOST_TO_FIND_OUT = 6

HEARD_AND_CONFIRMED = 2
"""Reasons for a confidence that nothing else on the page says; they come first."""


@dataclass(frozen=True, slots=True)
class _Need:
    what: str
    who: str
    by: str
    week: int
    """The week of the plan by whose end it is needed; 0 before it begins."""


def summary(dossier: Dossier) -> tuple[Section, ...]:
    """Compose the page for whatever came out: a recommendation, none yet, or nothing to mend."""
    waiting = Section("waiting", "If nothing is done", (paragraph(_if_nothing_is_done(dossier)),))
    if dossier.strategy is None:
        return (
            Section("answer", "The answer", short.lacking(dossier)),
            Section("needed", "What is needed first, and from whom", _to_find_out(dossier)),
            waiting,
        )
    if dossier.triage.nothing_explains:
        return (
            Section("answer", "The answer", (*short.hold_the_review(), _how_firm(dossier))),
            short.for_the_review(dossier),
            Section("needed", "What is needed, and from whom", _date_of_review(dossier)),
            waiting,
        )
    ends = dossier.strategy.kind == "end"
    return (
        Section("answer", "What we recommend", _recommended(dossier)),
        Section("reasons", "Why", _reasons(dossier)),
        Section("needed", "What is needed, from whom, by when", _needed(dossier)),
        Section("takes", "What it takes", _takes(dossier)),
        Section(
            "checkpoints",
            "When it is over" if ends else "When to look again, and when to stop",
            _checkpoints(dossier),
        ),
        waiting,
        Section("unknowns", "What is not known", (paragraph(_not_known(dossier)),)),
    )


def reader(dossier: Dossier) -> str:
    """Say for whom the page is: "For R. Adeyemi (sponsor)"; empty if nobody could be meant."""
    if dossier.lacks_sponsor:
        return "For whoever fills the sponsor's post"
    if SPONSOR not in dossier.questionnaire.role_by_id:
        return ""
    name, title = dossier.named(SPONSOR), dossier.role_title(SPONSOR)
    return f"For {name} ({title})" if name else f"For the {title}, to be named"


# What is recommended


def _recommended(dossier: Dossier) -> tuple[Block, ...]:
    return (
        paragraph(strong(advice(dossier))),
        paragraph(sentences([meaning(dossier), _close_call(dossier)])),
        _how_firm(dossier),
    )


def _close_call(dossier: Dossier) -> str:
    rival = dossier.triage.decision.close_call_with
    if rival is None:
        return ""
    other = clause(dossier.questionnaire.strategy_by_id[rival].advice)
    return f"This is a close call, and both ways belong on the table. The other would be to {other}"


def _how_firm(dossier: Dossier) -> Block:
    word, sure = dossier.outlook.standing.word, confidence(dossier)
    firm = _sure(dossier) if word == "holds-up" else _unsure(dossier)
    known_by = sentence("; ".join(sure.because[:HEARD_AND_CONFIRMED]))
    return paragraph(
        strong(f"Standing: {STANDING[word]}."),
        f" {sentence(firm)} ",
        strong(f"Confidence: {sure.word}."),
        f" {known_by}",
    )


def _sure(dossier: Dossier) -> str:
    stays = (
        "what is still unknown would hardly change it"
        if dossier.triage.gaps
        else "it stays the same if the answers weigh somewhat differently"
    )
    return f"{stays}, enough is known in every part, and it is no close call"


def _unsure(dossier: Dossier) -> str:
    limits = dossier.questionnaire.procedure.standing
    share = dossier.outlook.robustness.of(dossier.triage.decision.strategy)
    known = dossier.triage.coverage >= limits.holds_up_coverage and all(
        section.coverage >= limits.holds_up_each_section
        for section in dossier.triage.of_view("sections")
    )
    reasons = [] if known else ["too little is known yet"]
    if share < limits.holds_up_from:
        missing = " or what is missing turns out badly" if dossier.triage.gaps else ""
        reasons.append(
            f"another way could come first if the answers weigh a little differently{missing}"
        )
    return ", and ".join(reasons) or "it is a close call"


def _reasons(dossier: Dossier) -> tuple[Block, ...]:
    found = bullets(*(ground_line(ground) for ground in grounds(dossier)))
    causes = dossier.triage.causes[:1]
    return (
        *found,
        *(paragraph(strong("Why it stalled."), f" {c.cause.short}") for c in causes),
        *disagreement.in_a_line(dossier),
    )


# What is needed


def _needed(dossier: Dossier) -> tuple[Block, ...]:
    plan = dossier.plan
    if plan is None:
        return ()
    names, settled = _names(dossier, plan), _conditions(dossier, plan)
    room = MOST_NEEDED - len(names) - len(settled)
    rest = [*_money(dossier, plan), *_of_the_sponsor(dossier, plan)][: max(1, room)]
    if not plan.names_first:
        names, rest = [], [*names, *rest]
    rest.sort(key=lambda need: need.week)
    needs = [*names, *settled, *rest]
    return table("What 8 | Who 3 | By 4", *((need.what, need.who, need.by) for need in needs))


def _conditions(dossier: Dossier, plan: Plan) -> list[_Need]:
    commit = _commit(plan)
    # What follows at that checkpoint stands with its stop criterion.
    told = dossier.end_of(commit.week) if commit else ""
    return [
        _Need(
            sentence(f"See to it that {found.text}")
            + ("" if found.by == told else f" If not, {found.if_not}."),
            found.who,
            found.by,
            0,
        )
        for found in conditions(dossier)
    ]


def _money(dossier: Dossier, plan: Plan) -> list[_Need]:
    commit = _commit(plan)
    if commit is None or dossier.held("commit"):
        return []
    what = "Release the money for the rest of the plan, or say that there is none."
    if dossier.outlook.standing.word == "open":
        what = "Have the missing answers below found, then decide on the money for the rest."
    return [_Need(what, _sponsor(dossier), dossier.end_of(commit.week), commit.week)]


def _commit(plan: Plan) -> Checkpoint | None:
    return next((c for c in plan.checkpoints if c.phase.kind == "commit"), None)


def _names(dossier: Dossier, plan: Plan) -> list[_Need]:
    # Who the sponsor is, is said at the top: nobody is asked to name themselves.
    sponsor = dossier.role_title(SPONSOR)
    unnamed = [
        placed
        for placed in plan.actions
        if placed.owner is None and placed.done is None and placed.role != sponsor
    ]
    if not unnamed:
        return []
    first_week = min(placed.first_week for placed in unnamed)
    roles = list(dict.fromkeys(p.role for p in sorted(unnamed, key=lambda p: p.first_week)))
    wanted = list(dict.fromkeys(p.role for p in unnamed if p.first_week == first_week))[:MOST_ROLES]
    more = len(roles) - len(wanted)
    after = f"; {counted_in_words(more, 'more role needs', 'more roles need')} a name after that"
    what = f"Name {listed([f'the {role}' for role in wanted])}{after if more else ''}."
    at_once = first_week <= 1 or dossier.session.plan.left_from is not None
    first_day = dossier.formats.day(dossier.ahead_from(plan))
    by = first_day if at_once else dossier.end_of(first_week - 1)
    return [_Need(what, _sponsor(dossier), by, max(0, first_week - 1))]


def _of_the_sponsor(dossier: Dossier, plan: Plan) -> list[_Need]:
    """List the sponsor's own work, first what is not there yet, without what a condition asks."""
    asked = {dossier.gate_question(condition) for condition in dossier.triage.decision.conditions}
    for_it = [dossier.action_for(question) for question in asked if question]
    own = [
        placed
        for placed in plan.actions
        if placed.chosen.action.owner == SPONSOR and placed.done is None and placed not in for_it
    ]
    own.sort(key=lambda placed: (placed.chosen.size == "confirm", placed.last_week))
    return [
        _Need(sentence(p.chosen.title), dossier.doer(p), dossier.ends_on(p), p.last_week)
        for p in own[:MOST_OF_THE_SPONSOR]
    ]


def _sponsor(dossier: Dossier) -> str:
    if dossier.lacks_sponsor:
        return "to be named (whoever fills the sponsor's post)"
    return dossier.named(SPONSOR) or f"to be named ({dossier.role_title(SPONSOR)})"


def _to_find_out(dossier: Dossier) -> tuple[Block, ...]:
    places = {asked.question: place for place, asked in enumerate(dossier.outlook.ask_next)}
    gaps = [gap for gap in dossier.triage.gaps if gap.question.quick == "framework"]
    gaps.sort(key=lambda gap: places.get(gap.question.id, len(places)))
    decision = dossier.triage.decision
    more = counted_in_words(decision.quick_needed - decision.quick_known, "more answer")
    rows = [
        (line(strong(gap.question.short), f": {gap.question.prompt}"),
         sentence(dossier.whom(gap.question.id)))
        for gap in gaps[:MOST_TO_FIND_OUT]
    ]  # fmt: skip
    return (
        *table("To find out 7 | Whom to ask 3", *rows),
        paragraph(f"{capitalised(more)} of this kind would be enough for a recommendation."),
    )


def _date_of_review(dossier: Dossier) -> tuple[Block, ...]:
    rows = [("Set the date of the go-live review, and say who may say go.", _sponsor(dossier))]
    return table("What 7 | Who 3", *rows)


# What it takes


def _takes(dossier: Dossier) -> tuple[Block, ...]:
    said = " ".join(filter(None, (capacity(dossier, brief=True), *_costs(dossier))))
    return (paragraph(said), *counted_from(dossier))


def _costs(dossier: Dossier) -> list[str]:
    if dossier.strategy is None:
        return []
    found, said = takes(dossier, dossier.strategy), []
    if dossier.plan and (dossier.is_quick or dossier.plan.timing is None):
        said.append(f"Such work usually takes {found.time}.")
    if found.cost:
        said.append(f"At the rate given, the work of the whole plan costs {found.cost}.")
        budget = dossier.fact(BUDGET_LEFT)
        if budget is not None:
            left = dossier.formats.money(budget)
            said.append(f"The budget left, {left}, covers {found.against(budget)}.")
    elif not dossier.is_quick:
        said.append("No rate per person-day was given, so the work has no price here.")
    return said


# When to look again


def _checkpoints(dossier: Dossier) -> tuple[Block, ...]:
    plan = dossier.plan
    if plan is None:
        return ()
    ends = plan.strategy.kind == "end"
    return table(
        f"Checkpoint 2 | When 3 | {'What must hold' if ends else 'Stop criterion'} 8",
        *(
            (
                strong(KINDS.get(found.phase.kind or "", "Checkpoint")),
                when(dossier, found),
                sentence(f"If {criterion}")
                if (criterion := stop_criterion(dossier, found.phase.kind))
                else sentence(found.phase.checkpoint or found.phase.aim),
            )
            for found in plan.checkpoints
        ),
    )


# What becomes of it


def _if_nothing_is_done(dossier: Dossier) -> str:
    kind = dossier.strategy.kind if dossier.strategy else "go"
    if kind == "end":
        stays = (
            "Without a decision on record, whatever still runs goes on running and being paid for"
        )
        return sentences([stays, *_costs_of(dossier, TEAM_BURN)])
    months = dossier.fact(MONTHS_STALLED)
    stays = (
        f"Without a decision the project stays where it has been for {counted(months, 'month')}"
        if months
        else "Without a decision the project stays where it is"
    )
    if kind == "wait":
        stays = f"If nobody acts, the project ends {conditions_end(dossier)}: that is the default"
    costs = _costs_of(dossier, COST_OF_DELAY, TEAM_BURN)
    return sentences([stays, *(costs or ["What a month of waiting costs was not given"])])


def _costs_of(dossier: Dossier, *wanted: str) -> list[str]:
    facts = dossier.questionnaire.fact_by_id
    return [
        f"{facts[fact].title}: {fact_in_words(facts[fact], value, dossier.formats)}"
        for fact in wanted
        if fact in facts and (value := dossier.fact(fact)) is not None
    ]


def _not_known(dossier: Dossier) -> str:
    asked = len(dossier.applicable)
    number = sum(question.id not in dossier.reading.levels for question in dossier.applicable)
    has = "has" if number == 1 else "have"
    missing = (
        f"{capitalised(in_words(number))} of the {asked} questions {has} no answer yet"
        if number
        else "Every question has an answer"
    )
    if dossier.outlook.settled:
        return sentences([missing, settled_in_words(dossier)])
    first = [
        f"“{dossier.short(worth.question)}”, ask {dossier.whom(worth.question)}"
        for worth in bearing_on_the_verdict(dossier.outlook.ask_next)
    ]
    if first:
        return sentences([missing, f"Find out first: {joined(first, MOST_TO_ASK)}"])
    return sentences([missing, "Alone, none of it would change the advice" if number else ""])
