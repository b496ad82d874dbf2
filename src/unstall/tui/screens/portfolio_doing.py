"""What the keys of the portfolio do with the project under the cursor, and with the whole page."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import work
from textual.screen import Screen

from unstall.tui.screens.way_back import offer_way_back

if TYPE_CHECKING:
    from unstall.portfolio.models import PortfolioRow
    from unstall.report.portfolio import ToldPortfolio
    from unstall.tui.app import UnstallApp, View


class PortfolioDoing(Screen[None]):
    """The part of the portfolio that opens projects and writes the page to a file."""

    @property
    def unstall(self) -> UnstallApp:
        """The app, by its own type."""
        return cast("UnstallApp", self.app)

    @property
    def selected(self) -> PortfolioRow | None:
        """The project under the cursor."""
        raise NotImplementedError

    @property
    def told(self) -> ToldPortfolio:
        """The page as it is arranged, for a document."""
        raise NotImplementedError

    def read_again(self) -> None:
        """Read what changed in the sessions folder, in a thread."""
        raise NotImplementedError

    def action_verdict(self) -> None:
        """Open the selected project's verdict."""
        self.open_selected("verdict")

    def action_plan(self) -> None:
        """Open the selected project's plan."""
        self.open_selected("plan")

    def open_selected(self, view: View | None) -> None:
        """Open the selected project; of one that cannot be read, say what can be done."""
        one = self.selected
        if one is not None and one.damage:
            offer_way_back(self.unstall, one.damage, self.read_again)
        elif one is not None:
            self.unstall.open_session(one.path, view)

    @work(exclusive=True, group="export")
    async def action_export(self) -> None:
        """Write the page to a file, as it is arranged."""
        from unstall.tui.screens.export_portfolio import export_portfolio

        await export_portfolio(self.unstall, self.told)
