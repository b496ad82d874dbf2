"""How the plan differs from the one that was looked at last, because answers have changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from unstall.plan.models import Placed, Plan
from unstall.questionnaire.conditions import OnFact, OnQuestion, leaves
from unstall.report.dossier import Dossier
from unstall.report.phrases import between, counted, effort, listed
from unstall.tui.tried import Difference
from unstall.tui.wording.points import Point
from unstall.tui.wording.tried import Changed, changed

SINCE = "since"
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Since:
    """What is new in the plan."""

    lead: str
    """What it comes to, in a line."""
    points: tuple[Point, ...]
    """First what was answered otherwise, then each action that is new, gone or moved."""


def since(before: Dossier, now: Dossier, differences: Sequence[Difference]) -> Since | None:
    """Say how a plan differs from the one before; None if it does not.

    Args:
        before: The old answers, with all that is decided about the plan as it is now.
        now: The answers of now.
        differences: What was answered otherwise.
    """
    old, new = before.plan, now.plan
    if old is None or new is None:
        return None
    was, is_ = ({placed.id: placed for placed in plan.actions} for plan in (old, new))
    added = [one for one in new.actions if one.id not in was]
    gone = [one for one in old.actions if one.id not in is_]
    kept = [(was[one.id], one) for one in new.actions if one.id in was]
    moved = [(a, b) for a, b in kept if a.first_week != b.first_week and not b.done]
    sized = [(a, b) for a, b in kept if _days(a) != _days(b) and not b.done]
    later = _later(old, new)
    is_other = before.verdict_title != now.verdict_title
    if not (added or gone or moved or sized or later or is_other):
        return None
    counts = [f"{counted(len(added), 'action')} added"] if added else []
    counts += [f"{len(gone)} gone"] if gone else []
    counts += [f"{len(moved)} moved"] if moved else []
    counts += [f"{len(sized)} larger or smaller"] if sized else []
    if later:
        counts.append(f"ends {counted(abs(later), 'week')} {'later' if later > 0 else 'earlier'}")
    if is_other:
        counts.insert(0, f"{now.verdict_title} instead of {before.verdict_title}")
    causes = _Causes(before, now, differences)
    return Since(
        f"Since you last looked: {', '.join(counts)}",
        (
            *_heading("What changed", causes.points()),
            *_heading("Added", [causes.point(one, _week(one)) for one in added]),
            *_heading("Gone", [causes.point(one, f"was in {_week(one)}") for one in gone]),
            *_heading("Moved", [causes.moved(a, b) for a, b in moved]),
            *_heading(
                "Larger or smaller",
                [causes.point(b, f"{_days(a)} → {_days(b)} person-days") for a, b in sized],
            ),
        ),
    )


class _Causes:
    """Finds what was answered otherwise behind a difference in the plan."""

    def __init__(self, before: Dossier, now: Dossier, differences: Sequence[Difference]) -> None:
        self._before, self._now = before, now
        self._differences = differences
        self._said = [changed(before, now, [one]) for one in differences]

    def points(self) -> list[Point]:
        """List all that was answered otherwise."""
        found = []
        for difference, said in zip(self._differences, self._said, strict=True):
            question = difference.id if difference.kind in ("answer", "soon") else None
            fact = difference.id if difference.kind == "fact" else None
            at = f"{SINCE}/{difference.kind}/{difference.id}"
            text = "; ".join(_from_to(one) for one in said)
            title = said[0].title if said else difference.id
            found.append(Point(at, title, text, question=question, fact=fact))
        return found

    def point(self, placed: Placed, text: str) -> Point:
        """Say of an action what has become of it, and because of which answer, where known."""
        because = self._because(placed)
        notes = (f"because of {listed(because)}",) if because else ()
        return Point(
            f"{SINCE}/action/{placed.id}/{text}", f"{placed.chosen.title}", text, notes=notes
        )

    def moved(self, before: Placed, now: Placed) -> Point:
        """Say of an action where it went.

        Its own answers are only given as the reason where they made it larger or smaller; else it
        is that somebody has time sooner or later, or that what it waits for has moved.
        """
        text = f"{_week(before)} → {_week(now)}"
        if _days(before) != _days(now):
            return self.point(now, text)
        return Point(f"{SINCE}/action/{now.id}/{text}", now.chosen.title, text)

    def _because(self, placed: Placed) -> list[str]:
        if len(self._differences) == 1:
            # All comes from the one thing that changed, and it stands above.
            return []
        looked_at = {why.question for why in placed.chosen.why}
        looked_at |= {trigger.question for trigger in placed.chosen.action.because}
        facts: set[str] = set()
        if placed.chosen.action.only_if is not None:
            for leaf in leaves(placed.chosen.action.only_if):
                if isinstance(leaf, OnQuestion):
                    looked_at.add(leaf.question)
                elif isinstance(leaf, OnFact):
                    facts.add(leaf.fact)
        found = []
        for difference, said in zip(self._differences, self._said, strict=True):
            among = facts if difference.kind == "fact" else looked_at
            if difference.kind in ("answer", "fact", "soon") and difference.id in among:
                found += [one.title for one in said]
        return found


def _heading(title: str, points: Iterable[Point]) -> Iterator[Point]:
    below = tuple(points)
    if below:
        yield Point(f"{SINCE}/{title}", title, mark="", children=below)


def _from_to(one: Changed) -> str:
    return f"{one.before} → {one.after}"


def _week(placed: Placed) -> str:
    return f"week {placed.first_week}" if placed.first_week else "before week 1"


def _days(placed: Placed) -> str:
    return between(effort(placed.chosen.least), effort(placed.chosen.most))


def _later(old: Plan, new: Plan) -> int:
    """Count the weeks by which a plan ends later, below 0 if it ends earlier."""
    was, is_ = old.week_of(old.last_week), new.week_of(new.last_week)
    if was and is_:
        return (is_ - was) // _WEEK
    return new.last_week - old.last_week
