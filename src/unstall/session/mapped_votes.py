"""The votes of a session, as they read under another version of its questionnaire."""

from __future__ import annotations

from collections.abc import Mapping

from unstall.questionnaire.versions import QuestionMap, VersionMap
from unstall.session.mapped_plan import GONE, PlaceFound
from unstall.session.models import NOBODY_KNOWS, Votes


def mapped_votes(
    votes: Mapping[str, Votes], versions: VersionMap
) -> tuple[dict[str, Votes], tuple[PlaceFound, ...]]:
    """Read votes under another version.

    Votes on a question are kept together or not at all: half a room says something else than the
    room. Of two questions that became one, those of the first are kept.
    """
    kept: dict[str, Votes] = {}
    found = []
    for old, cast in votes.items():
        one = versions.questions.get(old)
        new = one.new if one else None
        because = None
        if one is None or new is None:
            because = (one.because if one else None) or GONE
        elif new in kept:
            new, because = None, f"{new} was voted on too"
        elif (mapped := _votes(cast, one)) is None:
            new, because = None, "its levels are others now"
        else:
            kept[new] = mapped
        found.append(PlaceFound("vote", old, new, because))
    return kept, tuple(found)


def _votes(cast: Votes, one: QuestionMap) -> Votes | None:
    if one.asks_again:
        return None
    rounds: dict[str, dict[str, str]] = {"first": {}, "second": {}}
    for name, given in (("first", cast.first), ("second", cast.second)):
        for voter, vote in given.items():
            level = vote if vote == NOBODY_KNOWS else one.levels.get(vote)
            if level is None:
                return None
            rounds[name][voter] = level
    return Votes(first=rounds["first"], second=rounds["second"])
