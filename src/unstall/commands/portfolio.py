"""All projects on one page, and which causes they have in common."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from unstall.commands.folder import session_store, sessions_option
from unstall.commands.output import as_json, quoted, say
from unstall.commands.writing import output_options, refuse_existing, write_document
from unstall.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from unstall.portfolio.arrange import GroupBy, SortBy, Wanted
    from unstall.portfolio.index import PortfolioIndex, Progress
    from unstall.portfolio.models import Portfolio, PortfolioRow
    from unstall.report.portfolio import ToldPortfolio

Form = Literal["text", "md", "html", "csv", "json"]
SORTS = ("triaged", "project", "client", "strategy", "readiness", "stalled", "cost", "due")
GROUPS = ("client", "strategy")


@click.command()
@sessions_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "html", "csv", "json"]),
    default="text",
    show_default=True,
)
@click.option("--json", "json_", is_flag=True, help="Write JSON, as --format json does.")
@click.option("--sort", type=click.Choice(SORTS), default="triaged", show_default=True)
@click.option("--group", type=click.Choice(GROUPS), help="Put projects together by this.")
@click.option("--find", metavar="TEXT", default="", help="Only with this in a name.")
@click.option("--client", metavar="NAME", help="Only this client's projects.")
@click.option("--strategy", metavar="ID", help="Only where this is recommended.")
@click.option("--cause", metavar="ID", help="Only where this cause was found.")
@click.option("--overdue", is_flag=True, help="Only where the next triage is overdue.")
@click.option(
    "--at-once",
    is_flag=True,
    help="Leave out what would have to be worked out first: standings, days of plans.",
)
@click.option("--redact", is_flag=True, help="For others: no clients' and no projects' names.")
@output_options
def portfolio(
    *,
    form: Form,
    json_: bool,
    sort: SortBy,
    group: GroupBy | None,
    find: str,
    client: str | None,
    strategy: str | None,
    cause: str | None,
    overdue: bool,
    at_once: bool,
    redact: bool,
    output: Path | None,
    force: bool,
) -> None:
    """Write all projects on one page: what to look at first, common causes, where each stands.

    csv is a table with one line per project.
    """
    refuse_existing(output, force=force)
    from unstall.portfolio.arrange import Wanted, filtered, ordered

    store = session_store()
    folder, today = store.folder, store.now().date()
    wanted = Wanted(find, client, strategy, cause, overdue)
    every = _rows(folder, at_once=at_once)
    _refuse_unknown(every, wanted)
    rows = ordered(filtered(every, wanted, today), sort)
    if not every:
        say(f"There are no sessions in {folder}. Begin with unstall new, or unstall example.")
    if redact:
        from unstall.portfolio.withheld import withheld

        rows = withheld(rows)
    from unstall.portfolio.common import portfolio_of

    found = portfolio_of(rows, today)
    wanted_form: Form = "json" if json_ else form
    narrowed = "" if redact else _narrowed(wanted)
    text = _written(
        found, wanted_form, None if redact else folder, today, group=group, narrowed=narrowed
    )
    if text or output:
        write_document(text, output, force=force, begins=_begins(wanted_form))


def _rows(folder: Path, *, at_once: bool) -> list[PortfolioRow]:
    """Read every project's row, filled in unless that is to be left out."""
    from unstall.paths import portfolio_file, standings_file
    from unstall.portfolio.index import PortfolioIndex
    from unstall.standings import Standings

    index = PortfolioIndex(folder, portfolio_file(folder), Standings(standings_file()))
    try:
        with _progress("Reading projects") as told:
            rows = list(index.rows(told))
        return rows if at_once else _filled(index, rows)
    finally:
        index.close()


def _filled(index: PortfolioIndex, rows: list[PortfolioRow]) -> list[PortfolioRow]:
    left = sum(not row.is_filled for row in rows)
    done = 0
    found = []
    with _progress("Working out standings and plans") as told:
        for row in rows:
            if row.is_filled:
                found.append(row)
                continue
            full = index.filled(row)
            done += 1
            told(done, left)
            if full is not None:
                found.append(full)
    return found


@contextmanager
def _progress(what: str) -> Iterator[Progress]:
    """Tell at a terminal how far the work has come; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    shown = 0

    def tell(done: int, of: int) -> None:
        nonlocal shown
        hundredth = max(1, of // 100)
        if of and done % hundredth == 0:
            line = f"{what}: {done:,} of {of:,}"
            sys.stderr.write(f"\r{line}")
            sys.stderr.flush()
            shown = max(shown, len(line))

    try:
        yield tell
    finally:
        if shown:
            with suppress(OSError):
                sys.stderr.write(f"\r{' ' * shown}\r")
                sys.stderr.flush()


def _refuse_unknown(rows: list[PortfolioRow], wanted: Wanted) -> None:
    """Raise `UsageError` for a name that no project has, with what was probably meant."""
    from unstall.session.names import folded
    from unstall.suggest import did_you_mean

    clients = {folded(row.client): row.client for row in rows if row.client}
    strategies = {row.verdict.strategy for row in rows if row.verdict}
    causes = {cause.id for row in rows for cause in row.causes}
    for option, given, known in (
        ("--client", wanted.client and folded(wanted.client), clients),
        ("--strategy", wanted.strategy, dict.fromkeys(strategies)),
        ("--cause", wanted.cause, dict.fromkeys(causes)),
    ):
        if given and given not in known:
            hint = did_you_mean(given, known) or "Leave it out to see what there is."
            raise UsageError(f"{option}: no project has {quoted(given)}", hint=hint)


def _narrowed(wanted: Wanted) -> str:
    """Say which projects were asked for, as a clause; empty for all."""
    parts = (
        f"with “{wanted.text}” in the name" if wanted.text.strip() else "",
        f"for {wanted.client}" if wanted.client else "",
        f"advised: {wanted.strategy}" if wanted.strategy else "",
        f"with the cause {wanted.cause}" if wanted.cause else "",
        "overdue" if wanted.overdue else "",
    )
    said = ", ".join(part for part in parts if part)
    return f"only those {said}" if said else ""


def _written(
    found: Portfolio,
    form: Form,
    folder: Path | None,
    today: date,
    *,
    group: GroupBy | None,
    narrowed: str,
) -> str:
    match form:
        case "json":
            from unstall.report.portfolio_data import portfolio_data

            return as_json(portfolio_data(found, folder, today, group))
        case "csv":
            from unstall.report.portfolio_table import write_portfolio_table

            return write_portfolio_table(found, today)
        case _:
            return _page(found, form, today, group=group, narrowed=narrowed)


def _begins(form: Form) -> str:
    """Give what stands before all else in a file of this format."""
    if form != "csv":
        return ""
    from unstall.report.tracker import BYTE_ORDER_MARK

    return BYTE_ORDER_MARK


def _page(
    found: Portfolio, form: Form, today: date, *, group: GroupBy | None, narrowed: str
) -> str:
    from unstall.commands.user import user_settings
    from unstall.paths import own_templates
    from unstall.report.portfolio import ToldPortfolio, render_portfolio, render_portfolio_html

    told = ToldPortfolio(found, today, user_settings().locale, group, narrowed)
    if form == "text":
        return _text(told)
    render = render_portfolio_html if form == "html" else render_portfolio
    return render(told, own_templates())


def _text(told: ToldPortfolio) -> str:
    from unstall.commands.portfolio_words import portfolio_words

    return portfolio_words(told) if told.portfolio.rows else ""
