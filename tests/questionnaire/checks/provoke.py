"""Provoking one finding at a time in the small questionnaire."""

from __future__ import annotations

from typing import Any

from tests.questionnaire.small import Change, Data, changed, put
from unstall.questionnaire import checks
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.problems import Finding, Keys, Severity

Case = tuple[str, Change, Keys, str]
"""A name, what is changed, where the finding points, and a part of what it says."""

WHEN = ("warning_signs", 0, "when")
RULE = "procedure"


def names(cases: list[Case]) -> list[str]:
    return [name for name, *_ in cases]


def findings(questionnaire: Questionnaire) -> list[Finding]:
    return list(checks.findings(questionnaire))


def errors(*changes: Change) -> list[Finding]:
    return [finding for finding in findings(changed(*changes)) if finding.severity == "error"]


def assert_alone(found: list[Finding], keys: Keys, said: str, severity: Severity) -> None:
    """The finding is the only one, points to the right place and says what to do."""
    assert [(f.keys, f.severity, said in f.message) for f in found] == [(keys, severity, True)], (
        found
    )
    assert found[0].hint.endswith((".", "?"))


def second_route(tables: Data) -> None:
    """Add one more route that goes on, for rules about one strategy and another."""
    again = {"id": "again", "title": "Again", "before_start": []}
    tables["strategies"].append(tables["strategies"][0] | again)


def sign(when: Data) -> Change:
    """Put a condition into a warning sign, where it has no other effect."""
    return put("warning_signs", "unwatched", when=when)


def two_levels(first: str, second: str, **keys: Any) -> list[dict[str, Any]]:
    return [{"id": first, "label": "One."} | keys, {"id": second, "label": "Two."} | keys]


def extra_fact(**keys: Any) -> Data:
    return {
        "id": "extra_fact", "kind": "text", "title": "Extra", "prompt": "?", "use": "-",
        "section": "setting",
    } | keys  # fmt: skip
