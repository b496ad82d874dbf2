"""Documents as one HTML page that needs nothing else: no network, no scripts, prints well."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from unstall.plan.models import Plan
from unstall.report.blocks import Document, Line
from unstall.report.document import plan_document, report_document
from unstall.report.dossier import dossier_of
from unstall.report.escape import one_line
from unstall.report.formats import DEFAULT_LOCALE
from unstall.report.templating import Templates
from unstall.session.models import Session
from unstall.triage.engine import Engine, Triage

_STYLED = {
    "plain": Markup("{}"),
    "strong": Markup("<strong>{}</strong>"),
    "emphasis": Markup("<em>{}</em>"),
}


def render_report_html(
    engine: Engine,
    session: Session,
    triage: Triage,
    plan: Plan | None,
    *,
    locale: str = DEFAULT_LOCALE,
    own: Path | None = None,
) -> str:
    """Write the report as a page; the arguments are those of `markdown.render_report`."""
    dossier = dossier_of(engine, session, triage, plan, locale)
    return render(report_document(dossier), "report.html.j2", own)


def render_plan_html(
    engine: Engine,
    session: Session,
    triage: Triage,
    plan: Plan | None,
    *,
    locale: str = DEFAULT_LOCALE,
    own: Path | None = None,
) -> str:
    """Write the plan as a page; the arguments are those of `markdown.render_plan`."""
    dossier = dossier_of(engine, session, triage, plan, locale)
    return render(plan_document(dossier), "plan.html.j2", own)


def render(document: Document, template: str, own: Path | None = None) -> str:
    """Put a document through one of the templates for pages; see `Templates.render`."""
    return templates(own).render(template, document)


@cache
def templates(own: Path | None = None) -> Templates:
    """Give the templates for pages, a firm's own before the built-in ones."""
    return Templates(own, _printed)


def _printed(value: Any) -> Any:
    match value:
        case tuple():
            return _line(value)
        case str() if not isinstance(value, Markup):
            return one_line(value)
        case None:
            raise TypeError("a template may not print a value that is missing")
        case _:
            return value


def _line(line: Line) -> Markup:
    return Markup("").join(_STYLED[span.style].format(escape(one_line(span.text))) for span in line)
