"""All checks together."""

from __future__ import annotations

from tests.builtin import questionnaire as builtin
from tests.questionnaire.checks.provoke import findings
from tests.questionnaire.small import changed


def test_the_small_questionnaire_is_sound() -> None:
    assert findings(changed()) == []


def test_the_built_in_questionnaire_has_neither_errors_nor_warnings() -> None:
    assert findings(builtin()) == []


def test_checking_changes_nothing_and_repeats_itself() -> None:
    questionnaire = changed(lambda tables: tables["axes"].clear())
    assert findings(questionnaire) == findings(questionnaire) != []
