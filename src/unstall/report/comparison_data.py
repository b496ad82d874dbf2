"""A comparison of two sessions for programs: plain tables of texts, numbers and lists.

Ids are those of the newer of the two questionnaires, levels are named by their id in it. Shares lie
between 0 and 1 and are rounded to four places, dates are ISO 8601. What does not apply is null.
Keys always come in the order given here; later versions add keys and keep these.

`comparison_data` gives: `then`, `now` (`project`, `client`, `assessed`, `depth`, `closed`,
`questionnaire` (`id`, `version`)), `remarks`, `comparable` (share of what counts now, by weight),
`comparable_then` (share of what counted then), `known_both` (share of the comparable part that has
a level on both sides), `verdict` (`changed`, `then` as recorded or worked out by its own version,
`then_by_newer`, `now`: each `strategy`, `shape`, `then`, `standing`, `conditions`, `version`,
`recorded`; `conditions_met`, `conditions_new`), `because` (`changed`, `by_program`, `by_rules`,
`by_moves`, `floor`, `sets` of `kind` and `id`, `smallest`, `more`, `answers_alone`, `taken_back`
(`kind`, `id`, `strategy`, `shape`, `then`, `returns`)), `moved` (`question`, `direction`, `then`,
`now` (each `state`, `level`, `label`), `steps`, `target`, `of_the_way`, `rescaled`), `same`
(`question`, `state`, `level`, `confirmed`), `facts` (`fact`, `then`, `now`), `groups` (`view`,
`id`, `direction`, `then`, `now` (each `low`, `high`, `coverage`, `band`), `moved`, `known_both`,
`comparable`, `progress` (`then`, `now`, `of_the_way`, `questions`, `aimed_at`)), `causes` (`id`,
`direction`, `then`, `now`, `evidence`), `blockers` (`question`, `blocks`, `gone`, `compared`,
`other_known`),
`added`, `removed` (each `question`, `state`, `level`, `because`), `rescaled`, `ask_again` (each
`question`, `rule`, `then`, `now`, `because`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from unstall.compare.models import (
    Attribution,
    Comparison,
    GroupMove,
    Moved,
    NotCompared,
    Outcome,
    Rescaled,
    Same,
    Shift,
    Stood,
    VerdictOf,
)
from unstall.compare.side import Side
from unstall.questionnaire.questions import Question
from unstall.report.lens_data import Data, rounded
from unstall.triage.readiness import Readiness


def comparison_data(comparison: Comparison) -> Data:
    """Give the comparison; see the module for the keys."""
    verdicts = comparison.verdicts
    return {
        "then": _side(comparison.then),
        "now": _side(comparison.now),
        "remarks": list(comparison.remarks),
        "comparable": rounded(comparison.comparable),
        "comparable_then": rounded(comparison.comparable_then),
        "known_both": rounded(comparison.known_both),
        "verdict": {
            "changed": verdicts.changed,
            "then": _verdict(verdicts.then),
            "then_by_newer": _verdict(verdicts.then_by_newer) if verdicts.then_by_newer else None,
            "now": _verdict(verdicts.now),
            "conditions_met": list(comparison.conditions_met),
            "conditions_new": list(comparison.conditions_new),
        },
        "because": _because(comparison.because),
        "moved": [_moved(moved) for moved in comparison.moved],
        "same": [_same(same) for same in comparison.same],
        "facts": [
            {"fact": move.fact.id, "then": _plain(move.then), "now": _plain(move.now)}
            for move in comparison.facts
        ],
        "groups": [_group(group) for group in comparison.groups],
        "causes": [
            {
                "id": move.cause.id,
                "direction": move.direction,
                "then": _share(move.then),
                "now": _share(move.now),
                "evidence": list(move.evidence),
            }
            for move in comparison.causes
        ],
        "blockers": [
            {
                "question": move.question.id,
                "blocks": move.blocks,
                "gone": move.gone,
                "compared": move.compared,
                "other_known": move.other_known,
            }
            for move in comparison.blockers
        ],
        "added": [_other(one) for one in comparison.added],
        "removed": [_other(one) for one in comparison.removed],
        "rescaled": [_rescaled(one) for one in comparison.rescaled],
        "ask_again": [_rescaled(one) for one in comparison.ask_again],
    }


def _side(side: Side) -> Data:
    session = side.session
    return {
        "project": session.project,
        "client": session.client,
        "assessed": session.assessed.isoformat(),
        "depth": session.depth,
        "closed": session.closed is not None,
        "questionnaire": {"id": side.questionnaire.id, "version": side.questionnaire.version},
    }


def _verdict(of: VerdictOf) -> Data:
    return {
        **_outcome(of.outcome),
        "standing": of.standing,
        "conditions": list(of.conditions),
        "version": of.version,
        "recorded": of.recorded,
    }


def _outcome(outcome: Outcome) -> Data:
    return dict(zip(("strategy", "shape", "then"), outcome, strict=True))


def _because(because: Attribution) -> Data:
    return {
        "changed": because.changed,
        "by_program": because.by_program,
        "by_rules": because.by_rules,
        "by_moves": because.by_moves,
        "floor": because.floor,
        "sets": [[_shift(shift) for shift in one] for one in because.sets],
        "smallest": because.smallest,
        "more": because.more,
        "answers_alone": because.answers_alone,
        "taken_back": [
            {**_shift(back.shift), **_outcome(back.outcome), "returns": back.returns}
            for back in because.taken_back
        ],
    }


def _shift(shift: Shift) -> Data:
    return {"kind": shift.kind, "id": shift.id}


def _moved(moved: Moved) -> Data:
    question = moved.question
    return {
        "question": question.id,
        "direction": moved.direction,
        "then": _stood(question, moved.then),
        "now": _stood(question, moved.now),
        "steps": moved.steps,
        "target": _level(question, moved.target),
        "of_the_way": _share(moved.of_the_way),
        "rescaled": moved.rescaled,
    }


def _stood(question: Question, stood: Stood) -> Data:
    return {
        "state": stood.state,
        "level": _level(question, stood.level),
        "label": stood.label or None,
    }


def _same(same: Same) -> Data:
    return {
        "question": same.question.id,
        "state": same.stood.state,
        "level": _level(same.question, same.stood.level),
        "confirmed": same.confirmed,
    }


def _group(group: GroupMove) -> Data:
    progress = group.progress
    return {
        "view": group.view,
        "id": group.id,
        "direction": group.direction,
        "then": _readiness(group.then),
        "now": _readiness(group.now),
        "moved": _share(group.moved),
        "known_both": rounded(group.known_both),
        "comparable": rounded(group.comparable),
        "progress": {
            "then": rounded(progress.then),
            "now": rounded(progress.now),
            "of_the_way": _share(progress.of_the_way),
            "questions": progress.questions,
            "aimed_at": progress.aimed_at,
        }
        if progress
        else None,
    }


def _readiness(found: Readiness) -> Data:
    return {
        "low": rounded(found.low),
        "high": rounded(found.high),
        "coverage": rounded(found.coverage),
        "band": found.band.id,
    }


def _other(one: NotCompared) -> Data:
    return {
        "question": one.question.id,
        "state": one.stood.state,
        "level": _level(one.question, one.stood.level),
        "because": one.because or None,
    }


def _rescaled(one: Rescaled) -> Data:
    return {
        "question": one.question.id,
        "rule": one.rule,
        "then": _stood(one.question, one.then),
        "now": _stood(one.question, one.now),
        "because": one.because or None,
    }


def _level(question: Question, level: int | None) -> str | None:
    return None if level is None else question.levels[level].id


def _share(found: float | None) -> float | None:
    return None if found is None else rounded(found)


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Mapping():
            return {key: _plain(entry) for key, entry in value.items()}
        case list() | tuple():
            return [_plain(entry) for entry in value]
        case _:
            return value
