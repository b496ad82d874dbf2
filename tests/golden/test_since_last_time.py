"""The page on what came since, byte by byte, to be read in the diff when it changes.

`UPDATE_GOLDEN=1` writes the files again.
"""

from __future__ import annotations

import os
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.builtin import engine
from tests.compare.pairs import then_session
from tests.compare.quarters import august, november, side
from unstall.report import html, markdown
from unstall.report.blocks import Document
from unstall.report.dossier import dossier_of
from unstall.report.formats import DEFAULT_LOCALE
from unstall.report.sections.since_last_time import since_last_time
from unstall.session.models import ActionOutcome, Held, OwnAction, PlannedAction

FOLDER = Path(__file__).parent
TITLES = ("since-last-time.md", "since-last-time.html")


@cache
def page() -> Document:
    """Compose the page of the third quarter of a project."""
    may = then_session("waiting-for-sponsor").model_copy(update={"assessed": date(2026, 5, 20)})
    own = OwnAction(
        title="Ask the union", role="cto", done_when="It agreed.", effort=(1, 2), added_for="fix"
    )
    before = august(
        actions={
            "name-business-owner": PlannedAction(done=date(2026, 8, 24)),
            "classify-risk": PlannedAction(done=date(2026, 9, 14)),
            "load-test": PlannedAction(dropped="Volumes are tiny."),
        },
        own={"ask-the-union": own},
        held={"commit": Held(on=date(2026, 9, 10), outcome="go-on")},
    )
    now = november(
        {
            "business-owner": 3, "monitoring": 2, "data-checks": 1, "decision-trail": None,
            "update-and-rollback": 2, "fallback": 2, "key-person": 3, "one-team": 2,
        },
        before=before,
        outcomes={
            "watch-it": ActionOutcome(done=date(2026, 9, 30)),
            "runbook-and-rota": ActionOutcome(done=date(2026, 11, 2), note="Two nights short"),
            "privacy-assessment": ActionOutcome(dropped="No personal data is left in it"),
        },
        held={"value": Held(on=date(2026, 11, 3), outcome="change", note="Six more weeks.")},
    )  # fmt: skip
    last = side(now)
    dossier = dossier_of(
        engine(), now, last.triage, last.plan, DEFAULT_LOCALE, earlier=(side(may), side(before))
    )
    return Document("Claims triage", (), (since_last_time(dossier),))


@pytest.mark.parametrize("title", TITLES)
def test_the_page_is_the_one_that_was_read(title: str) -> None:
    if title.endswith(".md"):
        text = markdown.render(page(), "report.md.j2")
    else:
        whole = html.render(page(), "report.html.j2")
        text = whole[whole.index("<section") : whole.rindex("</section>")] + "</section>\n"
    file = FOLDER / title
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(text.encode())
    assert file.read_bytes().decode() == text
