"""How much a session's depth supports saying."""

from __future__ import annotations

from unstall.session.models import Session
from unstall.triage.engine import Triage


def rests_on_quick_call(session: Session, triage: Triage) -> bool:
    """Tell whether only the quick call was held, and questions of the full triage are open."""
    return session.depth == "quick" and any(
        triage.reading.state(question.id) == "unanswered" for question in triage.applicable
    )
