"""Writing the portfolio's page to a file, in one of its forms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from unstall.tui.documents import write
from unstall.tui.portfolio_documents import PAGES
from unstall.tui.screens.export import write_where_wanted
from unstall.tui.widgets.dialogs import Choice, Choose

if TYPE_CHECKING:
    from unstall.report.portfolio import ToldPortfolio
    from unstall.tui.app import UnstallApp


async def export_portfolio(app: UnstallApp, told: ToldPortfolio) -> None:
    """Ask for a form and a file, write the page, and say so; see `export.write_where_wanted`."""
    chosen = await app.push_screen_wait(
        Choose("The portfolio, as what?", [Choice(page.id, page.detail) for page in PAGES])
    )
    page = next((one for one in PAGES if one.id == chosen), None)
    if page is None:
        return

    def put(file: Path, over: bool) -> None:
        write(file, page.render(told, app.workspace.folder), over=over)

    name = f"portfolio-{told.today.isoformat()}{page.suffix}"
    await write_where_wanted(app, "The portfolio", page.id, name, put)
