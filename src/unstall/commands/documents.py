"""The plan and the report of a session, as documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from unstall.commands.completing import complete_session
from unstall.commands.folder import session_store, sessions_option
from unstall.commands.output import as_json, quoted, say
from unstall.commands.writing import output_options, refuse_existing, write_document
from unstall.errors import UsageError

if TYPE_CHECKING:
    from unstall.commands.find import Found
    from unstall.plan.models import Plan


@click.command()
@sessions_option
@click.argument("session", shell_complete=complete_session)
@click.option(
    "--format", "form", type=click.Choice(["md", "html", "json"]), default="md", show_default=True
)
@click.option("--start", metavar="DATE", help="Begin on this day, such as 2026-11-30.")
@output_options
def plan(session: str, form: str, start: str | None, output: Path | None, force: bool) -> None:
    """Write the week-by-week plan of the recommended strategy."""
    begins = _date(start) if start is not None else None
    refuse_existing(output, force=force)
    from unstall.commands.find import find

    found = find(session, session_store())
    made = _plan(found, begins)
    write_document(_plan_text(found, made, form), output, force=force)
    if made is None:
        say("There is no plan yet, since too little is known; this is what to find out first.")


@click.command()
@sessions_option
@click.argument("session", shell_complete=complete_session)
@click.option(
    "--format", "form", type=click.Choice(["md", "html"]), default="md", show_default=True
)
@output_options
def report(session: str, form: str, output: Path | None, force: bool) -> None:
    """Write the whole report: the answer first, then why, the plan and all answers."""
    refuse_existing(output, force=force)
    from unstall.commands.find import find

    found = find(session, session_store())
    write_document(_report_text(found, _plan(found, None), form), output, force=force)


def _plan(found: Found, begins: date | None) -> Plan | None:
    from unstall.plan.schedule import make_plan

    session = found.session
    state = session.plan.model_copy(update={"start": begins}) if begins else session.plan
    return make_plan(found.engine, found.triage, state, session.assessed)


def _plan_text(found: Found, made: Plan | None, form: str) -> str:
    if form == "json":
        return _plan_json(found, made)
    from unstall.commands.user import user_settings

    parts = (found.engine, found.session, found.triage, made)
    if form == "html":
        from unstall.report.html import render_plan_html

        return render_plan_html(*parts, locale=user_settings().locale)
    from unstall.report.markdown import render_plan

    return render_plan(*parts, locale=user_settings().locale)


def _report_text(found: Found, made: Plan | None, form: str) -> str:
    from unstall.commands.user import user_settings

    parts = (found.engine, found.session, found.triage, made)
    if form == "html":
        from unstall.report.html import render_report_html

        return render_report_html(*parts, locale=user_settings().locale)
    from unstall.report.markdown import render_report

    return render_report(*parts, locale=user_settings().locale)


def _plan_json(found: Found, made: Plan | None) -> str:
    from unstall.report.data import plan_data

    if made is None:
        project = found.session.project
        return as_json({"project": project, "strategy": None, "actions": [], "checkpoints": []})
    return as_json(plan_data(found.engine, found.session, made))


def _date(typed: str) -> date:
    from unstall.session.models import YEARS

    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = None
    if day is None or not YEARS[0] <= day.year <= YEARS[1]:
        raise UsageError(
            f"--start: {quoted(typed)} is no date", hint="Write one such as 2026-11-30."
        )
    return day
