"""The document about two sessions of a project: what moved, and what that changed."""

from __future__ import annotations

from pathlib import Path

from unstall.compare.follow_through import follow_through
from unstall.compare.models import Comparison
from unstall.report import html, markdown
from unstall.report.blocks import Block, Document, Section, paragraph, strong
from unstall.report.compared import Compared
from unstall.report.document import numbered
from unstall.report.formats import Formats
from unstall.report.sections.checkpoints_followed import checkpoints_followed
from unstall.report.sections.compared_method import comparable, method, unchanged
from unstall.report.sections.compared_moves import answers, causes, parts
from unstall.report.sections.compared_verdict import verdict
from unstall.report.sections.compared_why import why
from unstall.report.sections.explained import moves_explained
from unstall.report.sections.follow_through import plan_followed


def comparison_document(told: Compared) -> Document:
    """Compose the document; where nothing can be compared, only the two results stand in it."""
    sections: tuple[Section, ...] = (verdict(told), why(told), comparable(told))
    if told.is_comparable:
        sections = (
            verdict(told),
            why(told),
            answers(told),
            parts(told),
            causes(told),
            plan_followed(told),
            checkpoints_followed(told),
            *((moves_explained(told, in_full=False),) if _was_planned(told) else ()),
            comparable(told),
            unchanged(told),
            method(told),
        )
    return Document(
        title=f"{told.comparison.now.session.project}: what moved",
        opening=(_byline(told), *_limits(told)),
        sections=numbered(sections),
        language=told.rules.questionnaire.language,
    )


def render_comparison(told: Compared, own: Path | None = None) -> str:
    """Write the comparison as Markdown; see `markdown.render_report`."""
    return markdown.render(comparison_document(told), "comparison.md.j2", own)


def render_comparison_html(told: Compared, own: Path | None = None) -> str:
    """Write the comparison as a page; see `markdown.render_report`."""
    return html.render(comparison_document(told), "comparison.html.j2", own)


def compared_of(comparison: Comparison, locale: str, *, repeats: bool = True) -> Compared:
    """Gather what the sentences about a comparison are written from.

    Raises `UsageError` for a locale that does not exist.

    Args:
        comparison: The two sessions.
        locale: How figures are written.
        repeats: The newer session is the one that repeats the older one; see `follow_through`.
    """
    session = comparison.now.session
    # As of the day that the newer answers describe, so that it is the same whenever it is written.
    followed = follow_through(comparison, session.assessed, repeats=repeats)
    return Compared(comparison, Formats.of(locale, session.currency), followed)


def _was_planned(told: Compared) -> bool:
    return told.followed is not None and told.followed.strategy is not None


def _byline(told: Compared) -> Block:
    session = told.comparison.now.session
    return paragraph(" · ".join(part for part in (session.client, told.days) if part))


def _limits(told: Compared) -> tuple[Block, ...]:
    if not told.is_quick or not told.is_comparable:
        return ()
    return (
        paragraph(
            strong("At least one side rests on a quick call."),
            " That supports a first reading of the sections and nothing finer.",
        ),
    )
