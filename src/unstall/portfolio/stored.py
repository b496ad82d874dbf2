"""A row as the index stores it, and back.

Names for people are left out where they are those of the questionnaire: they stand once per
questionnaire (`words_of`). Reading raises `ValueError`, `KeyError`, `TypeError` or `IndexError` for
what was not written here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from unstall.overview import SectionState, Verdict
from unstall.portfolio.models import (
    Blocking,
    CauseFound,
    CostOfWaiting,
    Help,
    Named,
    PlannedCheckpoint,
    PortfolioRow,
)
from unstall.portfolio.summing import condition_title
from unstall.questionnaire.models import Questionnaire

Words = Mapping[str, Mapping[str, str]]
"""Kind of thing → id → its name for people."""


def words_of(questionnaire: Questionnaire) -> dict[str, dict[str, str]]:
    """Gather the names that rows of a questionnaire may need."""
    gates = [gate.id for gate in questionnaire.gates]
    waited_for = questionnaire.procedure.pause_preconditions.questions
    return {
        "strategies": {one.id: one.title for one in questionnaire.strategies},
        "sections": {one.id: one.title for one in questionnaire.sections},
        "questions": {one.id: one.short for one in questionnaire.questions},
        "causes": {one.id: one.title for one in questionnaire.causes},
        "actions": {one.id: one.title for one in questionnaire.actions},
        "conditions": {id_: condition_title(questionnaire, id_) for id_ in (*gates, *waited_for)},
    }


def to_text(row: PortfolioRow) -> str:
    """Write a row of a session that can be read, without its folder."""
    return json.dumps(_to_list(row), separators=(",", ":"))


def from_text(text: str, folder: Path, words: Words) -> PortfolioRow:
    """Read a row again.

    Args:
        text: What `to_text` wrote.
        folder: The project's folder.
        words: The names of the questionnaire's things.
    """
    return _from_list(json.loads(text), folder, words)


def _to_list(row: PortfolioRow) -> list[Any]:
    verdict, cost = row.verdict, row.cost
    return [
        row.path.name,
        row.project,
        row.client,
        row.sessions,
        row.questionnaire,
        row.assessed.isoformat() if row.assessed else None,
        row.depth,
        row.closed,
        verdict and [verdict.strategy, verdict.shape, verdict.then],
        row.standing,
        [named.id for named in row.conditions],
        [[s.id, s.low, s.high, s.band, s.known] for s in row.sections],
        row.trend,
        [[b.id, b.blocks, b.certain, b.accepted] for b in row.blockers],
        row.months_stalled,
        cost and [cost.low, cost.high, cost.likely, cost.currency],
        [[cause.id, cause.strength] for cause in row.causes],
        [[action.id, action.causes] for action in row.helps],
        row.is_ended,
        row.recorded,
        row.due.isoformat() if row.due else None,
        None
        if row.checkpoints is None
        else [[c.kind, c.on.isoformat() if c.on else None, c.held] for c in row.checkpoints],
        [conflict.name for conflict in row.conflicts],
    ]


def _from_list(stored: list[Any], folder: Path, words: Words) -> PortfolioRow:
    (
        name, project, client, sessions, questionnaire, assessed, depth, closed, verdict, standing,
        conditions, sections, trend, blockers, months, cost, causes, helps, is_ended, recorded,
        due, checkpoints, conflicts,
    ) = stored  # fmt: skip
    strategies, questions = words["strategies"], words["questions"]
    return PortfolioRow(
        path=folder / name,
        project=project,
        client=client,
        sessions=sessions,
        questionnaire=questionnaire,
        assessed=_day(assessed),
        depth=depth,
        closed=closed,
        verdict=_verdict(verdict, strategies) if verdict else None,
        standing=standing,
        conditions=tuple(Named(id_, words["conditions"][id_]) for id_ in conditions),
        sections=tuple(
            SectionState(id_, words["sections"][id_], low, high, band, known)
            for id_, low, high, band, known in sections
        ),
        trend=trend,
        blockers=tuple(
            Blocking(id_, questions[id_], blocks, certain, accepted)
            for id_, blocks, certain, accepted in blockers
        ),
        months_stalled=months,
        cost=CostOfWaiting(*cost) if cost else None,
        causes=tuple(CauseFound(id_, words["causes"][id_], strong) for id_, strong in causes),
        helps=tuple(_help(id_, words["actions"][id_], tuple(against)) for id_, against in helps),
        is_ended=is_ended,
        recorded=recorded,
        due=_day(due),
        checkpoints=None
        if checkpoints is None
        else tuple(PlannedCheckpoint(kind, _day(on), held) for kind, on, held in checkpoints),
        conflicts=tuple(folder / conflict for conflict in conflicts),
    )


@lru_cache(maxsize=4096)
def _help(id_: str, title: str, causes: tuple[str, ...]) -> Help:
    # The same action works on the same causes in many projects: one of them is enough.
    return Help(id_, title, causes)


def _verdict(stored: list[Any], titles: Mapping[str, str]) -> Verdict:
    strategy, shape, then = stored
    return Verdict(strategy, titles.get(strategy, strategy), shape, then, _title(then, titles))


def _title(strategy: str | None, titles: Mapping[str, str]) -> str | None:
    return titles.get(strategy, strategy) if strategy else None


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
