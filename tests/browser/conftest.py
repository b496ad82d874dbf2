"""A real browser without a window, and pages opened in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.pages import page

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""Containers have no sandbox of their own; the rest keeps the browser itself off the network."""

Opened = Callable[..., Page]


# Not for the whole run: while this browser is open, no test may run a loop of asyncio of its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        pytest.skip("chromium is not installed, so pages were not tried in a browser")
    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=found, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def shown(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Open a page by its name, on a screen of a width, in light or dark; none may ask for more."""
    asked: list[str] = []
    said: list[str] = []
    contexts = []

    def show(name: str, width: int = 1280, scheme: str = "light") -> Page:
        file = tmp_path / f"{name}.html"
        file.write_text(page(name), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        contexts.append(context)
        opened = context.new_page()
        opened.on("request", lambda request: asked.append(request.url))
        opened.on("console", lambda message: said.append(message.text))
        opened.on("pageerror", lambda error: said.append(str(error)))
        opened.goto(file.as_uri())
        return opened

    yield show
    for context in contexts:
        context.close()
    assert all(url.startswith("file:") and url.endswith(".html") for url in asked), asked
    assert said == []
