"""From the name of a view to its screen over a session, and the way into its workshop.

Screens are imported when they are first shown: what is not opened costs nothing at the start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from textual.screen import Screen

    from unstall.tui.app import UnstallApp, View
    from unstall.tui.desk import Desk
    from unstall.workshop_wishes import Wishes


def screen_over(view: View, desk: Desk) -> Screen[None]:
    """Make the screen of a view over the session on a desk."""
    match view:
        case "interview":
            from unstall.tui.screens.interview import InterviewScreen

            return InterviewScreen(desk)
        case "facts":
            from unstall.tui.screens.project import ProjectScreen

            return ProjectScreen(desk)
        case "verdict":
            from unstall.tui.screens.verdict import VerdictScreen

            return VerdictScreen(desk)
        case "plan":
            from unstall.tui.screens.plan import PlanScreen

            return PlanScreen(desk)
        case "compare" | "trend" | "follow":
            return _over_more_than_one(view, desk)


def _over_more_than_one(view: Literal["compare", "trend", "follow"], desk: Desk) -> Screen[None]:
    match view:
        case "compare":
            from unstall.tui.screens.compare import CompareScreen

            return CompareScreen(desk)
        case "trend":
            from unstall.tui.screens.trend import TrendScreen

            return TrendScreen(desk)
        case "follow":
            from unstall.tui.screens.follow import FollowScreen

            return FollowScreen(desk)


def open_workshop(app: UnstallApp, wishes: Wishes | None = None) -> None:
    """Open the workshop on the desk's session, as is wished; see `unstall.tui.opening_workshop`."""
    from unstall.tui import opening_workshop
    from unstall.workshop_wishes import Wishes

    opening_workshop.open_workshop(app, wishes or Wishes())
