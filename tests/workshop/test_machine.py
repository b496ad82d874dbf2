"""Any course that a workshop may take: every vote counts once, and none before the reveal."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.proof import examples
from tests.session.support import session
from tests.voting.rooms import OWNER, level_id
from tests.workshop.rooms import OTHER, begin, join, resume, vote
from unstall.session.models import Session

LEVELS = st.none() | st.integers(0, 3)
ROLES = st.sampled_from(["engineering", "business"])


class Room(RuleBasedStateMachine):
    """Holds a workshop against what a scribe would have written down."""

    @initialize()
    def open_the_room(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.workshop = begin(Path(self.folder.name), seats=("engineering", "business"))
        self.session: Session = session()
        self.devices: list[str] = []
        self.drawn = 0
        self.cast: dict[str, str] = {}
        """Device, seat or hand → vote, on the question on stage."""
        self.revealed: dict[tuple[str, str], list[str]] = {}

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()

    @rule(role=ROLES)
    def somebody_joins(self, role: str) -> None:
        self.drawn += 1
        self.devices.append(join(self.workshop, self.drawn, role))

    @rule(question=st.sampled_from([OWNER, OTHER]), again=st.booleans())
    def ask(self, question: str, again: bool) -> None:
        was_asked = question in self.session.votes
        self.workshop.ask(question, "second" if again and was_asked else "first")
        self.cast = {}

    @precondition(lambda self: self.devices and self.workshop.stage.is_voting)
    @rule(who=st.integers(0, 99), level=LEVELS)
    def a_device_votes(self, who: int, level: int | None) -> None:
        voter = self.devices[who % len(self.devices)]
        vote(self.workshop, voter, level)
        self.cast[voter] = self._id(level)

    @precondition(lambda self: self.workshop.stage.is_voting)
    @rule(seat=st.integers(0, 1), level=LEVELS)
    def a_seat_votes(self, seat: int, level: int | None) -> None:
        self.workshop.press(seat, level)
        self.cast[f"seat {seat}"] = self._id(level)

    @precondition(lambda self: self.workshop.stage.is_voting)
    @rule(seat=st.integers(0, 1))
    def a_seat_takes_it_back(self, seat: int) -> None:
        self.workshop.take_back(seat)
        self.cast.pop(f"seat {seat}", None)

    @precondition(
        lambda self: self.workshop.stage.is_voting and self.workshop.stage.in_round == "first"
    )
    @rule(levels=st.lists(st.integers(0, 4), min_size=1, max_size=4), role=ROLES)
    def hands_are_shown(self, levels: list[int], role: str) -> None:
        self.workshop.hands(f"{role} {''.join(map(str, levels))}")
        self.cast = {who: said for who, said in self.cast.items() if not who.startswith("hand")}
        for number, level in enumerate(levels):
            self.cast[f"hand {number}"] = self._id(level - 1 if level else None)

    @precondition(lambda self: self.devices)
    @rule(who=st.integers(0, 99))
    def somebody_is_taken_out(self, who: int) -> None:
        voter = self.devices.pop(who % len(self.devices))
        before = {q: sorted(v.first) for q, v in self.session.votes.items()}
        self.session = self.workshop.remove(self.session, voter)
        self.cast.pop(voter, None)
        for question, voters in before.items():
            after = self.session.votes.get(question)
            assert sorted(after.first if after else ()) == [one for one in voters if one != voter]
        self.revealed.clear()

    @precondition(lambda self: self.workshop.stage.is_voting and self.cast)
    @rule(twice=st.booleans())
    def reveal(self, twice: bool) -> None:
        stage = self.workshop.stage
        assert stage.asked is not None
        self.session = self.workshop.reveal(self.session)
        if twice:
            self.session = self.workshop.reveal(self.session)
        self.workshop.show(self.session)
        self.revealed[stage.asked.id, stage.in_round] = sorted(self.cast.values())

    @rule()
    def the_program_dies(self) -> None:
        again = resume(Path(self.folder.name), self.session)
        assert again is not None
        assert again.stage.phase == self.workshop.stage.phase or not self._is_revealed()
        self.workshop = again

    @invariant()
    def everybody_who_voted_is_counted_once(self) -> None:
        if hasattr(self, "workshop") and self.workshop.stage.is_voting:
            assert self.workshop.standing().voted == len(self.cast)

    @invariant()
    def the_session_holds_what_was_revealed(self) -> None:
        if not hasattr(self, "workshop"):
            return
        for (question, in_round), votes in self.revealed.items():
            kept = self.session.votes[question]
            cast = kept.first if in_round == "first" else kept.second
            assert sorted(cast.values()) == votes

    def _id(self, level: int | None) -> str:
        asked = self.workshop.stage.asked
        assert asked is not None
        return level_id(asked.id, level)

    def _is_revealed(self) -> bool:
        asked = self.workshop.stage.asked
        return asked is not None and asked.id in self.session.votes


Room.TestCase.settings = settings(max_examples=examples(200), stateful_step_count=20, deadline=None)
TestRoom = Room.TestCase
