"""Counting ballots into a session, and saying where the room stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from unstall.commands.completing import complete_session
from unstall.commands.folder import now, session_store, sessions_option
from unstall.commands.output import give, give_json, say

if TYPE_CHECKING:
    from unstall.collecting import Collected
    from unstall.voting.recording import Round


@click.command()
@sessions_option
@click.argument("session", shell_complete=complete_session)
@click.argument("ballots", metavar="[BALLOT]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--round", "in_round", type=click.Choice(["first", "second"]), default="first",
    show_default=True, help="The round that these ballots are votes of.",
)  # fmt: skip
@click.option("--record", is_flag=True, help="Record the median of every question voted on.")
@click.option(
    "--record-only", metavar="QUESTION", multiple=True, help="Record the median of this question."
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def collect(
    *,
    session: str,
    ballots: tuple[Path, ...],
    in_round: Round,
    record: bool,
    record_only: tuple[str, ...],
    as_json: bool,
) -> None:
    """Count ballots by role, without names, and say where the room agrees and where not.

    All ballots are counted, or none. The same ballot is counted once, and a changed one replaces
    what it said before. Without a ballot it says how the votes stand. Answers stay as they are,
    unless --record says to take the median; what was decided otherwise stays in any case.
    """
    from unstall.collecting import collect as collected_of
    from unstall.commands.find import find_session
    from unstall.report.votes_data import votes_data
    from unstall.report.votes_words import votes_words
    from unstall.session.agree import agreed
    from unstall.session.ballot import refuse_ballot
    from unstall.session.edit import find_question
    from unstall.session.kept import keep_again, questionnaire_for
    from unstall.triage.discussion import Discussion
    from unstall.triage.engine import Engine
    from unstall.voting.recording import with_medians

    store = session_store()
    path = find_session(store, session)
    is_change = bool(ballots or record or record_only)
    with store.open(path, write=is_change) as opened:
        refuse_ballot(opened.session, path)
        questionnaire = questionnaire_for(opened.session, path, store.folder).questionnaire
        before = agreed(opened.session, questionnaire, path)
        only = {find_question(questionnaire, question).id for question in record_only}
        counted = collected_of(before, questionnaire, ballots, in_round=in_round)
        after = counted.session
        if record or only:
            after = with_medians(after, questionnaire, now(), among=None if record else only)
        if is_change:
            keep_again(before, opened.path, store.folder)
            opened.save(after)
            opened.flush()
        notices = opened.notices
    discussion = Discussion(Engine(questionnaire), after)
    if as_json:
        give_json({"path": str(path), "changed": after != before, "votes": votes_data(discussion)})
    else:
        give("\n".join(votes_words(discussion)))
    for notice in notices:
        say(notice)
    if ballots:
        say(_in_words(counted))
    recorded = [q for q, one in after.answers.items() if one != before.answers.get(q)]
    if record or only:
        say(f"Recorded as the median: {', '.join(recorded) or 'nothing new'}.")


def _in_words(counted: Collected) -> str:
    parts = [
        f"{number} {how}"
        for number, how in (
            (counted.new, "new"),
            (counted.changed, "changed"),
            (counted.same, "counted before"),
            (len(counted.blank), f"blank ({', '.join(path.name for path in counted.blank)})"),
        )
        if number
    ]
    return f"Ballots: {', '.join(parts)}."
