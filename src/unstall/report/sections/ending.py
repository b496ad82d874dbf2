"""What a closing report holds instead of the way to a launch: the closing plan, what is kept, what
people do next, and what was learned.
"""

from __future__ import annotations

from typing import Literal

from unstall.report.blocks import Block, Line, Section, bullets, line, paragraph, strong, under
from unstall.report.dossier import Dossier
from unstall.report.gantt import pictured_timeline
from unstall.report.phrases import clause, listed, sentence, sentences
from unstall.report.sections.people import capacity, names_first, unfilled
from unstall.report.sections.planned import checkpoints, plan_in_short

MOST_HELD = 3


def closing(dossier: Dossier) -> tuple[Section, ...]:
    """Compose the three sections that close a project."""
    return (
        Section(
            "plan",
            "The closing plan",
            (
                paragraph(
                    "The aim: nobody is surprised, nothing keeps running or billing, and what must "
                    "be kept is kept."
                ),
                *names_first(dossier),
                *plan_in_short(dossier),
                *checkpoints(dossier),
                *pictured_timeline(dossier),
                paragraph(strong("Capacity."), f" {capacity(dossier)}"),
                *under("Roles that still need a name", unfilled(dossier)),
            ),
        ),
        Section(
            "kept",
            "What is kept, and what people do next",
            (
                *_about(dossier, "kept", "What is kept."),
                *_about(dossier, "people", "What people do next."),
                *_about(dossier, "need", "What becomes of the need."),
            ),
        ),
        Section("learned", "What was learned", _learned(dossier)),
    )


def _about(
    dossier: Dossier, about: Literal["kept", "people", "need"], lead: str
) -> tuple[Block, ...]:
    plan = dossier.plan
    found = [p for p in plan.actions if p.chosen.action.about == about] if plan else []
    if not found:
        return ()
    items: list[Line] = [
        line(
            f"{sentence(placed.chosen.title)} {sentence(placed.chosen.action.done_when)} ",
            f"{sentence(f'{dossier.doer(placed)}, {dossier.by_end_of(placed.last_week)}')}",
        )
        for placed in found
    ]
    return (paragraph(strong(lead)), *bullets(*items))


def _learned(dossier: Dossier) -> tuple[Block, ...]:
    triage = dossier.triage
    forced = sentences(stop.text for stop in triage.decision.forced)
    found = f" What is known now, and was not when it began: {clause(forced)}." if forced else ""
    blocks: list[Block] = [
        paragraph(
            "Ending on a recorded decision is work well finished. It was right to ask the "
            f"question, and the answer is worth having.{found}"
        )
    ]
    held = [q for q in dossier.heaviest if triage.reading.levels.get(q.id) == q.top][:MOST_HELD]
    if held:
        blocks += [
            paragraph("What was done well stands, whatever becomes of the system:"),
            *bullets(*(line(strong(q.short), f": {dossier.said(q.id)}") for q in held)),
        ]
    if triage.causes:
        titles = listed([f"“{found_cause.cause.title}”" for found_cause in triage.causes])
        blocks.append(
            paragraph(
                f"What the next project can look at first: {titles}. These are arrangements that "
                "were missing, and no verdict on the people who worked without them."
            )
        )
    return tuple(blocks)
