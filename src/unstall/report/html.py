"""Documents as one HTML page that needs nothing else: no network, no scripts, prints well."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from unstall.report.blocks import Courses, Document, Line, Paragraph, Ranges, Table, Timeline
from unstall.report.document import plan_document, report_document, summary_document
from unstall.report.dossier import Dossier
from unstall.report.escape import one_line
from unstall.report.pictures.courses import courses_picture
from unstall.report.pictures.ranges import ranges_picture
from unstall.report.pictures.timeline import timeline_pictures
from unstall.report.templating import Templates

LEAST_SHARE = 6
"""Of the width of a table, in per cent."""

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
    found = Templates(own, _printed)
    found.environment.filters["drawn"] = _drawn
    found.environment.filters["shares"] = column_shares
    found.environment.filters["heads_rows"] = column_of_row_heads
    found.environment.tests["title"] = is_title
    found.environment.tests["lead"] = is_lead
    return found


def column_shares(table: Table) -> tuple[int, ...]:
    """Give each column's share of the width, in whole per cent; the narrowest has room for a word.

    Together they can come to a little more than the whole, which browsers set right.
    """
    total = sum(column.width for column in table.columns)
    return tuple(max(LEAST_SHARE, round(100 * column.width / total)) for column in table.columns)


def column_of_row_heads(table: Table) -> int:
    """Find the column that names its rows: the first that is set in bold throughout."""
    for place in range(len(table.columns)):
        if all(row[place] and row[place][0].style == "strong" for row in table.rows):
            return place
    return 0


def is_lead(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is all bold: it leads over to what follows it."""
    return bool(paragraph.line) and all(span.style == "strong" for span in paragraph.line)


def is_title(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is a heading: all bold, and no sentence."""
    return is_lead(paragraph) and not paragraph.line[-1].text.endswith((".", "…", "?", "!", ":"))


def _drawn(picture: Timeline | Ranges | Courses) -> Markup:
    match picture:
        case Timeline():
            return timeline_pictures(picture)
        case Ranges():
            return ranges_picture(picture)
        case Courses():
            return courses_picture(picture)


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
