"""What a room is told: in its lobby, while it votes, when the votes are shown, and at the end.

Until the reveal nothing is said that depends on what anybody voted for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from unstall.questionnaire.models import Questionnaire
from unstall.report.phrases import capitalised, counted_in_words, in_words
from unstall.report.votes_phrases import SPEAKS_FIRST
from unstall.session.models import Session
from unstall.tui.on_stage import Door, Figure, Lobby, OnStage, Over, Shown, Vote
from unstall.tui.rows import Row, row
from unstall.tui.vote_chart import UNKNOWN_KEY, bars_of, legend_of
from unstall.voting.disputes import role_title
from unstall.voting.rounds import voted_questions
from unstall.workshop.setup import Setup
from unstall.workshop.stage import Asked, Outcome, Stage
from unstall.workshop.standing import Standing

ZOOM = (
    "Can the last row read this? If not, make the letters larger: Ctrl and +, on a Mac Cmd and +."
)
BY_ROLE = "Votes are kept by role, never by name."
TIME_UP = "the time is up"
SECOND = "second vote"
MEDIAN, MOST_UNKNOWN = "is the median", "most do not know"
DECIDED, DECIDED_UNKNOWN = "is decided", "nobody knows, it is decided"


@dataclass(frozen=True, slots=True)
class Room:
    """What there is to be told of a room."""

    stage: Stage
    setup: Setup
    standing: Standing
    questionnaire: Questionnaire
    session: Session
    address: str | None
    """Where people join from their own devices; None if they cannot."""
    said: str
    """What was said about the question on stage, as it was written down in this room."""
    now: datetime


def on_stage(room: Room) -> OnStage:
    """Say what a room sees now."""
    stage = room.stage
    if stage.phase == "over":
        return _over(room)
    if stage.asked is None:
        return _lobby(room)
    if stage.phase == "revealed" and stage.outcome is not None:
        return _shown(room, stage.asked, stage.outcome)
    return _vote(room, stage.asked)


def progress(stage: Stage) -> str:
    """Say in the line at the top how far the workshop has come."""
    if stage.phase == "over" or stage.asked is None:
        return "workshop"
    place = f"question {stage.place} of {stage.of}" if stage.place else "one more question"
    return f"{place} · {SECOND}" if stage.in_round == "second" else place


def what_enter_does(stage: Stage, *, decided: bool) -> str:
    """Say in a word or two what Enter does.

    Args:
        stage: What is on stage.
        decided: The answer on stage was decided by the facilitator.
    """
    if stage.phase == "revealed":
        out = stage.outcome
        most_unknown = out is not None and out.unknown > sum(out.counts)
        recorded = "don't know" if most_unknown else "the median"
        return "next question" if decided else f"record {recorded}, next"
    return {"lobby": "begin", "voting": "reveal", "over": "leave"}[stage.phase]


def missing(standing: Standing) -> str:
    """Say how many have not voted: "three of eight have not voted yet"."""
    left = max(standing.expected - standing.voted, 0)
    have = "has" if left == 1 else "have"
    return f"{in_words(left)} of {in_words(standing.expected)} {have} not voted yet"


def _lobby(room: Room) -> Lobby:
    setup, standing = room.setup, room.standing
    voters = counted_in_words(setup.voters, "person votes", "people vote")
    questions = counted_in_words(len(setup.questions), "question")
    hidden = ", each before seeing what the others voted" if setup.voters > 1 else ""
    door = Door(room.address.removesuffix("/"), setup.code) if room.address else None
    here = len(standing.joined)
    return Lobby(
        title=room.stage.title,
        door=door,
        here=Figure(f"{here} of {setup.voters}", "are here") if door or here else None,
        roles=_by_role(room.questionnaire, standing.here),
        says=(
            f"{capitalised(voters)} on {questions}{hidden}.",
            BY_ROLE,
            ZOOM,
        ),
    )


def _by_role(questionnaire: Questionnaire, here: Mapping[str, int]) -> str:
    return " · ".join(f"{count} {role_title(questionnaire, role)}" for role, count in here.items())


def _vote(room: Room, asked: Asked) -> Vote:
    stage, standing = room.stage, room.standing
    have = "everybody has voted" if standing.all_voted else "have voted"
    again = " again" if stage.in_round == "second" else ""
    count = Figure(f"{standing.voted} of {standing.expected}", f"{have}{again}")
    clock = _clock(room, "left to vote")
    return Vote(
        prompt=asked.prompt,
        short=room.questionnaire.question_by_id[asked.id].short,
        levels=asked.levels,
        figures=(count, clock) if clock else (count,),
    )


def _clock(room: Room, caption: str) -> Figure | None:
    left = room.stage.seconds_left(room.now)
    if left is None:
        return None
    return Figure(_minutes(max(left, 0)), caption if left > 0 else TIME_UP)


def _minutes(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    return f"{minutes}:{second:02}"


def _shown(room: Room, asked: Asked, outcome: Outcome) -> Shown:
    headline, *others = outcome.says or ("",)
    return Shown(
        prompt=asked.prompt,
        headline=headline.removesuffix("."),
        begins=_begins(outcome),
        clock=_clock(room, "left to talk"),
        bars=bars_of(asked, outcome),
        legend=legend_of(outcome),
        answer=_answer(room, asked),
        says=(*map(_said_row, others), *_kept_rows(room, asked)),
    )


def _begins(outcome: Outcome) -> str:
    """Say in few words from which levels somebody speaks first; blank where nobody has to."""
    if not any(said.startswith(SPEAKS_FIRST) for said in outcome.says):
        return ""
    named = [level for level, count in enumerate(outcome.counts, start=1) if count]
    return f"{named[0]} speaks, then {named[-1]}"


def _answer(room: Room, asked: Asked) -> Figure:
    """Give the room's answer: what was decided, else the median of the votes."""
    session = room.session
    votes = {name: cast for name, cast in session.votes.items() if name == asked.id}
    voted = voted_questions(room.questionnaire, session.model_copy(update={"votes": votes}))
    level, caption, otherwise = None, MEDIAN, MOST_UNKNOWN
    for one in voted:
        level = one.tally.group_level
        if one.recorded == "decided":
            decided = one.answer.level
            level = one.question.level_index(decided) if decided else None
            caption, otherwise = DECIDED, DECIDED_UNKNOWN
    if level is None:
        return Figure(UNKNOWN_KEY, otherwise)
    return Figure(f"{level + 1} of {len(asked.levels)}", caption)


def _said_row(said: str) -> Row:
    return row(said, "strong" if said.startswith(SPEAKS_FIRST) else "plain")


def _kept_rows(room: Room, asked: Asked) -> Iterator[Row]:
    answer = room.session.answers.get(asked.id)
    ask = answer.ask if answer else None
    for mark, text in (("Said  ", room.said), ("To find out  ", ask)):
        if text:
            yield Row(((text, "plain"),), mark=(mark, "accent"), cut=True)


def _over(room: Room) -> Over:
    voted = len(room.session.votes)
    questions = counted_in_words(voted, "question") if voted else "no question"
    return Over(
        headline="Thank you",
        says=(
            f"The room voted on {questions}.",
            "What came out of it goes into the verdict and the plan.",
        ),
    )
