"""The reasons for programs: what decided, and every number that a strategy's points are made of.

The reasons are those that the documents and the screens give, in the same order.
"""

from __future__ import annotations

from unstall.report.deciding import Ground, grounds
from unstall.report.dossier import dossier_of
from unstall.report.formats import DEFAULT_LOCALE
from unstall.report.lens_data import Data
from unstall.session.models import Session
from unstall.triage.engine import Engine, Triage


def reasons(engine: Engine, session: Session, triage: Triage) -> list[Data]:
    """Give the reasons for the recommendation; see `data` for the keys."""
    dossier = dossier_of(engine, session, triage, None, DEFAULT_LOCALE)
    return [_reason(engine, triage, ground) for ground in grounds(dossier)]


def additions(engine: Engine, triage: Triage, strategy: str) -> list[Data]:
    """List every number behind a strategy's points, in the order of the call.

    They sum to the points. Where it starts from has neither question nor rule.
    """
    return [
        {
            "question": addition.id if addition.kind == "question" else None,
            "level": _level(engine, addition.id, addition.level),
            "rule": addition.id if addition.kind == "fact" else None,
            "points": addition.points,
        }
        for addition in triage.case(strategy).all_
    ]


def rank_points(triage: Triage, strategy: str) -> int | None:
    """Give what a way that goes on is ranked by; None for those that do not."""
    route = triage.decision.route(strategy)
    return None if route is None else round(route.rank_points)


def _reason(engine: Engine, triage: Triage, ground: Ground) -> Data:
    text, level = ground.says, None
    if ground.question is not None:
        chosen = triage.reading.levels[ground.question]
        text = engine.questionnaire.question_by_id[ground.question].levels[chosen].label
        level = _level(engine, ground.question, chosen)
    return {
        "speaks": ground.speaks,
        "strategy": ground.strategy,
        "question": ground.question,
        "level": level,
        "fact": ground.fact,
        "title": ground.title,
        "text": text,
        "points": ground.points,
    }


def _level(engine: Engine, question: str, level: int | None) -> str | None:
    if level is None:
        return None
    return engine.questionnaire.question_by_id[question].levels[level].id
