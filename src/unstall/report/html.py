"""Documents as one HTML page that needs nothing else: no network, no scripts, prints well."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from unstall.report.blocks import Document, Line
from unstall.report.document import plan_document, report_document, summary_document
from unstall.report.dossier import Dossier
from unstall.report.escape import one_line
from unstall.report.templating import Templates

_STYLED = {
    "plain": Markup("{}"),
    "strong": Markup("<strong>{}</strong>"),
    "emphasis": Markup("<em>{}</em>"),
}


def render_report_html(dossier: Dossier, own: Path | None = None) -> str:
    """Write the report as a page; see `markdown.render_report`."""
    return render(report_document(dossier), "report.html.j2", own)


def render_plan_html(dossier: Dossier, own: Path | None = None) -> str:
    """Write the plan as a page; see `markdown.render_plan`."""
    return render(plan_document(dossier), "plan.html.j2", own)


def render_summary_html(dossier: Dossier, own: Path | None = None) -> str:
    """Write the one page for the sponsor as a page; see `markdown.render_summary`."""
    return render(summary_document(dossier), "summary.html.j2", own)


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
