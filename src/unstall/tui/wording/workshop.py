"""What a workshop's screens and dialogs say around the room itself.

Nothing here says how anybody voted; before the reveal it is told by role who has voted, no more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Question
from unstall.report.phrases import capitalised, counted, counted_in_words, listed, sentence
from unstall.report.votes_phrases import (
    BEARINGS,
    gap_in_words,
    pattern_in_words,
    recorded_in_words,
)
from unstall.session.models import Session
from unstall.triage.discussion import Discussion
from unstall.tui.rows import Row, Span, row
from unstall.voting.rounds import VotedQuestion
from unstall.workshop.slips import Way
from unstall.workshop.standing import Joined, Standing
from unstall.workshop.workshop import Workshop
from unstall.workshop_server import VotersServer, Where

Field = Literal["roles", "voters", "seats", "devices", "questions", "time"]

INTRO = "Everybody votes before anybody sees the others' votes. Enter begins as it stands here."

FIELDS: Mapping[Field, str] = {
    "roles": "Roles",
    "voters": "Voters",
    "questions": "Questions",
    "time": "Time for each",
    "seats": "At one keyboard",
    "devices": "Own devices",
}
"""The fields of the set-up in their order."""

HINTS: Mapping[Field, str] = {
    "roles": "Sides of the table, with commas between them. A role of under three voters is only "
    "ever shown with others, so few roles with several people each tell more.",
    "voters": "How many people vote. It is shown how many of them have, and it can be changed.",
    "questions": "← and → choose. Those that matter most are the ones that move the verdict.",
    "time": "Write 3 min, 90 s or 1:30, or 0 for no clock. When it is up nothing happens by "
    "itself.",
    "seats": "Who votes at a keyboard that is passed round, such as engineering 3, business 2. "
    "Blank: it is not passed round. Hands can always be shown and typed in.",
    "devices": "← and → choose. Whoever has the code votes in a browser. For other machines begin "
    "with: unstall workshop SESSION --serve --address HOST",
}

NOT_PASSED = "not passed round"
NOTED = "Noted."
ALL_SEATS = "Everybody at this keyboard has voted."
ALL_AGREED = "Nothing: what was voted on is agreed or decided."
NOBODY_KNOWS = (
    "Nothing: what was voted on is agreed, decided, or not known to most. Somebody has to find "
    "that out: take it up, then a."
)
NOBODY_HERE = "Nobody is in the room yet."

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_WAYS: Mapping[Way, tuple[str, str]] = {
    "device": ("device", "on a device"),
    "keyboard": ("seat", "at the keyboard"),
    "hands": ("hand", "by showing hands"),
}
_MINUTE, _HOUR = 60, 60 * 60
_LONG = 100 * _MINUTE
"""From so many seconds on, hours say more than minutes."""


def how_long(questions: int, seconds: int) -> str:
    """Say how many questions there are and how long they take: "12 questions, about 36 min"."""
    many = counted(questions, "question")
    if not seconds:
        return f"{many}, without a clock"
    total = questions * seconds
    if total >= _LONG:
        return f"{many}, about {counted(total / _HOUR, 'hour')} if each takes its whole time"
    minutes = max(1, round(total / _MINUTE))
    return f"{many}, about {minutes} min if each takes its whole time"


def goes_on(workshop: Workshop, session: Session) -> str:
    """Say that a workshop was under way and goes on, and how far it is."""
    chosen = workshop.setup.questions
    done = sum(question in session.votes for question in chosen)
    return (
        f"The workshop under way goes on: {done} of {counted(len(chosen), 'question')} voted on; "
        "whoever was in the room is in it still."
    )


def listening(server: VotersServer) -> str:
    """Say where people join from their devices, and with what."""
    more = ", or at any other address of this machine," if server.at.is_everywhere else ""
    return f"Others join at {server.url}{more} with the code {server.code}."


def served_at(at: Where) -> str:
    """Say for the set-up where the server would be found."""
    return "yes, on this machine alone" if at.is_loopback else f"yes, at {at.address}"


# --- The keyboard that is passed round ------------------------------------------------------------


def seat_in_words(workshop: Workshop, seat: int) -> str:
    """Say whose turn it is: "Seat 3 of 5 · Business"."""
    many = len(workshop.setup.seats)
    return f"Seat {seat + 1} of {many} · {capitalised(_role_of(workshop, seat))}"


def _role_of(workshop: Workshop, seat: int) -> str:
    role = workshop.setup.seats[seat]
    return workshop.roles.get(role, role)


def pass_on(workshop: Workshop, seat: int) -> str:
    """Say to whom the keyboard goes next."""
    return f"Pass the keyboard on to seat {seat + 1}, {_role_of(workshop, seat)}."


# --- Who is here ----------------------------------------------------------------------------------


def labels(workshop: Workshop, joined: Sequence[Joined]) -> dict[str, str]:
    """Name everybody in the room by role and way alone: "Engineering, second device".

    The order within a role is drawn by lot and tells nothing of anybody.
    """
    named: dict[str, str] = {}
    counts: dict[tuple[str, Way], int] = {}
    for one in joined:
        place = counts.get((one.role, one.way), 0)
        counts[one.role, one.way] = place + 1
        title = capitalised(workshop.roles.get(one.role, one.role))
        named[one.voter] = f"{title}, {_ordinal(place)} {_WAYS[one.way][0]}"
    return named


def _ordinal(place: int) -> str:
    return _ORDINALS[place] if place < len(_ORDINALS) else f"{place + 1}th"


def who_is_here(workshop: Workshop, standing: Standing) -> str:
    """Say who is in the room, by role, and whom it waits for."""
    if not standing.joined:
        return NOBODY_HERE
    here = listed([f"{count} {workshop.roles[role]}" for role, count in standing.here.items()])
    parts = [f"{standing.voted} of {standing.expected} have voted.", f"Here: {here}."]
    missing = standing.expected - len(standing.joined)
    if missing > 0:
        parts.append(f"{missing} more expected.")
    more = len(standing.joined) - workshop.setup.voters
    if more > 0:
        parts.append(f"{more} more than expected: is somebody in twice?")
    return " ".join(parts)


def voter_rows(workshop: Workshop, standing: Standing, *, is_voting: bool) -> Iterator[Row]:
    """List everybody in the room, those who have not voted yet first."""
    named = labels(workshop, standing.joined)
    in_order = sorted(standing.joined, key=lambda one: (one.has_voted, named[one.voter]))
    for one in in_order:
        says: Span = ("has voted", "dim") if one.has_voted else ("has not voted yet", "strong")
        yield Row(
            ((named[one.voter], "plain"),),
            id=one.voter,
            right=(says,) if is_voting else ((_WAYS[one.way][1], "dim"),),
            cut=True,
        )


# --- What is left to talk about -------------------------------------------------------------------


def agenda_rows(discussion: Discussion, workshop: Workshop, session: Session) -> Iterator[Row]:
    """List what to talk about, what was left, and what is settled, with what remains at stake."""
    bank = discussion.engine.questionnaire
    queue = discussion.queue
    yield row("To talk about, what matters most first", "accent", rule=True)
    for waiting in queue:
        could = waiting.could_change > 0
        right: tuple[Span, ...] = (("could change the verdict", "strong"),) if could else ()
        yield from _talked_about(bank, waiting.voted, right)
    if not queue:
        is_unknown = any(voted.tally.group_level is None for voted in discussion.voted)
        yield row(NOBODY_KNOWS if is_unknown else ALL_AGREED, "dim", indent=2)
    left = _not_voted(bank, workshop, session)
    if discussion.voted and (says := _bearing(discussion, left)):
        yield row("")
        yield row(says, "strong")
    if left:
        yield row("")
        yield row("Not voted on", "accent", rule=True)
        yield from left
    asked = {*session.votes, *_ids(left)}
    more = [id_ for id_ in discussion.would_count if id_ not in asked]
    if discussion.voted and discussion.lacking and more:
        yield row("")
        yield row("Not chosen, and would count for a verdict", "accent", rule=True)
        for id_ in more:
            yield Row(((bank.question_by_id[id_].short, "plain"),), id=id_, cut=True)
    in_queue = {waiting.voted.question.id for waiting in queue}
    settled = [voted for voted in discussion.voted if voted.question.id not in in_queue]
    if settled:
        yield row("")
        yield row("Settled", "accent", rule=True)
        if many := len(unrecorded(discussion)):
            them = "its median" if many == 1 else "their medians"
            have = capitalised(counted_in_words(many, "has", "have"))
            yield row(f"{have} nothing recorded yet: m records {them}.", "strong", indent=2)
        for voted in settled:
            yield Row(
                ((voted.question.short, "plain"), (f" · {_in_short(voted)}", "dim")),
                id=voted.question.id,
            )


def unrecorded(discussion: Discussion) -> tuple[str, ...]:
    """Give the questions that need no talk and have nothing recorded, as after ballots."""
    in_queue = {waiting.voted.question.id for waiting in discussion.queue}
    return tuple(
        voted.question.id
        for voted in discussion.voted
        if voted.recorded == "nothing" and voted.question.id not in in_queue
    )


def _talked_about(
    bank: Questionnaire, voted: VotedQuestion, right: tuple[Span, ...]
) -> Iterator[Row]:
    yield Row(((voted.question.short, "strong"),), id=voted.question.id, right=right)
    gap = voted.tally.role_gap
    said = [pattern_in_words(voted.tally)]
    if gap:
        said.append(gap_in_words(bank, gap))
    elif voted.tally.pattern == "camps" and voted.tally.span:
        low, high = voted.tally.span
        said.append(f"votes from {low + 1} to {high + 1}")
    yield row(capitalised("; ".join(said)) + ".", "dim", indent=2)


def _not_voted(bank: Questionnaire, workshop: Workshop, session: Session) -> list[Row]:
    setup, stage = workshop.setup, workshop.stage
    asked = stage.asked.id if stage.asked and stage.phase == "voting" else None
    found = []
    for question in dict.fromkeys((*setup.questions, *setup.later)):
        if question in session.votes or question not in bank.question_by_id:
            continue
        says = ""
        if question == asked:
            says = "on stage now"
        elif question in setup.later:
            says = "left for later"
        right: tuple[Span, ...] = ((says, "dim"),) if says else ()
        short = bank.question_by_id[question].short
        found.append(Row(((short, "plain"),), id=question, right=right, cut=True))
    return found


def _ids(rows: Iterable[Row]) -> list[str]:
    return [row.id for row in rows if row.id]


def _bearing(discussion: Discussion, left: Collection[Row]) -> str:
    """Say whether what is left to talk about and to vote on could change the verdict.

    Blank where nothing is left: what else could change it, the room was not asked.
    """
    if discussion.lacking:
        return f"A verdict needs {counted_in_words(discussion.lacking, 'more answer')}."
    if not discussion.queue and not left:
        return ""
    return BEARINGS[discussion.bearing_with(_ids(left))]


def _in_short(voted: VotedQuestion) -> str:
    level, top = voted.tally.group_level, voted.question.top
    said = "don't know" if level is None else f"{level + 1} of {top + 1}"
    return f"the room says {said}. {recorded_in_words(voted)}"


def agenda_heading(discussion: Discussion, workshop: Workshop, session: Session) -> str:
    """Say in few words how far the room is: "12 voted on · 3 to talk about · 2 not voted on"."""
    bank = discussion.engine.questionnaire
    left = len(_not_voted(bank, workshop, session))
    parts = [f"{len(discussion.voted)} voted on", f"{len(discussion.queue)} to talk about"]
    return " · ".join((*parts, f"{left} not voted on") if left else parts)


def what_ending_means(discussion: Discussion, workshop: Workshop, session: Session) -> str:
    """Say what ends with the workshop, and what stays."""
    said = ["Votes that were revealed stay in the session, and so do answers and notes."]
    stage = workshop.stage
    if stage.phase == "voting" and stage.voted:
        said.append(
            f"{counted(stage.voted, 'vote')} on the question on stage, not revealed yet, "
            f"{'is' if stage.voted == 1 else 'are'} lost."
        )
    left = _not_voted(discussion.engine.questionnaire, workshop, session)
    if left:
        said.append(f"{counted(len(left), 'question was', 'questions were')} not voted on.")
    if discussion.queue:
        many = counted(len(discussion.queue), "question is", "questions are")
        said.append(f"{many} not talked through.")
    if open_still := len(unrecorded(discussion)):
        many = counted(open_still, "settled question has", "settled questions have")
        said.append(f"{many} nothing recorded yet: m on the agenda records the medians.")
    return " ".join(filter(None, (*said, _bearing(discussion, left))))


# --- What was parked ------------------------------------------------------------------------------


def parking_rows(bank: Questionnaire, session: Session, said: Callable[[str], str]) -> list[Row]:
    """List the questions that somebody finds out about, with what was said of them in this room."""
    found: list[Row] = []
    for question in bank.questions:
        answer = session.answers.get(question.id)
        if answer is not None and answer.ask:
            found += [*_parked(question, answer.ask, said(question.id))]
    return found or [
        row("Nothing was parked. In the room, a says who finds out, and by when.", "dim")
    ]


def _parked(question: Question, ask: str, said: str) -> Iterator[Row]:
    yield Row(((question.short, "strong"),), id=question.id)
    yield Row(((_one_line(ask), "plain"),), mark=("To find out: ", "dim"), indent=2)
    if said:
        yield Row(((_one_line(said), "plain"),), mark=("Was said: ", "dim"), indent=2)
    yield row("")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def hands_hint(workshop: Workshop, standing: Standing | None) -> str:
    """Say how a line of hands is written, and what becomes of those noted before."""
    question = workshop.question
    levels = len(question.levels) if question else 0
    before = _hands(standing) if standing else 0
    return (
        f"Roles: {listed([*workshop.roles.values()])}; cut them as short as you like. After each "
        f"role a digit a hand: 1, the worst, to {levels}, and 0 for somebody who does not know."
        + (f"\nIn place of the {counted(before, 'hand')} noted before." if before else "")
    )


def _hands(standing: Standing) -> int:
    return sum(one.way == "hands" and one.has_voted for one in standing.joined)


def hands_noted(standing: Standing) -> str:
    """Say how many hands were taken, and nothing of how they voted."""
    hands = _hands(standing)
    return sentence(
        f"{counted(hands, 'hand')} noted; {standing.voted} of {standing.expected} have voted"
    )
