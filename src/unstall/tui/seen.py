"""What the plan screen showed when it was left, to tell what has moved in the plan since then.

Only answers, facts and the like count: what people decide about the plan on its own screen, such as
a name or a tick, they see as they do it.
"""

from __future__ import annotations

from dataclasses import dataclass

from unstall.session.models import Session
from unstall.tui.tried import Difference, differences
from unstall.tui.weighed import Weighed

NAMES = "names_by_role"
"""The fact that is decided on the plan's own screen."""
_SESSION = {"depth", "assessed"}
_PLAN = {"holidays"}


@dataclass
class Seen:
    """The state of the session that the plan is held against."""

    before: Weighed | None = None
    """None until the plan has been looked at once."""
    left_with: Session | None = None
    """The state in which the screen was left."""

    def come_back(self, now: Weighed) -> None:
        """The screen is opened: what was seen when it was left counts, if anything is new."""
        left, self.left_with = self.left_with, None
        if left is not None and behind(left, now.session):
            self.before = Weighed(now.engine, left, now.outlooks)

    def leave(self, now: Weighed) -> None:
        """The screen is left."""
        self.left_with = now.session

    def since(self, now: Weighed) -> tuple[Difference, ...]:
        """List what was answered otherwise since; where that is nothing, now is what was seen."""
        found = behind(self.before.session, now.session) if self.before else ()
        if not found:
            self.before = now
        return found

    def put_away(self, now: Weighed) -> None:
        """What is new has been looked at."""
        self.before = now


def behind(before: Session, after: Session) -> tuple[Difference, ...]:
    """List the differences that can move a plan without being decided on its own screen."""
    if before is after:
        return ()
    return tuple(one for one in differences(before, after) if _counts(one))


def _counts(one: Difference) -> bool:
    match one.kind:
        case "answer" | "soon":
            return True
        case "fact":
            return one.id != NAMES
        case "plan":
            return one.id in _PLAN
        case "session":
            return one.id in _SESSION
        case _:
            return False


def as_it_was(before: Weighed, now: Weighed) -> Weighed:
    """Give the old answers with all that is decided about the plan as it is now."""
    state = now.session.plan.model_copy(update={"holidays": before.session.plan.holidays})
    old = before.session.model_copy(update={"plan": state})
    return Weighed(now.engine, old.with_facts({NAMES: now.session.facts.get(NAMES)}), now.outlooks)
