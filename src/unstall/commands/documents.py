"""The plan and the report of a session, as documents and in the formats of other tools."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from unstall.commands.completing import complete_session
from unstall.commands.days import day_given
from unstall.commands.folder import session_store, sessions_option
from unstall.commands.output import as_json, say
from unstall.commands.word import refuse_word_without_file, write_word
from unstall.commands.writing import output_options, refuse_existing, write_document
from unstall.errors import UsageError

if TYPE_CHECKING:
    from unstall.commands.find import Found
    from unstall.plan.models import Plan
    from unstall.report.decoded import Format
    from unstall.report.dossier import Dossier
    from unstall.report.tracker import Tracker

READABLE = click.Choice(["md", "html", "docx"])
"""Formats of documents that people read."""
TRACKERS = ("jira", "linear", "github")

redact_option = click.option(
    "--redact",
    is_flag=True,
    help="For others: no people's names, no notes, no evidence.",
)
start_option = click.option(
    "--start", metavar="DATE", help="Begin on this day, such as 2026-11-30."
)


@click.command()
@sessions_option
@click.argument("session", shell_complete=complete_session)
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "html", "docx", "csv", "ics", "json"]),
    default="md",
    show_default=True,
)
@click.option(
    "--for",
    "tracker",
    type=click.Choice(TRACKERS),
    help="With csv: the columns that this tracker takes in.",
)
@start_option
@click.option("--check", is_flag=True, help="Only say whether it fits the people; 1 if not.")
@redact_option
@output_options
def plan(
    *,
    session: str,
    form: Format,
    tracker: Tracker | None,
    start: str | None,
    check: bool,
    redact: bool,
    output: Path | None,
    force: bool,
) -> int:
    """Write the week-by-week plan of the recommended strategy.

    docx is a Word file, csv a table, ics a calendar. With --check nothing is written: the exit
    code is 0 if the people there are can do the work in the time of the plan, 1 if they cannot, and
    2 if it was not said who there is.
    """
    if tracker and form != "csv":
        raise UsageError("--for: only a table has a tracker's columns", hint="Add --format csv.")
    if check and output:
        raise UsageError("--check: a check writes no document", hint="Leave out -o, or --check.")
    begins = day_given(start, "--start") if start is not None else None
    if not check:
        refuse_word_without_file(form, output)
    refuse_existing(output, force=force)
    from unstall.commands.find import find

    found = _starting(find(session, session_store()), begins)
    if check:
        return _check(found)

    def write(of: Found) -> str:
        return _plan_text(of, _plan(of), form, tracker)

    if form == "docx" and output:
        write_word(found, _plan, "plan", output, redact=redact, force=force)
    else:
        text = _written(found, write, form if redact else None)
        begin, line_end = _framing(form, tracker)
        write_document(text, output, force=force, begins=begin, line_end=line_end)
    if found.triage.decision.strategy is None:
        say("There is no plan yet, since too little is known; this is what to find out first.")
    return 0


@click.command()
@sessions_option
@click.argument("session", shell_complete=complete_session)
@click.option("--format", "form", type=READABLE, default="md", show_default=True)
@redact_option
@output_options
def report(session: str, form: Format, redact: bool, output: Path | None, force: bool) -> None:
    """Write the whole report: the answer first, then why, the plan and all answers.

    docx is a Word file.
    """
    _write("report", session, form, output, redact=redact, force=force)


@click.command()
@sessions_option
@click.argument("session", shell_complete=complete_session)
@click.option("--format", "form", type=READABLE, default="md", show_default=True)
@start_option
@redact_option
@output_options
def summary(
    *,
    session: str,
    form: Format,
    start: str | None,
    redact: bool,
    output: Path | None,
    force: bool,
) -> None:
    """Write one page for the sponsor: the advice, why, and what is needed from whom by when.

    docx is a Word file.
    """
    begins = day_given(start, "--start") if start is not None else None
    _write("summary", session, form, output, begins=begins, redact=redact, force=force)


def _write(
    kind: Literal["report", "summary"],
    session: str,
    form: Format,
    output: Path | None,
    *,
    begins: date | None = None,
    redact: bool,
    force: bool,
) -> None:
    refuse_word_without_file(form, output)
    refuse_existing(output, force=force)
    from unstall.commands.find import find

    store = session_store()
    found = _starting(find(session, store), begins)
    if kind == "report":
        from unstall.commands.earlier import found_before

        found = replace(found, before=found_before(found, store))
    if form == "docx" and output:
        write_word(found, _plan, kind, output, redact=redact, force=force)
        return
    text_of = _report_text if kind == "report" else _summary_text
    text = _written(found, lambda of: text_of(of, _plan(of), form), form if redact else None)
    write_document(text, output, force=force)


def _written(found: Found, write: Callable[[Found], str], redacted_as: Format | None) -> str:
    """Write a document, from a redacted copy if its format is given."""
    if redacted_as is None:
        return write(found)
    from unstall.commands.redacting import redacted

    return redacted(found, write, redacted_as)


def _starting(found: Found, begins: date | None) -> Found:
    """Give the session as if its plan began on a day; also one that is closed."""
    if begins is None:
        return found
    plan = found.session.plan.model_copy(update={"start": begins})
    return replace(found, session=found.session.model_copy(update={"plan": plan}))


def _plan(found: Found) -> Plan | None:
    from unstall.planning import plan_of

    return plan_of(found.engine, found.session, found.triage)


def _plan_text(found: Found, made: Plan | None, form: str, tracker: Tracker | None) -> str:
    match form:
        case "json":
            return _plan_json(found, made)
        case "csv":
            from unstall.report.tracker import write_table

            return write_table(_dossier(found, made), tracker)
        case "ics":
            from unstall.report.calendar_file import write_calendar

            return write_calendar(_dossier(found, made))
        case "html":
            from unstall.report.html import render_plan_html as render
        case _:
            from unstall.report.markdown import render_plan as render
    return _rendered(found, made, render)


def _report_text(found: Found, made: Plan | None, form: str) -> str:
    if form == "html":
        from unstall.report.html import render_report_html as render
    else:
        from unstall.report.markdown import render_report as render
    return _rendered(found, made, render)


def _summary_text(found: Found, made: Plan | None, form: str) -> str:
    if form == "html":
        from unstall.report.html import render_summary_html as render
    else:
        from unstall.report.markdown import render_summary as render
    return _rendered(found, made, render)


def _rendered(found: Found, made: Plan | None, render: Callable[..., str]) -> str:
    from unstall.commands.earlier import sides_of
    from unstall.commands.user import user_settings
    from unstall.paths import own_templates
    from unstall.report.dossier import dossier_of

    locale, before = user_settings().locale, sides_of(found.before)
    dossier = dossier_of(found.engine, found.session, found.triage, made, locale, earlier=before)
    return render(dossier, own_templates())


def _plan_json(found: Found, made: Plan | None) -> str:
    from unstall.report.data import plan_data

    if made is None:
        project, strategy = found.session.project, found.triage.decision.strategy
        return as_json({"project": project, "strategy": strategy, "actions": [], "checkpoints": []})
    return as_json(plan_data(found.engine, found.session, made))


def _framing(form: str, tracker: Tracker | None) -> tuple[str, str]:
    """Tell what a format's file begins with and how its lines end."""
    if form == "csv":
        from unstall.report.tracker import BYTE_ORDER_MARK

        return "" if tracker else BYTE_ORDER_MARK, "\n"
    return "", "\r\n" if form == "ics" else "\n"


def _dossier(found: Found, made: Plan | None) -> Dossier:
    from unstall.report.dossier import dossier_of
    from unstall.report.formats import DEFAULT_LOCALE
    from unstall.report.items import no_plan

    if made is None:
        raise no_plan(found.triage)
    # Other tools read dates and numbers in one way only, whatever the user's country does.
    return dossier_of(found.engine, found.session, found.triage, made, DEFAULT_LOCALE)


def _check(found: Found) -> int:
    """Say whether the plan fits and give the exit code; raises `UsageError` if nobody can tell."""
    from unstall.report.dossier import dossier_of
    from unstall.report.formats import DEFAULT_LOCALE
    from unstall.report.items import no_plan
    from unstall.report.sections.fixed_date import misses_it
    from unstall.report.sections.people import whether_it_fits

    made = _plan(found)
    if made is None:
        raise no_plan(found.triage)
    if made.capacity.fits is None:
        raise UsageError(
            "it cannot be told whether the plan fits, since nobody said how many people there are",
            hint="Record it: unstall answer SESSION --fact fte_available=NUMBER.",
        )
    dossier = dossier_of(found.engine, found.session, found.triage, made, DEFAULT_LOCALE)
    say(whether_it_fits(dossier))
    return 0 if made.capacity.fits and not misses_it(dossier) else 1
