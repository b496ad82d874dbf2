"""A workshop as it is played: the real program in a terminal, and voters in a real browser.

Nothing waits for a time to pass: everything waits for what a person would wait for, on a screen or
in a file, and lets the terminal and the browser go on in the meantime.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.voters import Device, Tab
from tests.session.support import kept
from tests.terminal.driver import Terminal
from unstall.session.format import read_session
from unstall.session.models import Answer, Session
from unstall.workshop.folder import room_of
from unstall.workshop.setup import read_setup
from unstall.workshop.slips import Slip
from unstall.workshop.stage import Asked, Round, Stage

PATIENCE = 30.0
"""Seconds to wait for something to come about."""
NOT_THERE = "-"
"""In a line of votes: somebody who does not vote."""
HINT = "press its digit"
"""What a voter's screen says until they have voted."""
LOOKED_AT_SECONDS = 1.2
"""After which votes that lie apart have been looked at: until then Enter passes none of them by."""
_WORD = "Your return word is "


class PlayedRoom:
    """A workshop with a voter for each of some roles, who keeps book of what everybody votes."""

    def __init__(self, home: Path, browser: Browser, roles: tuple[str, ...]) -> None:
        """Prepare a project to vote on; nobody is there yet.

        Args:
            home: The facilitator's home folder, which is empty.
            browser: In which everybody votes.
            roles: The role of each voter: an id.
        """
        self.home = home
        self.roles = roles
        self.session_path = kept(home / "sessions")[1]
        self.folder = room_of(self.session_path)
        self.devices: dict[int, Device] = {}
        self.pseudonyms: dict[int, str] = {}
        self.secrets: set[str] = set()
        """What must stand in no file: words and tokens with which voters come back."""
        self.words: dict[int, str] = {}
        """Voter → the word that their screen showed when they joined."""
        self.voted: dict[tuple[str, Round], dict[int, str]] = {}
        """Question and round → voter → the digit that they pressed last before the reveal."""
        self.facilitator: Terminal | None = None
        self.browser = browser
        self._pulse = browser.new_page()
        self._port = _free_port()

    @property
    def address(self) -> str:
        """Where voters join."""
        return f"http://127.0.0.1:{self._port}/"

    @property
    def session(self) -> Session:
        """The session as its file says."""
        return read_session(self.session_path)

    @property
    def stage(self) -> Stage:
        """What is on stage."""
        stage = self.folder.stage()
        assert stage is not None, "there is no stage"
        return stage

    @property
    def asked(self) -> Asked:
        """The question on stage."""
        assert self.stage.asked is not None, "no question is on stage"
        return self.stage.asked

    @property
    def answer(self) -> Answer:
        """What is recorded of the question on stage."""
        return self.session.answers.get(self.asked.id, Answer())

    # --- The facilitator --------------------------------------------------------------------------

    def open(self, *options: str) -> None:
        """Start the program on the workshop, with a server for voters at the same place always."""
        self.facilitator = Terminal(
            "workshop",
            str(self.session_path),
            "--serve",
            f"--port={self._port}",
            *options,
            home=self.home,
            sessions=self.home / "sessions",
        )

    def begin(self) -> None:
        """Begin as the set-up says, and wait until voters can join."""
        self.see("set-up", "engineering, business, data")
        self.press("\r")
        self.see(self.address)

    def end(self) -> None:
        """End the workshop from its agenda, once everybody has voted on everything."""
        self.press("\r")
        self.see("Agenda")
        self.press("x")
        self.see("End the workshop?")
        self.press("y")
        for voter in self.devices:
            self.sees(voter, "The workshop is over")
        self.press("\r")
        self.see("So far")
        self.press("\x1b")
        self.see("Projects")
        self.press("q")
        assert self.facilitator is not None
        assert self.facilitator.leaves() == 0
        self.facilitator = None
        self.until("nothing runs any more", lambda: not self.processes())

    def press(self, keys: str) -> None:
        """Press keys at the facilitator's terminal."""
        assert self.facilitator is not None
        self.facilitator.press(keys)

    def ask(self, keys: str = "\r", in_round: Round = "first") -> Asked:
        """Put a question to the room by the facilitator's keys."""
        before = self.stage.number
        look = self.folder.look()
        shown = look[2] / 1e9 if look else 0.0
        self.press(keys)
        self.until("a question is put", lambda: self.stage.is_voting or self.facilitator_is_asked())
        if not self.stage.is_voting:
            self.until("it was looked at", lambda: time.time() - shown > LOOKED_AT_SECONDS)
            self.press(keys)
            self.until("a question is put", lambda: self.stage.is_voting)
        assert self.stage.number > before
        assert self.stage.in_round == in_round
        return self.asked

    def facilitator_is_asked(self) -> bool:
        """Tell whether the facilitator is asked to look at votes that lie apart before going on."""
        return self.facilitator is not None and "Enter once more" in self.facilitator.text

    def ask_again(self) -> None:
        """Vote on the question a second time."""
        before = self.asked.id
        assert self.ask("v", "second").id == before

    def reveal(self, pattern: str) -> None:
        """Reveal the votes, and wait until everybody has seen in which pattern they lie."""
        question, in_round = self.asked.id, self.stage.in_round
        cast = self.voted[question, in_round]
        votes = self.session.votes.get(question)
        assert votes is None or not votes.model_dump()[in_round], "counted before the reveal"
        self.until("all are counted on stage", lambda: self.stage.voted == len(cast))
        self.press("\r")
        if len(cast) < self.stage.expected:
            self.see("Reveal now?")
            self.press("y")
        self.until("the votes are shown", lambda: self.stage.phase == "revealed")
        outcome = self.stage.outcome
        assert outcome is not None
        assert outcome.says[0].startswith(pattern), outcome.says
        for voter in self.devices:
            digit = cast.get(voter)
            mine = f"Your vote counts: you said {digit}" if digit else "You did not vote on this"
            self.sees(voter, mine)

    def see(self, *wanted: str) -> None:
        """Wait until the facilitator's screen shows all the texts."""
        self.until(
            f"the facilitator sees {wanted}",
            lambda: (
                all(text in self.facilitator.text for text in wanted) if self.facilitator else False
            ),
        )

    def kill(self) -> None:
        """End the program as a power cut would, and wait until nothing of it runs."""
        assert self.facilitator is not None
        self.facilitator.kill()
        self.facilitator = None
        self.until("nothing runs any more", lambda: not self.processes())

    def processes(self) -> list[str]:
        """List what runs of the workshop: the program, its server, voters' apps."""
        mark, found = str(self.home).encode(), []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (process / "environ").read_bytes():
                    found.append((process / "cmdline").read_text().replace("\0", " "))
            except OSError:
                continue
        return [line for line in found if line]

    # --- The voters -------------------------------------------------------------------------------

    def join(self, voter: int) -> None:
        """Let a voter join with a device of their own."""
        before = set(self.folder.slips())
        device = self.devices[voter] = Device(self.browser)
        device.join(self.address, read_setup(self.folder).code, self.roles[voter])
        tab = device.tab
        self.until(f"{voter} is in", lambda: tab.shows(_WORD) or tab.shows(HINT), voter)
        is_below = not tab.shows(_WORD)
        if is_below:
            tab.press("PageDown")
            self.sees(voter, _WORD)
        (self.pseudonyms[voter],) = set(self.folder.slips()) - before
        self.words[voter] = tab.text.partition(_WORD)[2][:9]
        self.secrets |= {cookie["value"] for cookie in device.cookies()["cookies"]}
        self.secrets.add(self.words[voter])
        if is_below:
            tab.press("PageUp")

    def tab(self, voter: int) -> Tab:
        """Give the tab in which somebody votes."""
        return self.devices[voter].tab

    def sees(self, voter: int, *wanted: str) -> None:
        """Wait until a voter's screen shows all the texts."""
        self.until(f"voter {voter} sees {wanted}", lambda: self.tab(voter).shows(*wanted), voter)

    def slip(self, voter: int) -> Slip:
        """Give a voter's slip as its file says."""
        return self.folder.slips()[self.pseudonyms[voter]]

    def vote(self, votes: str) -> None:
        """Let everybody vote at once: one digit each, in the order of the voters."""
        cast = {voter: digit for voter, digit in enumerate(votes) if digit != NOT_THERE}
        for voter in cast:
            self.sees(voter, self.in_words(), HINT)
        for voter, digit in cast.items():
            self.presses(voter, digit)
        for voter in cast:
            self.has_voted(voter)

    def in_words(self) -> str:
        """Give how the question begins on voters' screens."""
        again = "Second vote. " if self.stage.in_round == "second" else ""
        return f"{again}{self.asked.prompt[:24].strip()}"

    def presses(self, voter: int, digit: str) -> None:
        """Let a voter press a digit."""
        self.voted.setdefault((self.asked.id, self.stage.in_round), {})[voter] = digit
        self.tab(voter).press(digit)

    def has_voted(self, voter: int) -> None:
        """Wait until what a voter pressed is on their slip and on their screen."""
        asked, in_round = self.asked, self.stage.in_round
        digit = self.voted[asked.id, in_round][voter]
        level = level_of(asked.level_ids, digit)
        self.until(
            f"the vote of {voter} is kept",
            lambda: self.slip(voter).cast(in_round).get(asked.id) == level,
            voter,
        )
        self.sees(voter, f"You said {digit}")

    # --- Time -------------------------------------------------------------------------------------

    def until(self, what: str, holds: Callable[[], bool], voter: int | None = None) -> None:
        """Wait until something holds, and let everybody go on in the meantime.

        Raises:
            AssertionError: It did not come about; the message shows the screens concerned.
        """
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain until {what}\n{self._screens(voter)}")
            if self.facilitator:
                self.facilitator.look()
            self._pulse.wait_for_timeout(10)

    def _screens(self, voter: int | None) -> str:
        facilitator = self.facilitator.text if self.facilitator else "(killed)"
        shown = "" if voter is None else self.tab(voter).text
        return f"The facilitator's:\n{facilitator}\nThe voter's:\n{shown}"

    def close(self) -> None:
        """Leave nothing running."""
        for device in self.devices.values():
            device.drop()
        self._pulse.close()
        if self.facilitator:
            self.facilitator.end()


def level_of(levels: tuple[str, ...], digit: str) -> str:
    """Give the level that a digit on a voter's screen stands for."""
    return levels[int(digit) - 1] if digit != "0" else "unknown"


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
