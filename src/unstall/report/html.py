"""Documents as one HTML page that needs nothing else: no network, no scripts, prints well."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from unstall.plan.models import Plan
from unstall.report.blocks import Document, Line
from unstall.report.document import plan_document, report_document
from unstall.report.dossier import dossier_of
from unstall.report.escape import one_line
from unstall.report.formats import DEFAULT_LOCALE
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
) -> str:
    """Write the report as a page; the arguments are those of `markdown.render_report`."""
    return render(report_document(dossier_of(engine, session, triage, plan, locale)))


def render_plan_html(
    engine: Engine,
    session: Session,
    triage: Triage,
    plan: Plan | None,
    *,
    locale: str = DEFAULT_LOCALE,
) -> str:
    """Write the plan as a page; the arguments are those of `markdown.render_plan`."""
    return render(plan_document(dossier_of(engine, session, triage, plan, locale)))


def render(document: Document) -> str:
    """Put a document through the page's template."""
    return environment().get_template("page.html.j2").render(document=document)


@cache
def environment() -> SandboxedEnvironment:
    """Give the environment in which HTML templates run: sandboxed, strict, escaping."""
    return SandboxedEnvironment(
        loader=PackageLoader("unstall.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


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
