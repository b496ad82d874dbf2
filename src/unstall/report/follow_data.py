"""What became of a plan, for programs: plain tables of texts, numbers and lists.

`follow_data` gives: `day` (as of which it is told), `made` (the day that the answers behind the
plan describe), `strategy` (null without a plan), `actions` (`id`, `number`, `title`, `owner`,
`role`, `state`, `planned`, `done`, `days_over`, `reason`, `note`, `no_longer`, `in_next`,
`by_hand`, `aimed_at` (`question`, `now`, `then_level`, `now_level`, `moved`, `enough`)), `moves`
(`question`, `moved`, `by`, `perhaps`), `checkpoints` (`kind`, `week`, `planned`, `state`, `on`,
`outcome`, `note`, `came_due`, `unmet`). Dates are ISO 8601, levels are named by their id.
"""

from __future__ import annotations

from datetime import date

from unstall.compare.followed import Aim, FollowedAction, FollowedCheckpoint, FollowThrough
from unstall.report.lens_data import Data


def follow_data(found: FollowThrough) -> Data:
    """Give what became of a plan; see the module for the keys."""
    return {
        "day": found.day.isoformat(),
        "made": found.then.isoformat(),
        "strategy": found.strategy,
        "actions": [_action(action) for action in found.actions],
        "moves": [
            {
                "question": move.question,
                "moved": move.moved,
                "by": list(move.by),
                "perhaps": list(move.perhaps),
            }
            for move in found.moves
        ],
        "checkpoints": [_checkpoint(one) for one in found.checkpoints],
    }


def _action(action: FollowedAction) -> Data:
    return {
        "id": action.id,
        "number": action.number,
        "title": action.title,
        "owner": action.owner,
        "role": action.role,
        "state": action.state,
        "planned": _day(action.planned),
        "done": _day(action.done),
        "days_over": action.days_over,
        "reason": action.reason or None,
        "note": action.note or None,
        "no_longer": action.no_longer,
        "in_next": action.in_next,
        "by_hand": action.by_hand,
        "aimed_at": [_aim(aim) for aim in action.aimed_at],
    }


def _aim(aim: Aim) -> Data:
    return {
        "question": aim.question,
        "now": aim.now_id,
        "then_level": aim.then.level_id if aim.then else None,
        "now_level": aim.now.level_id if aim.now else None,
        "moved": aim.moved,
        "enough": aim.enough,
    }


def _checkpoint(one: FollowedCheckpoint) -> Data:
    return {
        "kind": one.kind,
        "week": one.week,
        "planned": _day(one.planned),
        "state": one.state,
        "on": _day(one.held.on) if one.held else None,
        "outcome": one.held.outcome if one.held else None,
        "note": one.held.note if one.held else None,
        "came_due": one.came_due,
        "unmet": list(one.unmet),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
