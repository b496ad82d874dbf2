"""The pages that are opened in a browser: of every strategy, of a quick call, with odd texts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, partial

from tests.compare.pairs import a_quarter_later
from tests.report.examples import ONE_OF_EACH, Written, full, furnished, quick
from tests.report.hostile import TOKENS, with_text_everywhere
from unstall.report.comparison import compared_of, render_comparison_html
from unstall.report.dossier import Dossier
from unstall.report.formats import DEFAULT_LOCALE
from unstall.report.html import render_plan_html, render_report_html, render_summary_html
from unstall.session.models import PlannedAction

FIX = ONE_OF_EACH["fix"]
LONG = "Unbreakable" * 60
ODD = f"{LONG} 日本語のとても長い題名 \u202eevil <script>alert(1)</script> 😀 {' '.join(TOKENS)}"
"""Text in every field that widens a page or breaks out of it if anything can."""


@cache
def under_way() -> Written:
    """Write about a plan of which some is done, in a country with its holidays."""
    session = furnished(FIX)
    for place, action in enumerate(("ownership-map", "blocker-log", "accountable-owner")):
        session = session.with_planned(action, PlannedAction(done=date(2026, 11, 25 + place)))
    plan = session.plan.model_copy(update={"holidays": "GB"})
    return Written(session.model_copy(update={"plan": plan}))


@cache
def odd() -> Written:
    """Write about a project with odd texts in every field."""
    return Written(with_text_everywhere(FIX, ODD))


_RENDER: dict[str, Callable[[Dossier], str]] = {
    "report": render_report_html,
    "plan": render_plan_html,
    "summary": render_summary_html,
}
_WRITTEN: dict[str, Callable[[], Written]] = {
    "fix": under_way,
    "quick": partial(quick, FIX),
    "odd": odd,
    **{who: partial(full, name) for who, name in ONE_OF_EACH.items() if who != "fix"},
    "too-little-known": partial(full, "mostly-unknown"),
    "nothing-explains": partial(full, "everything-ready"),
}

ALWAYS = ("quick-report", "odd-plan")
"""Pages that every run of the tests looks at: every kind of block, and texts of every kind."""
PAGES = tuple(
    dict.fromkeys(
        [
            *ALWAYS,
            "fix-summary",
            "quarter-later-comparison",
            *(f"{who}-{kind}" for who in _WRITTEN for kind in ("plan", "report")),
        ]
    )
)


@cache
def page(name: str) -> str:
    """Write one of the pages."""
    who, _, kind = name.rpartition("-")
    if kind == "comparison":
        return render_comparison_html(compared_of(a_quarter_later(), DEFAULT_LOCALE))
    return _RENDER[kind](_WRITTEN[who]().dossier)
