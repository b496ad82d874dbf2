"""People who vote from their own devices: real browsers' pages, read as their terminals show them.

The terminal in the page is painted on a canvas, which nobody can read; what its connection was sent
is put on a screen of the same size instead, as the terminal in the page does with it.
"""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, StorageState, WebSocket

SIZE = {"width": 420, "height": 420}
"""Of a window, in pixels: a telephone's, cut short, since every pixel costs time."""


_PART = re.compile(
    r"\x1b\[(?P<row>\d+);(?P<column>\d+)H|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[^\[]|[\r\n]"
    r"|(?P<text>[^\x1b\r\n]+)"
)


class Cells:
    """What a terminal shows, of the little that Textual writes: places, and texts in them.

    A whole terminal takes ten times as long, and there are eight of them here.
    """

    def __init__(self, width: int, height: int) -> None:
        self._rows = [[" "] * width for _ in range(height)]

    def write(self, written: str) -> None:
        """Put what an app wrote on the screen."""
        row = column = 0
        for part in _PART.finditer(written):
            text = part["text"]
            if part["row"]:
                row, column = int(part["row"]) - 1, int(part["column"]) - 1
            elif text and row < len(self._rows):
                cells = self._rows[row]
                cells[column : column + len(text)] = text[: len(cells) - column]
                column += len(text)
            elif part[0] == "\n":
                row, column = row + 1, 0

    def __str__(self) -> str:
        """Give the whole screen, with one space wherever there is any."""
        return " ".join(" ".join(map("".join, self._rows)).split())


class Tab:
    """One page of a voter's browser, with the screen of the app that it shows."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._screen = Cells(0, 0)
        self._text: str | None = ""
        self._connection: WebSocket | None = None
        page.on("websocket", self._connected)

    @property
    def text(self) -> str:
        """What its screen shows while it is connected, with one space wherever there is any."""
        if self._text is None:
            self._text = str(self._screen)
        return self._text

    def shows(self, *wanted: str) -> bool:
        """Tell whether its screen shows all the texts."""
        return all(one in self.text for one in wanted)

    def press(self, key: str) -> None:
        """Press a key."""
        self.page.keyboard.press(key)

    def _connected(self, connection: WebSocket) -> None:
        asked = parse_qs(urlsplit(connection.url).query)
        self._screen = Cells(int(asked["width"][0]), int(asked["height"][0]))
        self._text = ""
        self._connection = connection
        connection.on("close", self._closed)
        connection.on("framereceived", self._received)
        connection.on("framesent", self._sent)

    def _closed(self, connection: WebSocket) -> None:
        if connection is self._connection:
            self._text = "(not connected)"

    def _received(self, data: bytes | str) -> None:
        if isinstance(data, bytes):
            self._screen.write(data.decode())
            self._text = None

    def _sent(self, data: bytes | str) -> None:
        said = json.loads(data)
        if said[0] == "resize":
            # The app draws all of it anew.
            self._screen = Cells(said[1]["width"], said[1]["height"])
            self._text = None


class Device:
    """A voter's own device: one browser that keeps its own cookies, and its tabs."""

    def __init__(self, browser: Browser, kept: StorageState | None = None) -> None:
        """Take a device out.

        Args:
            browser: Of which this is one that knows nothing of the others.
            kept: The cookies that it comes with.
        """
        self._context = browser.new_context(viewport=SIZE, storage_state=kept)  # type: ignore[arg-type]
        self.tabs: list[Tab] = []

    @property
    def tab(self) -> Tab:
        """The tab that was opened last."""
        return self.tabs[-1]

    def visit(self, address: str) -> Tab:
        """Open an address in a new tab."""
        tab = Tab(self._context.new_page())
        self.tabs.append(tab)
        tab.page.goto(address, wait_until="commit")
        return tab

    def join(self, address: str, code: str, role: str) -> None:
        """Join a room with its code, in a role: an id."""
        page = self.visit(address).page
        page.get_by_label("Join code").fill(code)
        page.locator(f"input[value={role}]").check()
        page.get_by_role("button", name="Join").click(no_wait_after=True)

    def come_back(self, address: str, word: str) -> None:
        """Come into a room again with the word that was shown."""
        page = self.visit(address).page
        page.get_by_text("on another device?").click()
        page.get_by_label("Your return word").fill(word)
        page.get_by_role("button", name="Come back").click(no_wait_after=True)

    def cookies(self) -> StorageState:
        """Give what its browser keeps."""
        return self._context.storage_state()

    def drop(self) -> None:
        """Go out as a device with an empty battery does: nothing is said to anybody."""
        self._context.close()
