"""The plan as a calendar file (iCalendar, RFC 5545): checkpoints, deadlines and the next triage.

Every entry is a whole day that blocks nobody's time and rings no bell. An entry's UID follows from
the session and from what the entry is, so that taking in a newer file changes entries instead of
doubling them; its time stamp is the last moment that the session records, never the clock, so that
the same session gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from unstall.due import due_again
from unstall.errors import UsageError
from unstall.report.dossier import Dossier
from unstall.report.escape import one_line
from unstall.report.items import Milestone, Work, milestones, no_plan, work
from unstall.report.sections.fixed_date import REASON, fixed_date
from unstall.session.models import Session

if TYPE_CHECKING:
    from icalendar import Event

MAKER = "-//unstall//recovery plan//EN"

_UNSTALL = UUID("5b0c1c5e-7f0f-5d2b-9c86-6a1f5f3c0a57")
"""Under which entries get their UIDs; another one would double every entry in every calendar."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A day in the calendar."""

    id: str
    """What it is: an action's id, a checkpoint's, `fixed-date` or `next-triage`."""
    on: date
    title: str
    text: str
    category: str


def write_calendar(dossier: Dossier) -> str:
    """Write the plan's dates as a calendar file; its lines end in CR and LF, as they must.

    Raises `UsageError` if nothing of the plan has a date, with what would give it one.
    """
    # It takes a tenth of a second to load, and only who wants a calendar has to wait for it.
    from icalendar import Calendar

    found = entries(dossier)
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # Not in the standard, and the only name that every calendar program shows.
    calendar.add("x-wr-calname", _name(dossier))
    stamp = last_recorded(dossier.session)
    for entry in found:
        calendar.add_component(_event(dossier, entry, stamp))
    written: bytes = calendar.to_ical()
    return written.decode()


def entries(dossier: Dossier) -> tuple[Entry, ...]:
    """List what goes into the calendar, by date; see `write_calendar` for what is raised."""
    dated = [*_checkpoints(milestones(dossier)), *_deadlines(work(dossier))]
    if not dated:
        raise _without_dates(dossier)
    fixed = fixed_date(dossier)
    if fixed:
        reason = one_line(dossier.fact(REASON) or "").strip()
        dated.append(
            Entry("fixed-date", fixed, "The date that cannot be moved", reason, "Deadline")
        )
    again = due_again(dossier.session, dossier.engine, dossier.triage)
    if again:
        text = "Ask the same questions again and hold the answers against these."
        dated.append(Entry("next-triage", again, "Repeat the triage", text, "Triage"))
    return tuple(sorted(dated, key=lambda entry: entry.on))


def last_recorded(session: Session) -> datetime:
    """Give the last moment that a session records, in UTC and whole seconds."""
    recorded = (session.closed, *(answer.at for answer in session.answers.values()))
    moments: list[datetime] = [session.opened, *(moment for moment in recorded if moment)]
    return max(moments).astimezone(UTC).replace(microsecond=0)


def _checkpoints(found: Iterable[Milestone]) -> Iterator[Entry]:
    for one in found:
        on = one.held or one.due
        if on:
            text = "\n".join(part for part in (one.holds, one.stop, one.decided) if part)
            title = f"Checkpoint: {one.title.lower()}{' – held' if one.held else ''}"
            yield Entry(one.id, on, title, text, "Checkpoint")


def _deadlines(found: Iterable[Work]) -> Iterator[Entry]:
    for one in found:
        on = one.done or one.due
        if on is None:
            continue
        lines = (
            f"Finished when: {one.done_when}",
            f"Who: {one.who}",
            f"Person-days: {one.days}",
            f"Waits for: {'; '.join(one.waits_for)}" if one.waits_for else "",
            f"Why it is here: {one.why}" if one.why else "",
            f"Note: {one.note}" if one.note else "",
        )
        title = f"{one.title} – {'done' if one.done else 'due'}"
        yield Entry(one.id, on, title, "\n".join(line for line in lines if line), "Deadline")


def _event(dossier: Dossier, entry: Entry, stamp: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", str(uuid5(_UNSTALL, f"{_identity(dossier.session)} {entry.id}")))
    event.add("dtstamp", stamp)
    event.add("dtstart", entry.on)
    event.add("summary", f"{entry.title} ({one_line(dossier.session.project).strip()})")
    event.add("description", entry.text)
    event.add("categories", [entry.category])
    event.add("transp", "TRANSPARENT")
    return event


def _identity(session: Session) -> str:
    return f"{session.opened.astimezone(UTC).isoformat()} {session.project}"


def _name(dossier: Dossier) -> str:
    title = dossier.plan.strategy.title.lower() if dossier.plan else "plan"
    return f"{one_line(dossier.session.project).strip()}: {title}"


def _without_dates(dossier: Dossier) -> UsageError:
    plan = dossier.plan
    if plan is None:
        return no_plan(dossier.triage)
    if plan.strategy.lead_fact and plan.start is None:
        return UsageError(
            "the plan has no dates, since the time before week 1 was not given",
            hint=f"Record it: unstall answer SESSION --fact {plan.strategy.lead_fact}=WEEKS.",
        )
    return UsageError("nothing in the plan has a date", hint="Say when it begins: --start DATE.")
