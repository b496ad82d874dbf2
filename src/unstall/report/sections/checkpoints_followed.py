"""Checkpoints of the plan before in words: held, passed over, or fallen away with the plan."""

from __future__ import annotations

from collections.abc import Mapping

from unstall.compare.followed import CheckpointState, FollowedCheckpoint, FollowThrough
from unstall.report.blocks import Section, strong, table
from unstall.report.compared import Compared
from unstall.report.formats import Formats
from unstall.report.held import held_on
from unstall.report.phrases import quoted, sentence
from unstall.report.sections.planned import KINDS
from unstall.report.stop_criteria import criterion_of


def checkpoints_followed(told: Compared) -> Section:
    """Compose what became of the checkpoints of the plan before, and of their stop criteria."""
    found = told.followed
    rows = [
        (
            strong(KINDS.get(one.kind, "Checkpoint")),
            planned_for(one, told.formats),
            checkpoint_in_words(
                found,
                one,
                told.formats,
                unmet=unmet_in_words(told, one),
                replaced_by=replaced_by(told),
            ),
        )
        for one in (found.checkpoints if found else ())
        if found
    ]
    return Section(
        "checkpoints-followed",
        "Checkpoints and stop criteria",
        table("Checkpoint 3 | Planned for 4 | What became of it 12", *rows),
    )


def unmet_in_words(told: Compared, one: FollowedCheckpoint) -> str:
    """Say which conditions the answers of now do not show as met, as clauses."""
    return "; ".join(told.condition(condition, of=told.then) for condition in one.unmet)


def replaced_by(told: Compared) -> str:
    """Give the title of the plan that took the place of the plan before; empty if none did."""
    found, plan = told.followed, told.comparison.now.plan
    if found is None or plan is None or plan.strategy.id == found.strategy:
        return ""
    return plan.strategy.title


def planned_for(one: FollowedCheckpoint, formats: Formats) -> str:
    """Say when a checkpoint was to be held: its day, or the week at whose end it fell."""
    if one.planned:
        return formats.plain_day(one.planned)
    return "before week 1" if one.week < 1 else f"end of week {one.week}"


def checkpoint_in_words(
    found: FollowThrough,
    one: FollowedCheckpoint,
    formats: Formats,
    *,
    unmet: str = "",
    replaced_by: str = "",
) -> str:
    """Say what became of a checkpoint, with its stop criterion where that came due.

    Args:
        found: What became of the plan.
        one: The checkpoint.
        formats: How days are written.
        unmet: What the answers of now do not show as met, as clauses; empty if nothing.
        replaced_by: The title of the plan that took the place of this one; empty if none did.
    """
    if one.state in {"to-come", "undated"} and replaced_by:
        return f"Fell away: the recommendation is {quoted(replaced_by)} now."
    said = [held_on(formats, one.held) if one.held else _CHECKPOINTS[one.state]]
    criterion = criterion_of(one.kind, on_condition=found.on_condition)
    if one.came_due and criterion:
        due = "Its stop criterion was" if one.held else "Its stop criterion came due"
        said.append(f"{due}: if {criterion}.")
    if one.state == "passed-over":
        if unmet:
            said.append(sentence(f"The answers of now do not show as met: {unmet}"))
        if replaced_by:
            said.append(
                f"The recommendation is {quoted(replaced_by)} now. If the checkpoint was held, "
                "record when, and what was decided."
            )
        else:
            said.append("Hold it now, or record when it was held and what was decided.")
    return " ".join(said)


_CHECKPOINTS: Mapping[CheckpointState, str] = {
    "passed-over": "Its day has passed, and it is not recorded as held.",
    "to-come": "Still to come.",
    "undated": "It had no date, and is not recorded as held.",
    "fell-away": "Fell away: it was decided before to stop.",
}
