"""`unstall workshop`: what is asked of it, and what it refuses before anything opens."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.commands.running import Run, one_line
from unstall.commands import app as commands_app
from unstall.commands import workshop as commands_workshop
from unstall.workshop_server import Where
from unstall.workshop_wishes import Wishes

Opened = list[tuple[Path | None, Wishes | None]]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """What the app would be opened with, as if there were a terminal."""
    found: Opened = []

    def start(session: Path | None, workshop: Wishes | None = None) -> int:
        found.append((session, workshop))
        return 0

    monkeypatch.setattr(commands_workshop, "refuse_without_terminal", lambda _: None)
    monkeypatch.setattr(commands_workshop, "start", start)
    return found


@pytest.fixture
def session(unstall: Run) -> Path:
    """A session with nothing in it."""
    return Path(unstall("new", "--project", "Claims").out.strip())


def test_without_options_the_workshop_opens_with_nothing_said(
    unstall: Run, session: Path, opened: Opened
) -> None:
    assert unstall("workshop", "claims").code == 0
    assert opened == [(session, Wishes())]


def test_every_option_reaches_the_set_up(unstall: Run, session: Path, opened: Opened) -> None:
    ran = unstall(
        "workshop", str(session), "--roles", "Engineering, business", "--voters", "12",
        "--seconds", "0", "--questions", "quick", "--keyboard", "e=2,business=1",
        "--serve", "--port", "8123",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert opened == [
        (
            session,
            Wishes(
                roles=("engineering", "business"),
                voters=12,
                seconds=0,
                which="quick",
                seats=("engineering", "engineering", "business"),
                serve=Where(port=8123),
            ),
        )
    ]


REFUSED = (
    (["--port", "8123"], "Add --serve"),
    (["--address", "0.0.0.0"], "Add --serve"),  # noqa: S104
    (["--serve", "--address", "300.1.1.1"], "no address to listen on"),
    (["--serve", "--port", "0"], "0 is not in the range"),
    (["--roles", ","], "at least one role"),
    (["--voters", "none"], "whole number"),
    (["--seconds", "4000"], "4000 is not in the range"),
    (["--keyboard", "legal=2"], "is none of the roles"),
    (["--questions", "some"], "'some' is not one of"),
)
"""Options, and what is said of them."""


def test_what_makes_no_sense_is_refused_before_anything_opens(
    unstall: Run, session: Path, opened: Opened
) -> None:
    for options, said in REFUSED:
        ran = unstall("workshop", str(session), *options)
        assert ran.code == 2
        assert said in one_line(ran.err)
    assert opened == []


def _answers(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))


@pytest.mark.parametrize("address", ["0.0.0.0", "laptop.local"])  # noqa: S104
def test_an_address_that_others_reach_is_asked_about_with_its_risk(
    unstall: Run, session: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    _answers(monkeypatch, "n\n")
    refused = unstall("workshop", str(session), "--serve", "--address", address)
    assert refused.code == 2
    assert "may try to join" in refused.err
    assert "not encrypted" in refused.err
    assert "join code is all" in refused.err
    assert opened == []
    _answers(monkeypatch, "y\n")
    assert unstall("workshop", str(session), "--serve", "--address", address).code == 0
    assert len(opened) == 1


def test_who_says_that_they_accept_the_risk_is_not_asked(
    unstall: Run, session: Path, opened: Opened
) -> None:
    ran = unstall("workshop", str(session), "--serve", "--address", "0.0.0.0", "--accept-risk")  # noqa: S104
    assert (ran.code, ran.err) == (0, "")
    assert opened[0][1] == Wishes(serve=Where("0.0.0.0"))  # noqa: S104


def test_serving_this_machine_alone_is_no_risk_to_ask_about(
    unstall: Run, session: Path, opened: Opened
) -> None:
    ran = unstall("workshop", str(session), "--serve")
    assert (ran.code, ran.err) == (0, "")
    assert opened[0][1] == Wishes(serve=Where())


def test_a_ballot_and_a_closed_session_are_refused_in_one_line(
    unstall: Run, session: Path, opened: Opened, home: Path
) -> None:
    ballot = home / "ballot.toml"
    assert unstall("ballot", "claims", "-o", str(ballot)).code == 0
    assert "this is a ballot" in one_line(unstall("workshop", str(ballot)).err)
    head, rest = session.read_text().split("\n[questionnaire]")
    closed = "closed = 2026-11-20T10:00:00+01:00\n"
    session.write_text(f"{head}{closed}\n[questionnaire]{rest}")
    assert "was closed on 2026-11-20" in one_line(unstall("workshop", str(session)).err)
    assert opened == []


def test_without_a_terminal_it_says_what_would_do_instead(
    unstall: Run, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands_app, "_is_terminal", lambda _: False)
    ran = unstall("workshop", str(session), "--serve", "--address", "0.0.0.0")  # noqa: S104
    assert ran.code == 2
    assert "needs a terminal" in one_line(ran.err)
    assert "unstall ballot" in ran.err
