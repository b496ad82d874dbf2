"""Pictures of every screen, from the real app with real sessions: `make screenshots`.

Each picture is a journey of keys at one size. They are written to `screenshots/` as SVG and shown
in the README; a test draws them again and notices when one no longer is what the app shows.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from textual.pilot import Pilot

from tests.tui.pasts import QUARTER, put_quarters
from tests.tui.support import (
    clock,
    earlier,
    put_sessions,
    rested,
    session_of_case,
    without_blinking,
)
from unstall.example import write_example
from unstall.session.store import SessionStore
from unstall.tui.app import UnstallApp
from unstall.tui.workspace import Workspace

FOLDER = Path(__file__).parent.parent / "screenshots"
SIZES = {"80x24": (80, 24), "120x40": (120, 40)}

NOWHERE = Path("/home/ana/.local/share/unstall/sessions")
"""A folder that is not there: the welcome names it, so it must be the same everywhere."""

PROJECTS = {
    "Invoice reading": ("Brightwater Utilities", "bought-service-now-does-it", 31),
    "Credit decisions": ("Nordbank", "regulated-retrofit", 12),
    "Bed planning": ("St Anne's Hospital", "waiting-for-sponsor", 58),
    "Demand forecast": ("Harbour Foods", "notebook-strong-team", 95),
    "Spare parts photos": ("Kessler Lifts", "good-model-no-engineers", 4),
}
"""Invented projects: name → client, the case whose answers it has, days since the triage."""


@dataclass(frozen=True)
class Picture:
    """One picture: what is pressed before it is taken."""

    name: str
    keys: tuple[str, ...]
    theme: str = "unstall-dark"
    opens: Literal["example", "example of last quarter", "third quarter"] | None = "example"
    """The session that is opened first; None begins with all projects."""


TO_THE_VOTE = ("W", "enter", "enter", "h")
"""From a session to the first question of its workshop, where hands are typed."""

PICTURES = (
    Picture("home", (), opens=None),
    Picture("welcome", (), opens=None),
    Picture("project", ("f",)),
    Picture("interview", ("i", "j", "j", "j", "j")),
    Picture("verdict", ("v",)),
    Picture("verdict-causes", ("v", "4")),
    Picture("plan", ("p", "j", "j", "enter")),
    Picture("plan-chart", ("p", "c", "j", "j")),
    Picture("export", ("p", "w")),
    Picture(
        "rerun",
        ("R", "enter", "enter", "enter", "4", "enter"),
        opens="example of last quarter",
    ),
    Picture("compare", ("M",), opens="third quarter"),
    Picture("follow", ("F",), opens="third quarter"),
    Picture("trend", ("H",), opens="third quarter"),
    Picture("portfolio", ("P",), opens=None),
    Picture("workshop-set-up", ("W",)),
    Picture("workshop-vote", (*TO_THE_VOTE, *"e 112", "enter")),
    Picture("workshop-outcome", (*TO_THE_VOTE, *"e 1112 b 4434", "enter", "enter")),
    Picture(
        "workshop-outcome-light",
        (*TO_THE_VOTE, *"e 1112 b 4434", "enter", "enter"),
        theme="unstall-light",
    ),
    Picture("workshop-agenda", (*TO_THE_VOTE, *"e 1112 b 4434", "enter", "enter", "l", "g")),
    Picture("help", ("i", "question_mark")),
    Picture("palette", ("v", "ctrl+p")),
    Picture("interview-light", ("i", "j", "j", "j", "j"), theme="unstall-light"),
    Picture("interview-contrast", ("i", "j", "j", "j", "j"), theme="unstall-contrast"),
    Picture("verdict-light", ("v",), theme="unstall-light"),
    Picture("plan-terminal", ("p",), theme="ansi-dark"),
)


def fill(folder: Path, opens: str | None) -> Path:
    """Write the invented projects and what is to be opened; gives its path."""
    for name, (client, case_name, days) in PROJECTS.items():
        session = session_of_case(case_name, project=name, client=client)
        put_sessions(folder, earlier(session, days))
    if opens == "third quarter":
        return put_quarters(folder)[-1]
    days = QUARTER if opens == "example of last quarter" else 0
    return write_example(SessionStore(folder, now=lambda: clock() - timedelta(days))).path


async def take(picture: Picture, size: tuple[int, int]) -> str:
    """Run the app, press the keys and give what it shows as SVG."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) if picture.name != "welcome" else NOWHERE
        opened = fill(folder, picture.opens) if folder != NOWHERE else None
        app = UnstallApp(
            Workspace(folder, clock),
            clock,
            open_path=opened if picture.opens else None,
            theme=picture.theme,
        )
        async with app.run_test(size=size) as pilot:
            # Home reads its projects in workers; later a dialog may be one, which waits for keys.
            await app.workers.wait_for_complete()
            shown = await _still(app, pilot)
            for key in picture.keys:
                await pilot.press("space" if key == " " else key)
                shown = await _still(app, pilot)
            return shown


async def _still(app: UnstallApp, pilot: Pilot[None]) -> str:
    """Wait until nothing is worked out any more and the picture stays as it is; then give it."""
    before = ""
    while True:
        await rested(pilot)
        without_blinking(app)
        await pilot.pause(0.1)
        shown = app.export_screenshot(title="unstall")
        if shown == before:
            return shown
        before = shown


def drawn() -> Iterator[tuple[Path, str]]:
    """Draw every picture at every size."""
    for picture in PICTURES:
        for size_name, size in SIZES.items():
            path = FOLDER / f"{picture.name}-{size_name}.svg"
            yield path, asyncio.run(take(picture, size))


def main() -> None:
    """Write all pictures."""
    FOLDER.mkdir(exist_ok=True)
    for path, svg in drawn():
        path.write_text(svg, encoding="utf-8")
        print(path.name)


if __name__ == "__main__":
    main()
