"""A workshop as it goes: ten people of four roles, twelve questions, two rounds where needed."""

from __future__ import annotations

from collections.abc import Mapping

from tests.session.support import NOW, questionnaire
from tests.voting.rooms import room
from unstall.session.edit import answer
from unstall.session.models import Answer, Session
from unstall.voting.recording import with_medians

ROLES = (*("engineering",) * 4, *("business",) * 3, *("operations",) * 2, "legal")
"""Operations and legal are under three, and are shown as others."""

FIRST: Mapping[str, tuple[int | None, ...]] = {
    "design-ceiling": (0, 1, 1, 2, 3, 3, 3, 2, 2, None),
    "business-owner": (0, 1, 0, 1, 3, 3, 3, 1, 0, 1),
    "team-capacity": (0, 1, 1, 1, 2, 3, 3, 1, 2, None),
    "success-criteria": (1, 2, 0, 2, 3, 2, 1, 2, 1, 2),
    "user-pull": (1, 1, 2, 1, 3, 3, 2, 1, 0, None),
    "production-owner": (1, 1, 1, 1, 1, 1, 2, 1, 3, 1),
    "monitoring": (1, 1, None, 2, None, None, None, None, None, None),
    "value-case": (2, 2, 3, 2, 3, 3, 3, 2, 2, 2),
    "sponsor-engaged": (2, 2, 2, 2, 3, 3, 2, 2, 2, 2),
    "production-skills": (2, 2, 2, 2, 2, 2, None, 2, 2, None),
    "budget-to-finish": (2, None, 2, 2, 2, 2, 3, 2, None, 2),
    "other-way": (3, 3, 2, 3, 2, 2, 3, 3, 3, 2),
}
SECOND: Mapping[str, tuple[int | None, ...]] = {
    "design-ceiling": (1, 1, 1, 2, 3, 3, 2, 2, 2, None),
    "success-criteria": (2, 2, 1, 2, 2, 2, 1, 2, 2, 2),
}
DECIDED = {"business-owner": "named"}
"""What the room decided otherwise than the median."""
LEFT = "user-pull"
"""Was not answered before, and was left in the queue."""
SAID = {
    "business-owner": "J. Lindqvist took it on in the room; how much error is acceptable is open",
    "design-ceiling": "Engineering doubts the batch design above 2,000 cases a day",
}
PARKED = {
    "team-capacity": "M. Castellano, by Friday 27 November: who is free, in hours a week",
    "design-ceiling": "S. Iyer, by Friday 4 December: one day's cases through the batch design",
    "monitoring": "S. Iyer, by Friday 27 November",
}
"""Question → who finds out, by when."""


def workshop(start: Session) -> Session:
    """Let the room vote on a session with the built-in questionnaire, and record what it came to.

    Args:
        start: The session before the workshop.
    """
    bank = questionnaire()
    answers = {question: given for question, given in start.answers.items() if question != LEFT}
    before = start.model_copy(update={"answers": answers})
    voted = room(FIRST, roles=ROLES, start=before)
    voted = room(SECOND, roles=ROLES, start=voted, in_round="second")
    among = set(FIRST) - {LEFT, *DECIDED}
    voted = with_medians(voted, bank, NOW, among=among)
    for question, level in DECIDED.items():
        voted = answer(voted, bank, question, level, at=NOW)
    for question in {*SAID, *PARKED}:
        said = {"note": SAID.get(question), "ask": PARKED.get(question)}
        given = voted.answers.get(question, Answer())
        kept = {name: text for name, text in said.items() if text}
        voted = voted.with_answer(question, given.model_copy(update=kept))
    return voted
