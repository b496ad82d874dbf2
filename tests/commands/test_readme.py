"""Every command that the README and the documentation show gives what they show."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from collections.abc import Callable, Iterator
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from unstall.cli import run

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = ["README.md", "docs/json.md"]
DAY = "2026-11-20"
"""On which the commands of a block are run, unless a comment among them names another day."""
SHOWN_HOME = "/home/ana/.local/share/unstall"
"""Where the documents say that the user's files lie."""


def blocks(document: str, kind: str) -> list[str]:
    """Give the contents of a document's code blocks of one kind."""
    text = (ROOT / document).read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def transcripts(document: str) -> Iterator[tuple[str, list[str]]]:
    """Give the commands of a document in order, each with the lines shown under it."""
    for block in blocks(document, "console"):
        lines = [f"$ # {DAY}", *block.splitlines()]
        starts = [at for at, line in enumerate(lines) if line.startswith("$ ")]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            yield lines[start].removeprefix("$ "), lines[start + 1 : end]


def assert_shows(shown: list[str], given: list[str], command: str) -> None:
    """Compare line by line; a line with … alone stands for any number of lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "…" else re.escape(line.rstrip()) + r"\n" for line in shown
    )
    text = "".join(f"{line.rstrip()}\n" for line in given)
    assert re.fullmatch(pattern, text), f"$ {command}\n{text}"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_give_what_is_shown(
    document: str, home: Path, clock: datetime, stop_the_clock: Callable[[datetime], None]
) -> None:
    found = list(transcripts(document))
    assert sum(not command.startswith("#") for command, _ in found) >= 3
    for command, shown in found:
        if command.startswith("# "):
            stop_the_clock(datetime.combine(date.fromisoformat(command[2:]), clock.timetz()))
            continue
        program, *arguments = shlex.split(command)
        assert program == "unstall", command
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = run(arguments)
        assert code == (2 if shown[-1].startswith("unstall: ") else 0), command
        text = said.getvalue().replace(str(home / "data/unstall"), SHOWN_HOME)
        assert_shows(shown, text.splitlines(), command)


def test_the_clock_of_the_documents_is_the_one_of_the_tests(clock: datetime) -> None:
    assert str(clock.date()) == DAY
    assert DAY in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "document", [*DOCUMENTS, "docs/workshop.md", "CONTRIBUTING.md", "CHANGELOG.md"]
)
def test_every_link_inside_the_repository_leads_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        # Pictures have a test of their own, which also says how to make them.
        if not target.startswith(("http", "screenshots/")):
            assert ((ROOT / document).parent / target).exists(), target


def test_every_command_is_named_in_the_readme() -> None:
    from unstall.commands.root import ENTRIES

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    unnamed = [entry.name for entry in ENTRIES if f"unstall {entry.name}" not in text]
    assert unnamed == []


def test_the_keys_of_the_room_that_are_described_do_something_there() -> None:
    from unstall.tui.actions import ACTIONS

    text = (ROOT / "docs/workshop.md").read_text(encoding="utf-8")
    table = text.partition("| you press |")[2].partition("\n\n")[0]
    described = {key for row in table.splitlines() for key in re.findall(r"`(\w)`", row[:14])}
    room = {key for a in ACTIONS if a.id.startswith("room.") for key in a.keys.split(",")}
    assert {"1", "5", "v", "h"} <= described <= room
    letters = {key for key in room if len(key) == 1 and key.isalpha()}
    assert letters <= set(re.findall(r"`(\w)`", text))


def test_the_options_of_a_workshop_that_are_described_are_those_that_it_has() -> None:
    from unstall.commands.workshop import workshop

    text = (ROOT / "docs/workshop.md").read_text(encoding="utf-8")
    named = set(re.findall(r"--[a-z][a-z-]+", text))
    own = {option for parameter in workshop.params for option in parameter.opts if "--" in option}
    assert own <= named
    assert named - own == {"--json", "--redact"}


def test_the_settings_shown_are_ones_that_the_app_takes(home: Path) -> None:
    from unstall.settings import check_theme, load_settings
    from unstall.tui.actions import check_keys
    from unstall.tui.themes import theme_names

    (block,) = [block for block in blocks("README.md", "toml") if "theme" in block]
    file = home / "settings.toml"
    file.write_text(block, encoding="utf-8")
    settings = load_settings(file)
    assert settings.keymap
    check_theme(settings.theme, theme_names())
    check_keys(settings.keymap, file)


def test_the_session_shown_is_the_example() -> None:
    (block,) = [block for block in blocks("README.md", "toml") if "answers" in block]
    example = (files("unstall") / "example.toml").read_text(encoding="utf-8")
    assert [line for line in block.splitlines() if line not in example] == []
