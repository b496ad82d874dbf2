"""Which sections make a document, for each kind of result."""

from __future__ import annotations

from dataclasses import replace

from unstall.report.blocks import Block, Document, Section, bullets, line, paragraph, strong, under
from unstall.report.dossier import Dossier
from unstall.report.gantt import pictured_timeline, timeline
from unstall.report.phrases import sentence
from unstall.report.sections import appendix, ending, planned, short
from unstall.report.sections.answer import answer, verdict_line
from unstall.report.sections.causes import causes
from unstall.report.sections.changing import what_would_change
from unstall.report.sections.disagreement import disagreement
from unstall.report.sections.first_days import first_days
from unstall.report.sections.launch import before_live
from unstall.report.sections.options import options
from unstall.report.sections.people import (
    capacity,
    names_first,
    stand_in,
    unfilled,
    what_decides_the_end,
)
from unstall.report.sections.readiness import where_it_stands
from unstall.report.sections.recommendation import recommendation
from unstall.report.sections.since_last_time import since_last_time
from unstall.report.sections.summary import reader, summary
from unstall.report.sections.told import told
from unstall.report.sections.unknowns import unknowns


def report_document(dossier: Dossier) -> Document:
    """Compose the report: the full one, or the short one that the answers support."""
    sections: tuple[Section, ...]
    if dossier.strategy is None:
        sections = (
            short.too_little(dossier),
            short.to_find_out(dossier),
            since_last_time(dossier),
            told(dossier),
            disagreement(dossier),
            appendix.answers(dossier),
        )
    elif dossier.triage.nothing_explains:
        sections = (
            *short.nothing_explains(dossier),
            since_last_time(dossier),
            disagreement(dossier),
        )
    else:
        sections = _full(dossier)
    return Document(
        title=f"{dossier.session.project}: triage report",
        opening=(*_byline(dossier), *_limits(dossier), *_question(dossier)),
        sections=numbered(sections),
        language=dossier.questionnaire.language,
    )


def plan_document(dossier: Dossier) -> Document:
    """Compose the plan, which stands on its own."""
    title, sections = _plan_parts(dossier)
    return Document(
        title=f"{dossier.session.project}: {title}",
        opening=(*_plan_header(dossier), *_limits(dossier)),
        sections=tuple(section for section in sections if not section.is_empty),
        language=dossier.questionnaire.language,
    )


def summary_document(dossier: Dossier) -> Document:
    """Compose the one page for the sponsor."""
    return Document(
        title=f"{dossier.session.project}: summary for the sponsor",
        opening=(*_byline(dossier, reader(dossier)), *_limits(dossier)),
        sections=tuple(section for section in summary(dossier) if not section.is_empty),
        language=dossier.questionnaire.language,
    )


def _plan_parts(dossier: Dossier) -> tuple[str, tuple[Section, ...]]:
    if dossier.triage.nothing_explains:
        return "the go-live review", short.nothing_explains(dossier)
    if dossier.plan is None:
        found_out = (short.too_little(dossier), short.to_find_out(dossier))
        return "what to find out first", found_out
    kinds = {"go": "recovery plan", "end": "closing plan", "wait": "plan of the pause"}
    return kinds[dossier.plan.strategy.kind], _plan_sections(dossier)


def _byline(dossier: Dossier, reader: str = "") -> tuple[Block, ...]:
    session = dossier.session
    depth = "quick call" if dossier.is_quick else "full triage"
    parts = [reader, session.client, dossier.formats.day(session.assessed), depth]
    return (paragraph(" · ".join(part for part in parts if part)),)


def _limits(dossier: Dossier) -> tuple[Block, ...]:
    if not dossier.is_quick:
        return ()
    return (
        paragraph(
            strong("This rests on a quick call."),
            " It supports a provisional recommendation, which ways are open or closed, what blocks "
            "a start and what to find out next. It does not support readiness of single parts, an "
            "effort figure, or dates beyond week 2; between a rebuild and an outside team it only "
            "leans. The full triage closes these gaps.",
        ),
    )


def _question(dossier: Dossier) -> tuple[Block, ...]:
    return (
        paragraph(
            "A pilot asks whether something works on the data at hand. This report asks another "
            "question: can people lean on ",
            strong(dossier.session.project),
            ", with its risks known, somebody answerable, somebody watching and a safe way to "
            "change it? If not yet, what would it take, and is that worth it?",
        ),
    )


def _full(dossier: Dossier) -> tuple[Section, ...]:
    if dossier.strategy and dossier.strategy.kind == "end":
        middle = ending.closing(dossier)
    else:
        middle = (
            _plan(dossier),
            Section("before-live", _before_live_title(dossier), before_live(dossier)),
            Section("first-days", "First ten working days", first_days(dossier)),
        )
    return (
        answer(dossier),
        since_last_time(dossier),
        told(dossier),
        disagreement(dossier),
        where_it_stands(dossier),
        causes(dossier),
        options(dossier),
        recommendation(dossier),
        what_would_change(dossier),
        *middle,
        Section("unknowns", "What we do not know", unknowns(dossier)),
        appendix.answers(dossier),
        appendix.method(dossier),
    )


def _before_live_title(dossier: Dossier) -> str:
    return "Before it may go live" + (", once it is resumed" if dossier.resumed else "")


def _plan(dossier: Dossier) -> Section:
    return Section(
        "plan",
        "The pause, week by week" if dossier.resumed else "Plan",
        (
            *names_first(dossier),
            *planned.counted_from(dossier),
            *planned.plan_in_short(dossier),
            *planned.outline(dossier),
            *under("Checkpoints", planned.checkpoints(dossier)),
            *pictured_timeline(dossier),
            paragraph(strong("Capacity."), f" {capacity(dossier)}"),
            *under("Roles that still need a name", unfilled(dossier)),
            *under("Taken out of the plan, with the reason given", planned.taken_out(dossier)),
        ),
    )


def numbered(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Leave out what is empty and number what has no number of its own."""
    kept = [section for section in sections if not section.is_empty]
    counted = [section.id for section in kept if section.number is None]
    return tuple(
        replace(section, number=section.number or f"{counted.index(section.id) + 1}")
        for section in kept
    )


def _plan_header(dossier: Dossier) -> tuple[Block, ...]:
    session, plan = dossier.session, dossier.plan
    rows: list[tuple[str, str]] = [("Project", session.project)]
    if session.client:
        rows.append(("Client", session.client))
    rows.append(("Answers of", dossier.formats.day(session.assessed)))
    if plan:
        rows += _verdict_rows(dossier)
        rows.append(("Begins", dossier.formats.day(plan.begins)))
        if session.plan.left_from:
            rows.append(("What is left, from", dossier.formats.day(session.plan.left_from)))
    return bullets(*(line(strong(f"{name}:"), f" {value}") for name, value in rows))


def _verdict_rows(dossier: Dossier) -> list[tuple[str, str]]:
    if dossier.strategy is None:
        return []
    if dossier.resumed is None:
        rows = [("Strategy", verdict_line(dossier))]
    else:
        # A plan never names another strategy: what is resumed is said by what it does.
        rows = [
            ("Strategy", f"{dossier.strategy.title} ({standing_word(dossier)})"),
            ("Resumed then", sentence(dossier.resumed.advice)),
        ]
    on = [dossier.gate_text(condition) for condition in dossier.triage.decision.conditions]
    if on:
        rows.append(("Until" if dossier.resumed else "On condition that", sentence("; ".join(on))))
    return rows


def standing_word(dossier: Dossier) -> str:
    """Say the standing in a word or two."""
    return dossier.standing.word.replace("-", " ")


def _plan_sections(dossier: Dossier) -> tuple[Section, ...]:
    plan = dossier.plan
    if plan is None:
        return ()
    roles = Section("roles", "Roles that still need a name", unfilled(dossier))
    return (
        *((replace(roles, blocks=(*names_first(dossier), *roles.blocks)),) * plan.names_first),
        Section(
            "aim",
            "What this plan does",
            (
                paragraph(plan.strategy.summary),
                *planned.counted_from(dossier),
                paragraph(strong("How it goes wrong."), f" {plan.strategy.danger}"),
            ),
        ),
        Section(
            "first-days",
            "First ten working days",
            (*stand_in(dossier), *first_days(dossier)),
        ),
        Section(
            "checkpoints",
            "Checkpoints",
            (*planned.checkpoints(dossier), *(timeline(dossier) or pictured_timeline(dossier))),
        ),
        Section(
            "capacity", "Capacity", (paragraph(capacity(dossier)), *what_decides_the_end(dossier))
        ),
        *planned.weeks(dossier),
        *((roles,) * (not plan.names_first)),
        *(
            (Section("before-live", _before_live_title(dossier), before_live(dossier)),)
            if plan.strategy.kind == "go"
            else ()
        ),
        Section(
            "taken-out", "Taken out of the plan, with the reason given", planned.taken_out(dossier)
        ),
    )
