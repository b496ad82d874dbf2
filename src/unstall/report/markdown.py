"""Documents as Markdown that GitHub and pandoc read alike.

Every text is escaped unless it is a template's own: the environment escapes whatever a template
prints, so none can forget to, and refuses to print a value that is missing.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined
from markupsafe import Markup

from unstall.report.blocks import Document, Line, Timeline, line
from unstall.report.document import plan_document, report_document, summary_document
from unstall.report.dossier import Dossier
from unstall.report.escape import markdown_line, markdown_text
from unstall.report.gantt import mermaid
from unstall.report.templating import Templates


def render_report(dossier: Dossier, own: Path | None = None) -> str:
    """Write the report as Markdown.

    Raises `SettingsError` with file and line for one of the firm's own templates that does not
    work.

    Args:
        dossier: What it is written from.
        own: The folder with the firm's own templates.
    """
    return render(report_document(dossier), "report.md.j2", own)


def render_plan(dossier: Dossier, own: Path | None = None) -> str:
    """Write the plan as Markdown; without one, what to find out first. See `render_report`."""
    return render(plan_document(dossier), "plan.md.j2", own)


def render_summary(dossier: Dossier, own: Path | None = None) -> str:
    """Write the one page for the sponsor as Markdown. See `render_report`."""
    return render(summary_document(dossier), "summary.md.j2", own)


def render(document: Document, template: str, own: Path | None = None) -> str:
    """Put a document through one of the Markdown templates; see `Templates.render`."""
    return templates(own).render(template, document)


@cache
def templates(own: Path | None = None) -> Templates:
    """Give the Markdown templates, a firm's own before the built-in ones."""
    found = Templates(own, _printed)
    found.environment.filters["inline"] = _inline
    found.environment.filters["mermaid"] = _mermaid
    return found


def _inline(value: str | Line) -> Markup:
    """Print a value that does not begin a line, so that a leading sign means nothing there."""
    text = line(value)
    return Markup(markdown_line(text, begins_line=False))  # noqa: S704 - escaped here


def _mermaid(timeline: Timeline) -> Markup:
    return Markup(mermaid(timeline))  # noqa: S704 - holds letters, digits and harmless signs alone


def _printed(value: Any) -> Markup:
    match value:
        case Markup():
            return value
        case str():
            return Markup(markdown_text(value))  # noqa: S704 - escaped here
        case tuple():
            return Markup(markdown_line(value))  # noqa: S704 - escaped here
        case int() if not isinstance(value, bool):
            return Markup(value)  # noqa: S704 - a number
        case StrictUndefined():
            return Markup(str(value))  # noqa: S704 - raises, with the name of what is missing
        case _:
            raise TypeError(f"a template may print texts and numbers, not {type(value).__name__}")
