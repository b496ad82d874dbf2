"""The plan as a table of comma-separated values: for spreadsheets, or for a tracker to take in.

The columns of each tracker are those that its documentation names; docs/exports.md says where. A
cell that a spreadsheet would take for a formula is defused (`unstall.report.cells`). Dates are ISO
8601.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from unstall.report.cells import written
from unstall.report.dossier import Dossier
from unstall.report.escape import markdown_text, one_line
from unstall.report.items import Milestone, Work, items
from unstall.report.phrases import between

Tracker = Literal["jira", "linear", "github"]

BYTE_ORDER_MARK = "\ufeff"
"""Stands before a general table in a file: without it Excel takes UTF-8 for something else."""

SECONDS_PER_DAY = 8 * 60 * 60
"""What Jira takes for a working day unless its administrator has changed it."""

_WIKI = re.compile(r"[\\{\[]|!(?=\S)")
"""What would begin a macro, a link or a picture in a description of Jira's."""
_PRIORITIES = {3: "High", 2: "Medium", 1: "Low"}
_MOST_WEIGHT = max(_PRIORITIES)

LONGEST_TITLE = 255
"""Jira refuses a longer summary; in characters."""

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class _Table:
    columns: tuple[str, ...]
    rows: Callable[[Dossier], Sequence[Row]]


def write_table(dossier: Dossier, tracker: Tracker | None = None) -> str:
    """Write the plan's actions and checkpoints, one per line, headings first.

    Args:
        dossier: The plan with all that its texts need; without a plan only headings are written.
        tracker: Whose columns to write; None writes a general table.
    """
    table = _TABLES[tracker]
    return written(table.columns, table.rows(dossier))


def _general(dossier: Dossier) -> Sequence[Row]:
    return [
        _general_work(one) if isinstance(one, Work) else _general_milestone(one)
        for one in items(dossier)
    ]


def _general_work(one: Work) -> Row:
    length = one.working_days
    return (
        str(one.number),
        one.id,
        "action",
        one.title,
        one.done_when,
        one.phase,
        one.owner or "",
        one.role,
        str(one.first_week),
        str(one.last_week),
        _day(one.starts),
        _day(one.due),
        _number(one.least),
        _number(one.most),
        *((str(days) for days in length) if length else ("", "")),
        "; ".join(one.waits_for),
        one.why,
        _day(one.done),
        one.note,
    )


def _general_milestone(one: Milestone) -> Row:
    week = str(one.week)
    return (
        "", one.id, "checkpoint", _title(one), one.holds, "", "", "",
        week, week, "", _day(one.due), "", "", "", "", "", one.stop, _day(one.held), one.decided,
    )  # fmt: skip


def _jira(dossier: Dossier) -> Sequence[Row]:
    plan = "1"
    rows: list[Row] = [
        (
            plan,
            "",
            "Epic",
            _plan_title(dossier),
            _plan_text(dossier),
            "To Do",
            "",
            "",
            "",
            "",
            "",
            "",
        )
    ]
    for number, one in enumerate(items(dossier), start=int(plan) + 1):
        text = _wiki(one)
        if isinstance(one, Milestone):
            rows.append(
                (
                    f"{number}", plan, "Task", _title(one), text,
                    "Done" if one.held else "To Do", "", "",
                    _day(one.due), "checkpoint", one.kind, "",
                )
            )  # fmt: skip
        else:
            estimate = f"{round(one.likely_days * SECONDS_PER_DAY)}"
            state = "Done" if one.done else "To Do"
            rows.append(
                (
                    f"{number}", plan, "Task", _title(one), text, state, one.owner or "",
                    _day(one.starts), _day(one.due), one.phase, one.role_id, estimate,
                )
            )  # fmt: skip
    return rows


def _linear(dossier: Dossier) -> Sequence[Row]:
    rows: list[Row] = []
    for one in items(dossier):
        text = _markdown(one)
        if isinstance(one, Milestone):
            rows.append(
                (
                    _title(one), text, "High", "Done" if one.held else "Todo", "", "",
                    _day(one.due), f"checkpoint, {one.kind}", _day(one.held),
                )
            )  # fmt: skip
        else:
            priority = _PRIORITIES.get(min(one.weight, _MOST_WEIGHT), "No priority")
            state = "Done" if one.done else "Todo"
            # Linear takes whole numbers only, and nought would mean that there is nothing to do.
            estimate = f"{max(1, round(one.likely_days))}"
            labels = f"{one.phase}, {one.role_id}"
            rows.append(
                (
                    _title(one), text, priority, state, one.owner or "",
                    estimate, _day(one.due), labels, _day(one.done),
                )
            )  # fmt: skip
    return rows


def _github(dossier: Dossier) -> Sequence[Row]:
    rows: list[Row] = []
    for one in items(dossier):
        text = _markdown(one)
        if isinstance(one, Milestone):
            due = _day(one.due)
            state = "Done" if one.held else "Todo"
            rows.append((_title(one), text, state, "", "checkpoint", due, due, ""))
        else:
            state = "Done" if one.done else "Todo"
            rows.append(
                (
                    _title(one), text, state, one.who, one.phase,
                    _day(one.starts), _day(one.due), f"{one.likely_days:g}",
                )
            )  # fmt: skip
    return rows


_TABLES: dict[Tracker | None, _Table] = {
    None: _Table(
        (
            # Excel takes a file that begins with ID for another format.
            "No", "ID", "Kind", "Title", "Finished when", "Phase", "Owner", "Role", "First week",
            "Last week", "Starts", "Due", "Person-days least", "Person-days most",
            "Working days least", "Working days most", "Waits for", "Why", "Done", "Note",
        ),
        _general,
    ),
    "jira": _Table(
        (
            "Issue ID", "Parent", "Issue Type", "Summary", "Description", "Status", "Assignee",
            "Start date", "Due date", "Labels", "Labels", "Original Estimate",
        ),
        _jira,
    ),
    "linear": _Table(
        (
            "Title", "Description", "Priority", "Status", "Assignee", "Estimate", "Due Date",
            "Labels", "Completed",
        ),
        _linear,
    ),
    "github": _Table(
        (
            "Title", "Body", "Status", "Owner", "Phase", "Start date", "Target date", "Estimate",
        ),
        _github,
    ),
}  # fmt: skip


def _lines(one: Work | Milestone) -> list[tuple[str, str]]:
    """Say all that a tracker has no column for, under its heading; what is empty is left out."""
    if isinstance(one, Milestone):
        said = [
            ("What must hold", one.holds),
            ("Stop criterion", one.stop),
            ("What came of it", one.decided),
        ]
    else:
        length = one.working_days
        takes = f"; takes {between(*length)} working days" if length else ""
        said = [
            ("Finished when", one.done_when),
            ("Who", one.who),
            ("Person-days", f"{one.days}{takes}"),
            ("Waits for", "; ".join(one.waits_for)),
            ("Why it is here", one.why),
            ("Done on", _day(one.done)),
            ("Note", one.note),
        ]
    due = _day(one.due) or _weeks(one)
    return [(heading, text) for heading, text in [*said, ("Due", due)] if text]


def _weeks(one: Work | Milestone) -> str:
    week = one.week if isinstance(one, Milestone) else one.last_week
    return f"end of week {week}" if week else "before week 1"


def _markdown(one: Work | Milestone) -> str:
    lines = (f"**{heading}:** {markdown_text(text)}" for heading, text in _lines(one))
    return "\n\n".join(lines)


def _wiki(one: Work | Milestone) -> str:
    return "\n".join(f"*{heading}:* {_wiki_text(text)}" for heading, text in _lines(one))


def _wiki_text(text: str) -> str:
    return _WIKI.sub(lambda found: f"\\{found[0]}", text)


def _plan_title(dossier: Dossier) -> str:
    return f"{one_line(dossier.session.project).strip()}: {_strategy(dossier)}"


def _strategy(dossier: Dossier) -> str:
    return dossier.plan.strategy.title.lower() if dossier.plan else "plan"


def _plan_text(dossier: Dossier) -> str:
    return _wiki_text(one_line(dossier.plan.strategy.summary)) if dossier.plan else ""


def _title(one: Work | Milestone) -> str:
    title = f"Checkpoint: {one.title.lower()}" if isinstance(one, Milestone) else one.title
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _number(number: float) -> str:
    return f"{round(number, 2):g}"
