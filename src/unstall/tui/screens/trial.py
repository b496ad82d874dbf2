"""Keeping or discarding what was tried out, once it has been seen what that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from unstall.errors import SessionError
from unstall.tui.desk import Desk
from unstall.tui.later import once_laid_out
from unstall.tui.screens.beside import BesideScreen
from unstall.tui.widgets.dialogs import Choice, Choose
from unstall.tui.widgets.row_list import RowList
from unstall.tui.wording.dossier import without_plan
from unstall.tui.wording.trial import DISCARDED, KEPT, not_kept, story

if TYPE_CHECKING:
    from unstall.tui.app import UnstallApp

STAY, KEEP, DISCARD, COMPARE = "stay", "keep", "discard", "compare"


class TrialDialog(Choose):
    """Shows what was tried out and asks what is to become of it; Esc leaves all as it is."""

    DEFAULT_CSS = """
    TrialDialog {
        .dialog--box { width: 92; }
        RowList { height: auto; max-height: 20; background: $surface; margin-bottom: 1; }
    }
    TrialDialog.-short RowList { max-height: 11; }
    TrialDialog.-ansi RowList { background: ansi_default; }
    """
    KEYS = "[b]1[/b] to [b]4[/b] choose   [b]PgUp PgDn[/b] scroll   [b]Esc[/b] go on trying"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown,ctrl+d", "page(1)", show=False, priority=True),
        Binding("pageup,ctrl+u", "page(-1)", show=False, priority=True),
    ]

    def __init__(
        self, title: str, desk: Desk, locale: str, choices: Sequence[Choice], hint: str
    ) -> None:
        super().__init__(title, choices, hint=hint)
        self._desk = desk
        self._locale = locale

    def body(self) -> ComposeResult:
        """Yield what was tried out, and under it the choices."""
        yield RowList(active=False, marks=False)
        yield from super().body()

    def on_mount(self) -> None:
        """Fill the list, now that there is one."""
        self.refresh_view()

    def refresh_view(self) -> None:
        """Tell what was tried out as it stands."""
        desk = self._desk
        real, tried = (without_plan(one, self._locale) for one in (desk.real, desk.shown))
        self.query_one(RowList).show(story(real, tried, desk.tried))
        once_laid_out(self, self._fit)

    def on_resize(self) -> None:
        """Give the list the lines that it needs."""
        once_laid_out(self, self._fit)

    def _fit(self) -> None:
        told = self.query_one(RowList)
        told.styles.height = told.height_for(told.scrollable_content_region.width)

    def action_page(self, pages: int) -> None:
        """Scroll what was tried out."""
        self.query_one(RowList).page(pages)


async def end_trial(app: UnstallApp, desk: Desk) -> str | None:
    """Ask whether what is tried out is kept, discarded or gone on with.

    Gives a sentence about what became of it, or None if it is still on. Runs in a worker.
    """
    return await _ask(app, desk, "What if", "")


async def over_before(app: UnstallApp, desk: Desk, doing: str) -> bool:
    """Ask what becomes of a trial before something that ends it; tells if it is over.

    A trial that changed nothing is over without being asked about. Runs in a worker.

    Args:
        app: The app.
        desk: The desk.
        doing: What is to be done next, as it follows "keep it and".
    """
    if any(isinstance(screen, TrialDialog) for screen in app.screen_stack):
        return False
    if not desk.tried:
        desk.discard_trial()
        return True
    title = "What was tried out is neither kept nor discarded"
    return await _ask(app, desk, title, f" and {doing}") is not None


async def _ask(app: UnstallApp, desk: Desk, title: str, doing: str) -> str | None:
    refusal = ""
    while desk.trial is not None:
        locked = not_kept(desk.real.session) if desk.kept_as_is_because else None
        choices = _choices(locked, doing)
        dialog = TrialDialog(title, desk, app.locale, choices, refusal)
        chosen = await app.push_screen_wait(dialog)
        refusal = ""
        if chosen == KEEP:
            try:
                desk.keep_trial()
            except SessionError as error:
                refusal = f"✗ {error}"
            else:
                return KEPT
        elif chosen == DISCARD:
            desk.discard_trial()
            return DISCARDED
        elif chosen == COMPARE:
            await app.push_screen_wait(BesideScreen(desk, app.locale))
        else:
            break
    return None


def _choices(locked: str | None, doing: str) -> tuple[Choice, ...]:
    keep = f"Keep it{doing}"
    return (
        Choice(STAY, "Go on trying" if not doing else "Stay, and go on trying"),
        Choice(KEEP, f"{keep}: {f'not possible, {locked}' if locked else 'saved as one change'}"),
        Choice(DISCARD, f"Discard it{doing}: all is as it was before"),
        Choice(COMPARE, "Compare with the real one, side by side"),
    )
