"""Where the room disagreed: what was voted on and contested, between whom, and what it changes."""

from __future__ import annotations

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
from unstall.report.phrases import capitalised, counted_in_words, listed, sentence
from unstall.report.votes_phrases import (
    BEARINGS,
    gap_in_words,
    group_in_words,
    moved_in_words,
    pattern_in_words,
    recorded_in_words,
    verdict_title,
    verdicts_alone,
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
    contested = [one for one in voted if one.is_contested or one.was_contested]
    return Section(
        ID,
        TITLE,
        (
            paragraph(_who_voted(dossier), " ", _how_many(dossier, contested)),
            *table(
                "Question 3 | The room 4 | What became of it 5",
                *(_row(dossier, one) for one in contested),
            ),
            *under("Where roles lie two steps apart or more", _gaps(dossier)),
            *_alone(dossier),
        ),
    )


def gap_sentences(dossier: Dossier) -> tuple[tuple[VotedQuestion, str], ...]:
    """Give the questions on which roles lie apart, each with a sentence that says how."""
    return tuple(
        (one, sentence(gap_in_words(dossier.questionnaire, gap)))
        for one in dossier.discussion.voted
        if (gap := one.tally.role_gap)
    )


def _who_voted(dossier: Dossier) -> str:
    roles = dossier.discussion.voters_by_role
    people = counted_in_words(sum(roles.values()), "person", "people")
    named = [f"{count} {role_title(dossier.questionnaire, r)}" for r, count in roles.items()]
    of = f" ({listed(named)})" if len(named) > 1 else ""
    questions = counted_in_words(len(dossier.discussion.voted), "question")
    small = " Roles of under three voters stand together as others." if OTHERS in roles else ""
    return (
        f"{capitalised(people)}{of} voted on {questions}.{small} Levels are numbered from 1, the "
        "worst."
    )


def _how_many(dossier: Dossier, contested: list[VotedQuestion]) -> str:
    if not contested:
        return "On all of them the votes lay within one step of each other."
    apart = counted_in_words(len(contested), "question")
    said = f"On {apart} the votes lay two steps or more apart."
    left = dossier.discussion.queue
    return f"{said} {BEARINGS[dossier.discussion.bearing]}" if left else said


def _row(dossier: Dossier, voted: VotedQuestion) -> tuple[Line, ...]:
    questionnaire, tally = dossier.questionnaire, voted.tally
    moved = moved_in_words(questionnaire, voted)
    found_out = sentence(f"To find out: {voted.answer.ask}") if voted.answer.ask else ""
    still = "Contested still." if voted.second and voted.is_contested else ""
    texts = [moved, still, recorded_in_words(voted), found_out]
    return (
        line(strong(voted.question.short)),
        line(f"{sentence(pattern_in_words(tally))} {group_in_words(tally, voted.question.top)}"),
        line(" ".join(text for text in texts if text)),
    )


def _gaps(dossier: Dossier) -> tuple[Block, ...]:
    return bullets(
        *(
            line(
                strong(voted.question.short),
                f": {text} ",
                *(_levels(dossier, voted)),
            )
            for voted, text in gap_sentences(dossier)
        )
    )


def _levels(dossier: Dossier, voted: VotedQuestion) -> tuple[str, ...]:
    gap = voted.tally.role_gap
    if gap is None or gap.low.median is None or gap.high.median is None:
        return ()
    questionnaire, question = dossier.questionnaire, voted.question
    return tuple(
        f"{capitalised(role_title(questionnaire, one.role))}: "
        f"“{question.levels[median.level].label}” "
        for one in (gap.high, gap.low)
        if (median := one.median)
    )


def _alone(dossier: Dossier) -> tuple[Block, ...]:
    alone = dossier.discussion.alone
    outcomes = {one.decision.outcome for one in alone} | {dossier.triage.decision.outcome}
    if not alone or len(outcomes) == 1:
        return ()
    titles = (
        (
            role_title(dossier.questionnaire, one.role),
            verdict_title(dossier.questionnaire, one.decision),
        )
        for one in alone
    )
    return (
        paragraph(
            strong("If one role alone had voted,"),
            f" the recommendation would be: {verdicts_alone(titles)}",
        ),
    )
