"""Which sections make a document, for each kind of result."""

from __future__ import annotations

from unstall.report.blocks import Block, Document, Section, bullets, line, paragraph, strong, table
from unstall.report.dossier import Dossier
from unstall.report.phrases import counted_in_words, sentence
from unstall.report.sections import appendix, ending, planned
from unstall.report.sections.answer import answer, assurance, conditions_in_short, verdict_line
from unstall.report.sections.causes import causes
from unstall.report.sections.first_days import first_days
from unstall.report.sections.launch import before_live
from unstall.report.sections.options import options
from unstall.report.sections.readiness import where_it_stands
from unstall.report.sections.recommendation import recommendation
from unstall.report.sections.told import told
from unstall.report.sections.unknowns import unknowns


def report_document(dossier: Dossier) -> Document:
    """Compose the report: the full one, or the short one that the answers support."""
    if dossier.strategy is None:
        sections = _too_little(dossier)
    elif dossier.triage.nothing_explains:
        sections = _nothing_explains(dossier)
    else:
        sections = _full(dossier)
    return Document(
        title=f"{dossier.session.project}: triage report",
        opening=(*_byline(dossier), *_limits(dossier), *_question(dossier)),
        sections=_numbered(sections),
        language=dossier.questionnaire.language,
    )


def plan_document(dossier: Dossier) -> Document:
    """Compose the plan, which stands on its own."""
    plan = dossier.plan
    if plan is None or dossier.triage.nothing_explains:
        sections: tuple[Section, ...] = _no_plan(dossier)
    else:
        sections = _plan_sections(dossier)
    return Document(
        title=f"{dossier.session.project}: {_plan_title(dossier)}",
        opening=(*_plan_header(dossier), *_limits(dossier)),
        sections=tuple(section for section in sections if not section.is_empty),
        language=dossier.questionnaire.language,
    )


def _byline(dossier: Dossier) -> tuple[Block, ...]:
    session = dossier.session
    depth = "quick call" if dossier.is_quick else "full triage"
    parts = [session.client, dossier.formats.day(session.assessed), depth]
    return (paragraph(" · ".join(part for part in parts if part)),)


def _limits(dossier: Dossier) -> tuple[Block, ...]:
    if not dossier.is_quick:
        return ()
    return (
        paragraph(
            strong("This rests on a quick call."),
            " It supports a provisional recommendation, which ways are open and closed, what blocks a "
            "start, and what to find out next. It does not support readiness of single parts, an "
            "effort figure, or dates beyond week 2, and between a rebuild and an outside team it "
            "only leans. The full triage closes these gaps.",
        ),
    )


def _question(dossier: Dossier) -> tuple[Block, ...]:
    return (
        paragraph(
            "A pilot asks whether something works on the data at hand. This report asks another "
            "question: can people lean on ",
            strong(dossier.session.project),
            ", with its risks known, somebody answerable, somebody watching and a safe way to change "
            "it? And if not yet, what would it take?",
        ),
    )


def _full(dossier: Dossier) -> tuple[Section, ...]:
    strategy = dossier.strategy
    middle: tuple[Section, ...]
    if strategy and strategy.kind == "end":
        middle = ending.closing(dossier)
    else:
        middle = (
            _plan(dossier),
            Section("before-live", _before_live_title(dossier), before_live(dossier)),
            Section("first-days", "First ten working days", first_days(dossier)),
        )
    return (
        answer(dossier),
        told(dossier),
        where_it_stands(dossier),
        causes(dossier),
        options(dossier),
        recommendation(dossier),
        *middle,
        Section("unknowns", "What we do not know", unknowns(dossier)),
        appendix.answers(dossier),
        appendix.method(dossier),
    )


def _before_live_title(dossier: Dossier) -> str:
    waits = dossier.strategy is not None and dossier.strategy.kind == "wait"
    return "Before it may go live, once it is resumed" if waits else "Before it may go live"


def _plan(dossier: Dossier) -> Section:
    title = "The pause, week by week" if dossier.resumed else "Plan"
    return Section(
        "plan",
        title,
        (
            *planned.names_first(dossier),
            *planned.plan_in_short(dossier),
            *planned.outline(dossier),
            paragraph(strong("Checkpoints")),
            *planned.checkpoints(dossier),
            *planned.capacity(dossier),
            *_unfilled_if_few(dossier),
            *planned.taken_out(dossier),
        ),
    )


def _unfilled_if_few(dossier: Dossier) -> tuple[Block, ...]:
    if dossier.plan is None or dossier.plan.names_first or not dossier.plan.unfilled_roles:
        return ()
    return (paragraph(strong("Roles that still need a name")), *planned.unfilled(dossier))


def _too_little(dossier: Dossier) -> tuple[Section, ...]:
    decision = dossier.triage.decision
    known, needed = decision.quick_known, decision.quick_needed
    return (
        Section(
            "answer",
            "The answer",
            (
                paragraph(strong("There is no recommendation yet. Too little is known for one.")),
                paragraph(
                    f"{sentence(counted_in_words(known, 'answer'))[:-1]} to the questions of the quick "
                    f"call {'is' if known == 1 else 'are'} known, and a recommendation needs {needed}. "
                    "Anything said before that would be a guess. What follows is the list that "
                    "closes the gap."
                ),
                *assurance(dossier),
            ),
        ),
        Section("unknowns", "What to find out, and whom to ask", unknowns(dossier)),
        told(dossier),
        appendix.answers(dossier),
    )


def _nothing_explains(dossier: Dossier) -> tuple[Section, ...]:
    asked = [q for q in dossier.heaviest if q.id not in dossier.triage.reading.seen][:5]
    gaps = dossier.triage.gaps
    return (
        Section(
            "answer",
            "The answer",
            (
                paragraph(
                    strong("Nothing in these answers explains the stall. Hold the go-live review.")
                ),
                paragraph(
                    "Every answer is at its best level. A recovery plan would invent work. What is "
                    "left is to put the person who may say go in front of the evidence, and to decide."
                ),
                *assurance(dossier),
            ),
        ),
        Section(
            "review",
            "For the review",
            (
                paragraph("Ask to see these on the day; each was answered at its best level:"),
                *bullets(*(line(strong(q.short), f": {sentence(q.evidence)}") for q in asked)),
                paragraph(
                    "If all of it can be shown and the review still does not take place, the reason "
                    "lies outside of what was asked here. Then ask who gains by waiting longer."
                ),
            ),
        ),
        *((Section("unknowns", "What we do not know", unknowns(dossier)),) if gaps else ()),
    )


def _numbered(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    numbered, number = [], 0
    for section in sections:
        if section.is_empty:
            continue
        if section.number is None:
            number += 1
            section = Section(section.id, section.title, section.blocks, section.parts, f"{number}")
        numbered.append(section)
    return tuple(numbered)


def _plan_title(dossier: Dossier) -> str:
    if dossier.plan is None:
        return "what to find out first"
    if dossier.triage.nothing_explains:
        return "the go-live review"
    kinds = {"go": "recovery plan", "end": "closing plan", "wait": "plan of the pause"}
    return kinds[dossier.plan.strategy.kind]


def _plan_header(dossier: Dossier) -> tuple[Block, ...]:
    session, plan = dossier.session, dossier.plan
    rows: list[tuple[str, str]] = [("Project", session.project)]
    if session.client:
        rows.append(("Client", session.client))
    rows.append(("Answers of", dossier.formats.day(session.assessed)))
    if plan and dossier.strategy and not dossier.triage.nothing_explains:
        title = verdict_line(dossier)
        if dossier.resumed:
            title = f"{plan.strategy.title} ({dossier.triage.standing.word})"
            rows.append(("Strategy", title))
            rows.append(("Resumed then", sentence(dossier.resumed.advice)))
        else:
            rows.append(("Strategy", title))
        on = conditions_in_short(dossier)
        if on:
            rows.append(("On condition that" if not dossier.resumed else "Until", sentence(on)))
        rows.append(("Begins", dossier.formats.day(plan.begins)))
    return bullets(*(line(strong(f"{name}:"), f" {value}") for name, value in rows))


def _plan_sections(dossier: Dossier) -> tuple[Section, ...]:
    plan = dossier.plan
    if plan is None:
        return ()
    strategy = plan.strategy
    return (
        Section("names", "Names first", planned.names_first(dossier)),
        Section(
            "aim",
            "What this plan does",
            (
                paragraph(strategy.summary),
                paragraph(strong("How it goes wrong."), f" {strategy.danger}"),
            ),
        ),
        Section("first-days", "First ten working days", first_days(dossier)),
        Section("checkpoints", "Checkpoints", planned.checkpoints(dossier)),
        Section("capacity", "Capacity", planned.capacity(dossier)),
        *planned.weeks(dossier),
        Section(
            "roles",
            "Roles that still need a name",
            () if plan.names_first else planned.unfilled(dossier),
        ),
        *(
            (Section("before-live", _before_live_title(dossier), before_live(dossier)),)
            if strategy.kind == "go"
            else ()
        ),
        Section("taken-out", "Taken out of the plan", planned.taken_out(dossier)),
    )


def _no_plan(dossier: Dossier) -> tuple[Section, ...]:
    if dossier.plan is None:
        return _too_little(dossier)[:2]
    return _nothing_explains(dossier)


__all__ = ["plan_document", "report_document", "table"]
