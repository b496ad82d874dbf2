"""Where the room disagreed: what was voted on and contested, between whom, and what it changes."""

from __future__ import annotations

from collections.abc import Sequence

from unstall.report.blocks import (
    Block,
    Line,
    Section,
    bullets,
    line,
    paragraph,
    strong,
    table,
    under,
)
from unstall.report.dossier import Dossier
from unstall.report.phrases import capitalised, counted_in_words, listed, quoted, sentence
from unstall.report.votes_phrases import (
    BEARINGS,
    gap_in_words,
    group_in_words,
    moved_in_words,
    part_ways,
    patterns_in_words,
    verdicts_alone,
    who_voted,
)
from unstall.session.voters import OTHERS
from unstall.voting.disputes import role_title
from unstall.voting.rounds import VotedQuestion

ID, TITLE = "disagreement", "Where the room disagreed"


def disagreement(dossier: Dossier) -> Section:
    """Compose the section; empty for a session without votes."""
    voted = dossier.discussion.voted
    if not voted:
        return Section(ID, TITLE)
    contested = _contested(dossier)
    return Section(
        ID,
        TITLE,
        (
            paragraph(_who_voted(dossier), " ", _how_many(dossier, contested)),
            *table(
                "Question 3 | The room 4 | What became of it 6",
                *(_row(dossier, one) for one in contested),
            ),
            *under("Where roles lie two steps apart or more", _gaps(dossier)),
            *_alone(dossier),
            *under("Who finds out what, as the room left it", _parked(dossier)),
        ),
    )


def in_a_line(dossier: Dossier) -> tuple[Block, ...]:
    """Say in a line on what roles lie apart and where their advice does; nothing if none do."""
    apart = [voted.question.short for voted, _ in gap_sentences(dossier)]
    discussion = dossier.discussion
    parted = part_ways(discussion, dossier.triage.decision)
    if not apart and not parted:
        return ()
    number = counted_in_words(len(apart), "question")
    said = f"On {number} two roles lie two steps or more apart: {listed(apart)}." if apart else ""
    advice = f"Alone, the roles would not all advise the same. {verdicts_alone(discussion)}"
    told = [part for part in (said, advice if parted else "") if part]
    return (paragraph(strong("Where the room disagreed."), f" {' '.join(told)}"),)


def gap_sentences(dossier: Dossier) -> tuple[tuple[VotedQuestion, str], ...]:
    """Give the questions on which roles lie apart, each with a sentence that says how."""
    return tuple(
        (one, sentence(gap_in_words(dossier.questionnaire, gap)))
        for one in dossier.discussion.voted
        if (gap := one.tally.role_gap)
    )


def _contested(dossier: Dossier) -> list[VotedQuestion]:
    """List what was contested: what is left to talk about first, as it matters, then the rest."""
    left = [waiting.voted for waiting in dossier.discussion.queue]
    voted = dossier.discussion.voted
    apart = [one for one in voted if (one.is_contested or one.was_contested) and one not in left]
    return [*left, *sorted(apart, key=lambda one: not one.is_contested)]


def _who_voted(dossier: Dossier) -> str:
    discussion = dossier.discussion
    questions = counted_in_words(len(discussion.voted), "question")
    is_folded = OTHERS in discussion.voters_by_role
    small = " Roles of under three voters stand together as others." if is_folded else ""
    return (
        f"{capitalised(who_voted(discussion))} voted on {questions}, each before any vote was "
        f"shown.{small} Levels are numbered from 1, the worst."
    )


def _how_many(dossier: Dossier, contested: Sequence[VotedQuestion]) -> str:
    if not contested:
        agreed = "No votes lay more than one step apart."
        return f"{agreed}{_most_unknown(dossier)}"
    number = capitalised(counted_in_words(len(contested), "question"))
    are = "was" if len(contested) == 1 else "were"
    said = (
        f"{number} {are} contested: the votes lay two steps or more apart.{_most_unknown(dossier)}"
    )
    left = [waiting.voted.question.short for waiting in dossier.discussion.queue]
    if not left:
        return said
    return f"{said} Left to talk about: {listed(left)}. {BEARINGS[dossier.discussion.bearing]}"


def _most_unknown(dossier: Dossier) -> str:
    voted = dossier.discussion.voted
    shorts = [one.question.short for one in voted if one.tally.group_level is None]
    return f" Most did not know the answer to: {listed(shorts)}." if shorts else ""


def _row(dossier: Dossier, voted: VotedQuestion) -> tuple[Line, ...]:
    moved = moved_in_words(dossier.questionnaire, voted)
    note = sentence(f"Noted: {voted.answer.note}") if voted.answer.note else ""
    group = group_in_words(voted.tally, voted.question.top)
    return (
        line(strong(voted.question.short)),
        line(f"{sentence(patterns_in_words(voted))} {group}"),
        line(" ".join(text for text in (moved, _recorded(dossier, voted), note) if text)),
    )


def _recorded(dossier: Dossier, voted: VotedQuestion) -> str:
    if voted.recorded == "nothing":
        return "Nothing is recorded yet."
    said = dossier.said(voted.question.id)
    how = {
        "median": "The group's answer is recorded",
        "decided": "Decided so",
        "otherwise": "Recorded, though not by these votes",
    }[voted.recorded]
    # The words of a level bring their own full stop.
    stop = "" if said.endswith("”") else "."
    return f"{how}: {said}{stop}"


def _gaps(dossier: Dossier) -> tuple[Block, ...]:
    return bullets(
        *(
            line(strong(voted.question.short), f": {text} ", *_levels(dossier, voted))
            for voted, text in gap_sentences(dossier)
        )
    )


def _levels(dossier: Dossier, voted: VotedQuestion) -> tuple[str, ...]:
    gap = voted.tally.role_gap
    if gap is None:
        return ()
    questionnaire, question = dossier.questionnaire, voted.question
    said = (
        f"{capitalised(role_title(questionnaire, one.role))}: "
        f"{quoted(question.levels[one.median.level].label)}"
        for one in (gap.high, gap.low)
        if one.median
    )
    return (f"{question.prompt} ", " ".join(said))


def _alone(dossier: Dossier) -> tuple[Block, ...]:
    discussion = dossier.discussion
    if not part_ways(discussion, dossier.triage.decision):
        return ()
    return (
        paragraph(
            strong("If one role alone had voted,"),
            " and all else stood as it does, the advice would not be the same. ",
            verdicts_alone(discussion),
        ),
    )


def _parked(dossier: Dossier) -> tuple[Block, ...]:
    """List who finds out what by when, of all that was voted on, in file order."""
    return bullets(
        *(
            line(strong(voted.question.short), f": {sentence(voted.answer.ask)}")
            for voted in dossier.discussion.voted
            if voted.answer.ask
        )
    )
