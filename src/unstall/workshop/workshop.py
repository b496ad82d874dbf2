"""The facilitator's side of a workshop: asks, counts, reveals and ends.

It alone reads everybody's slips. Votes stay out of the session until they are revealed; whatever
way they were given, they are in a file before they are counted, so that a workshop goes on where it
was after its program died.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from unstall.errors import RoomError
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Question
from unstall.session.edit import find_question
from unstall.session.models import NOBODY_KNOWS, Session
from unstall.voting.disputes import role_title
from unstall.voting.recording import with_round, without_voter
from unstall.voting.rounds import voted_questions
from unstall.workshop.folder import RoomFolder, room_of
from unstall.workshop.hands import Hands, hands_in
from unstall.workshop.outcome import outcome_of
from unstall.workshop.setup import Setup, read_setup, write_setup
from unstall.workshop.slips import Slip
from unstall.workshop.stage import Asked, Round, Stage
from unstall.workshop.standing import Joined, Standing

_PSEUDONYM_BYTES = 8


class Workshop:
    """One workshop that is under way.

    Methods that write raise `StorageError` if the disk refuses.
    """

    def __init__(
        self,
        folder: RoomFolder,
        setup: Setup,
        stage: Stage,
        questionnaire: Questionnaire,
        now: Callable[[], datetime],
    ) -> None:
        self.folder = folder
        self.setup = setup
        self.stage = stage
        """What everybody may see."""
        self.questionnaire = questionnaire
        self._now = now
        self._places: dict[str, int] = {}

    @classmethod
    def begin(
        cls,
        session_path: Path,
        session: Session,
        setup: Setup,
        questionnaire: Questionnaire,
        now: Callable[[], datetime],
    ) -> Workshop:
        """Open the room of a session, in place of one that was left from before."""
        folder = room_of(session_path)
        folder.clear()
        folder.make()
        lobby = Stage(0, "lobby", session.project, of=len(setup.questions), expected=setup.voters)
        folder.put_stage(lobby)
        write_setup(folder, setup)
        return cls(folder, setup, lobby, questionnaire, now)

    @classmethod
    def resume(
        cls,
        session_path: Path,
        session: Session,
        questionnaire: Questionnaire,
        now: Callable[[], datetime],
    ) -> Workshop | None:
        """Go on with a workshop where it was; None if there is none, or if it was over.

        Raises `RoomError` if its files cannot be used.
        """
        folder = room_of(session_path)
        if not folder.is_there:
            return None
        setup, stage = read_setup(folder), folder.stage()
        if stage is None or stage.phase == "over":
            folder.clear()
            return None
        workshop = cls(folder, setup, stage, questionnaire, now)
        if stage.asked and stage.asked.id not in questionnaire.question_by_id:
            workshop._put(Stage(stage.number + 1, "lobby", session.project))
        elif stage.phase == "revealed" and not workshop._counted(session):
            # The reveal was shown, and the session lost it with the power: the slips still know.
            workshop._put(replace(stage, phase="voting", outcome=None, number=stage.number + 1))
        return workshop

    @property
    def roles(self) -> dict[str, str]:
        """Role id → title, of all roles that people vote in."""
        return {role: role_title(self.questionnaire, role) for role in self.setup.roles}

    @property
    def question(self) -> Question | None:
        """The question on stage."""
        asked = self.stage.asked
        return self.questionnaire.question_by_id[asked.id] if asked else None

    def change_setup(self, setup: Setup) -> None:
        """Go on with another set-up; votes given stay."""
        write_setup(self.folder, setup)
        self.setup = setup
        self._put(replace(self.stage, of=len(setup.questions)))
        self.standing()

    def ask(self, question: str, in_round: Round = "first") -> None:
        """Put a question to the room; the clock begins. Raises `SessionError` if there is none.

        What was voted in this round of it before is forgotten, so that nobody's old vote counts.
        """
        found = find_question(self.questionnaire, question)
        for slip in self.folder.slips().values():
            if found.id in slip.cast(in_round):
                self.folder.put_slip(slip.with_vote(found.id, in_round, None))
        self._put(replace(self._staged(found, in_round), ends=self._ends()))
        self.standing()
        if found.id in self.setup.later:
            self._change(later=tuple(one for one in self.setup.later if one != found.id))

    def _staged(self, question: Question, in_round: Round) -> Stage:
        chosen = self.setup.questions
        return Stage(
            self.stage.number + 1,
            "voting",
            self.stage.title,
            Asked(
                question.id,
                question.prompt,
                tuple(level.label for level in question.levels),
                tuple(level.id for level in question.levels),
            ),
            place=chosen.index(question.id) + 1 if question.id in chosen else 0,
            of=len(chosen),
            in_round=in_round,
            expected=self.setup.voters,
        )

    def standing(self) -> Standing:
        """Look who is there and who has voted, and tell everybody how many."""
        # Not as in the session, or whoever sees who has voted finds them there by their place.
        slips = sorted(
            self._valid(), key=lambda one: self._places.setdefault(one.voter, secrets.randbits(64))
        )
        # A hand is somebody while it is up; whose it was, and how they vote next, nobody knows.
        joined = tuple(
            Joined(slip.voter, slip.role, slip.way, self._vote(slip) is not None)
            for slip in slips
            if slip.way != "hands" or self._vote(slip)
        )
        voted = sum(one.has_voted for one in joined)
        standing = Standing(voted, self._expected(len(joined)), joined)
        stage = self.stage
        if (stage.voted, stage.expected) != (standing.voted, standing.expected):
            self._put(stage.counting(standing.voted, standing.expected))
        return standing

    def reveal(self, session: Session) -> Session:
        """Count the votes on the question on stage into a new state of the session.

        Nothing is shown yet: keep the session first, then `show` it. Raises `RoomError` if there is
        no vote on, or if nobody has voted.
        """
        asked = self.stage.asked
        if not self.stage.is_voting or asked is None:
            raise RoomError("no vote is on", hint="Ask a question first.")
        slips = self._valid()
        cast = {slip.voter: vote for slip in slips if (vote := self._vote(slip))}
        if not cast:
            raise RoomError("nobody has voted yet", hint="Wait, or leave the question for later.")
        roles = {slip.voter: slip.role for slip in slips}
        return with_round(
            session, self.questionnaire, asked.id, cast, roles, in_round=self.stage.in_round
        )

    def show(self, session: Session) -> None:
        """Show everybody what came out, or what was recorded since.

        A vote that was changed after it was counted is changed back, so that everybody is told
        what counts. Raises `RoomError` if the session holds no votes on the question on stage.
        """
        is_new = self.stage.phase != "revealed"
        self._reveal(self.stage, session, self._ends() if is_new else self.stage.ends)
        slips = self.folder.slips()
        for voter, vote in self._counted(session).items():
            if (slip := slips.get(voter)) and self._vote(slip) != vote and self.question:
                after = slip.with_vote(self.question.id, self.stage.in_round, vote)
                self.folder.put_slip(after)

    def take_up(self, session: Session, question: str) -> None:
        """Put a question back on stage as it was revealed; the clock begins.

        Raises `RoomError` if the session holds no votes on it.
        """
        votes = session.votes.get(question)
        again = votes is not None and bool(votes.second)
        stage = self._staged(
            find_question(self.questionnaire, question), "second" if again else "first"
        )
        self._reveal(stage, session, self._ends())

    def _reveal(self, stage: Stage, session: Session, ends: datetime | None) -> None:
        by_id = {one.question.id: one for one in voted_questions(self.questionnaire, session)}
        if stage.asked is None or stage.asked.id not in by_id:
            raise RoomError("nobody has voted on this", hint="Ask the room first.")
        outcome = outcome_of(self.questionnaire, session, by_id[stage.asked.id], stage.in_round)
        voted = len(outcome.counted)
        shown = replace(stage, number=self.stage.number + 1, phase="revealed", outcome=outcome)
        self._put(replace(shown, ends=ends, voted=voted, expected=max(voted, stage.expected)))

    def hands(self, line: str) -> None:
        """Take the hands shown, in place of those taken for this vote before.

        Raises `RoomError` for what is no line of hands, and where another number of people vote the
        second time than the first: whose vote the others' was, nobody could tell.
        """
        question, in_round = self._on()
        shown = hands_in(line, self.roles, len(question.levels))
        slips = self.folder.slips()
        self._refuse_other_number(shown, slips, question.id)
        for role in self.setup.roles:
            mine = sorted(
                (slip for slip in slips.values() if slip.way == "hands" and slip.role == role),
                key=lambda slip: _first_place(question, slip),
            )
            votes = shown.get(role, ())
            mine += [Slip(_pseudonym(), role, "hands") for _ in range(len(votes) - len(mine))]
            for place, slip in enumerate(mine):
                vote = _vote_id(question, votes[place]) if place < len(votes) else None
                after = slip.with_vote(question.id, in_round, vote)
                if not after.first and not after.second:
                    self.folder.remove_slip(after.voter)
                else:
                    self.folder.put_slip(after)
        self.standing()

    def press(self, seat: int, level: int | None) -> None:
        """Take the vote of a seat at the keyboard.

        Args:
            seat: Which one, from 0.
            level: The level, 0 the worst; None for *don't know*.
        """
        question, in_round = self._on()
        mine = self._seats().get(seat)
        role = self.setup.seats[seat]
        slip = mine or Slip(_pseudonym(), role, "keyboard", seat=seat)
        self.folder.put_slip(slip.with_vote(question.id, in_round, _vote_id(question, level)))
        self.standing()

    def take_back(self, seat: int) -> None:
        """Forget what a seat at the keyboard voted on the question on stage."""
        question, in_round = self._on()
        if slip := self._seats().get(seat):
            self.folder.put_slip(slip.with_vote(question.id, in_round, None))
        self.standing()

    def seats_left(self) -> tuple[int, ...]:
        """List the seats at the keyboard that have not voted on the question on stage."""
        seats = self._seats()
        return tuple(
            seat
            for seat in range(len(self.setup.seats))
            if seat not in seats or self._vote(seats[seat]) is None
        )

    def remove(self, session: Session, voter: str) -> Session:
        """Take somebody out of the room, with all that was counted of them.

        One voter fewer is expected then. Gives the session without their votes.
        """
        here = len(self.standing().joined)
        self.folder.remove_slip(voter)
        if here >= self.setup.voters > 1:
            self._change(voters=max(1, here - 1))
        self.standing()
        return without_voter(session, voter) if voter in session.voters else session

    def leave_for_later(self) -> None:
        """Take the question off the stage; it is asked at the end, if at all."""
        asked = self.stage.asked
        if self.stage.phase == "voting" and asked and asked.id not in self.setup.later:
            self._change(later=(*self.setup.later, asked.id))

    def next_question(self, session: Session) -> str | None:
        """Give the next question that was neither voted on nor put off; None if there is none."""
        done = {*session.votes, *self.setup.later}
        return next((one for one in self.setup.questions if one not in done), None)

    def restart_clock(self) -> None:
        """Give the question its whole time again."""
        self._put(replace(self.stage, ends=self._ends()))

    def end(self) -> None:
        """Tell everybody that it is over. Take the room away with `clear` once they have seen."""
        self._put(Stage(self.stage.number + 1, "over", self.stage.title))

    def clear(self) -> None:
        """Take the room away; what was revealed is in the session."""
        self.folder.clear()

    def _put(self, stage: Stage) -> None:
        self.folder.put_stage(stage)
        self.stage = stage

    def _change(self, **changes: object) -> None:
        setup = Setup.model_validate({**self.setup.model_dump(), **changes})
        write_setup(self.folder, setup)
        self.setup = setup

    def _ends(self) -> datetime | None:
        seconds = self.setup.seconds
        now = self._now().replace(microsecond=0)
        return now + timedelta(seconds=seconds) if seconds else None

    def _expected(self, here: int) -> int:
        return max(self.setup.voters, here)

    def _on(self) -> tuple[Question, Round]:
        if not self.stage.is_voting or self.question is None:
            raise RoomError("no vote is on", hint="Ask a question first.")
        return self.question, self.stage.in_round

    def _valid(self) -> list[Slip]:
        """Give the slips of this room's roles, in the order of pseudonyms."""
        return [slip for slip in self.folder.slips().values() if slip.role in self.setup.roles]

    def _vote(self, slip: Slip) -> str | None:
        """Give what a slip says of the question on stage; None for what is no vote on it."""
        asked = self.stage.asked
        vote = slip.cast(self.stage.in_round).get(asked.id) if asked else None
        return vote if asked and vote in (*asked.level_ids, NOBODY_KNOWS) else None

    def _counted(self, session: Session) -> Mapping[str, str]:
        asked = self.stage.asked
        votes = session.votes.get(asked.id) if asked else None
        if votes is None:
            return {}
        return votes.first if self.stage.in_round == "first" else votes.second

    def _seats(self) -> dict[int, Slip]:
        return {
            slip.seat: slip
            for slip in self._valid()
            if slip.way == "keyboard"
            and slip.seat is not None
            and slip.seat < len(self.setup.seats)
            and self.setup.seats[slip.seat] == slip.role
        }

    def _refuse_other_number(self, shown: Hands, slips: Mapping[str, Slip], question: str) -> None:
        if self.stage.in_round == "first":
            return
        for role, title in self.roles.items():
            before = sum(
                slip.way == "hands" and slip.role == role and question in slip.first
                for slip in slips.values()
            )
            now = len(shown.get(role, ()))
            if before and now != before:
                raise RoomError(
                    f"{before} hands were shown by {title} the first time, {now} now",
                    hint=f"Write {before}, or 0 for somebody who does not know any more.",
                )


def _first_place(question: Question, slip: Slip) -> tuple[int, str]:
    """Order hands by their first vote, so that the fewest count as having moved.

    Who showed which hand nobody wrote down; any other pairing would claim more than was seen.
    """
    first = slip.first.get(question.id)
    place = question.level_index(first) if first else None
    known = len(question.levels) if place is None else place
    return (known if first else known + 1), slip.voter


def _vote_id(question: Question, level: int | None) -> str:
    return NOBODY_KNOWS if level is None else question.levels[level].id


def _pseudonym() -> str:
    return secrets.token_hex(_PSEUDONYM_BYTES)
