"""Section 8: what keeps the system from going live, as a checklist with owners."""

from __future__ import annotations

from unstall.report.blocks import Block, Checklist, Line, line, paragraph, strong
from unstall.report.dossier import Dossier
from unstall.report.phrases import clause, listed
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
            paragraph("These are not known yet, and each could hold it up:"),
            _checklist(dossier, possible),
        ]
    if not launch:
        blocks.append(
            paragraph(
                "Nothing that was answered forbids a launch. Before one, the readiness checklist "
                "is signed all the same."
            )
        )
    return tuple(blocks)


def _checklist(dossier: Dossier, blockers: list[Blocker]) -> Checklist:
    return Checklist(tuple((blocker.accepted, _item(dossier, blocker)) for blocker in blockers))


def _item(dossier: Dossier, blocker: Blocker) -> Line:
    question = blocker.question.id
    said = dossier.said(question)
    today = f" Today: {said}" if blocker.certain else f" {said.capitalize()}."
    return line(strong(f"{blocker.question.short}."), today, _way_out(dossier, blocker))


def _way_out(dossier: Dossier, blocker: Blocker) -> str:
    question = blocker.question.id
    accepted = dossier.answer(question).accepted
    if accepted and blocker.accepted:
        return f" Risk accepted by {accepted.by}: {clause(accepted.why)}."
    cure = dossier.action_for(question)
    if cure is None:
        if blocker.certain:
            return " The plan holds nothing against it yet, so it needs an owner."
        return f" Ask {dossier.whom(question)}."
    cures = dossier.cures_of(question) or (cure,)
    titles = listed([clause(one.chosen.action.title) for one in cures])
    week = f"week {cures[-1].last_week}" if cures[-1].last_week else "before week 1"
    text = f" What cures it: {titles}; {week}, {dossier.doer(cures[-1])}."
    acceptance = dossier.questionnaire.procedure.launch_acceptance
    if blocker.may_be_accepted and blocker.certain and acceptance:
        text += f" Or the {dossier.role_title(acceptance.by)} accepts it by name."
    return text
