"""Documents read what a questionnaire holds and need nothing that only the built-in one has."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.questionnaire.small import changed
from tests.report.structure import empty_headings, plain, smuggled
from unstall.planning import plan_of
from unstall.report.data import score_data
from unstall.report.docx import render_docx, words_of
from unstall.report.dossier import dossier_of
from unstall.report.formats import DEFAULT_LOCALE
from unstall.report.html import render_plan_html, render_report_html, render_summary_html
from unstall.report.markdown import render_plan, render_report, render_summary
from unstall.session.models import Answer, QuestionnaireRef, Session
from unstall.triage.engine import Engine


@pytest.mark.parametrize("depth", ["quick", "full"])
@pytest.mark.parametrize("level", [0, 1, -1, None], ids=["worst", "second", "top", "nothing"])
def test_a_questionnaire_of_six_questions_gets_whole_documents(
    level: int | None, depth: str
) -> None:
    questionnaire = changed()
    engine = Engine(questionnaire)
    answers = {
        question.id: Answer(level=question.levels[level].id)
        for question in questionnaire.questions
        if level is not None
    }
    session = Session.model_validate(
        {
            "project": "Post room",
            "depth": depth,
            "opened": datetime(2026, 11, 20, tzinfo=UTC),
            "assessed": date(2026, 11, 20),
            "questionnaire": QuestionnaireRef(id="small", version="1.0.0", sha256="0" * 64),
            "answers": answers,
        }
    )
    triage = engine.triage_session(session)
    plan = plan_of(engine, session, triage)
    dossier = dossier_of(engine, session, triage, plan, DEFAULT_LOCALE)
    for text in (render_report(dossier), render_plan(dossier), render_summary(dossier)):
        assert text.startswith("# Post room: ")
        assert empty_headings(text) == []
        assert smuggled(text) == set()
        assert "1 questions" not in plain(text)
        assert "1 actions" not in plain(text)
    for render in (render_report_html, render_plan_html, render_summary_html):
        assert render(dossier).startswith("<!DOCTYPE html>")
    assert "Post room: " in words_of(render_docx(dossier, "summary"))
    data = score_data(engine, session, triage, dossier.outlook)
    assert data["strategy"] == triage.decision.strategy
