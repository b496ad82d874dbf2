"""Section 8: what keeps the system from going live, as a checklist with owners."""

from __future__ import annotations

from unstall.report.blocks import Block, Checklist, Line, line, paragraph, strong
from unstall.report.dossier import Dossier
from unstall.report.phrases import clause
from unstall.triage.findings import Blocker


def before_live(dossier: Dossier) -> tuple[Block, ...]:
    """List the launch blockers, certain and possible, each with what cures it and who does that."""
    launch = [b for b in dossier.triage.blockers if b.blocks == "launch"]
    certain = [blocker for blocker in launch if blocker.certain]
    possible = [blocker for blocker in launch if not blocker.certain]
    blocks: list[Block] = []
    if certain:
        blocks += [
            paragraph("It may not go live while any of these stands as it was answered:"),
            _checklist(dossier, certain),
        ]
    if possible:
        blocks += [
            paragraph("Nobody knows these yet, and each could hold it up:"),
            _checklist(dossier, possible),
        ]
    if not launch:
        blocks.append(
            paragraph(
                "Nothing that was answered forbids a launch. The readiness checklist still has to be "
                "signed before one."
            )
        )
    return tuple(blocks)


def _checklist(dossier: Dossier, blockers: list[Blocker]) -> Checklist:
    return Checklist(tuple((blocker.accepted, _item(dossier, blocker)) for blocker in blockers))


def _item(dossier: Dossier, blocker: Blocker) -> Line:
    question = blocker.question.id
    accepted = dossier.answer(question).accepted
    cure = dossier.action_for(question)
    parts: list[str] = [f": today {dossier.said(question)}."]
    if not blocker.certain:
        parts = [f": {dossier.said(question)}. Ask {dossier.whom(question)}."]
    if accepted and blocker.accepted:
        parts.append(f" Risk accepted by {accepted.by}: {clause(accepted.why)}.")
    elif cure:
        week = f"week {cure.first_week}" if cure.first_week else "before week 1"
        parts.append(
            f" Cured by: {clause(cure.chosen.action.title)} ({week}, {dossier.doer(cure)})."
        )
    if blocker.may_be_accepted and not blocker.accepted and blocker.certain:
        by = dossier.questionnaire.procedure.launch_acceptance
        if by:
            parts.append(f" The {dossier.role_title(by.by)} may accept it by name instead.")
    return line(strong(blocker.question.short), *parts)
