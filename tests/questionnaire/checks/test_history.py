"""Ids that are used no more, and levels that were."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from tests.proof import examples
from tests.questionnaire.checks.provoke import Case, assert_alone, errors, findings, names
from tests.questionnaire.evolving import Chain, chains
from tests.questionnaire.small import Change, changed, data, put
from unstall.questionnaire.checks import history
from unstall.questionnaire.checks.walk import lay_out
from unstall.questionnaire.load import examine
from unstall.questionnaire.problems import Keys

RESCALED = ("questions", 3, "rescaled")
"""Of the question `runs`, whose levels are these now."""
NOW = ["nowhere", "by-hand", "by-anyone", "by-pipeline"]


def retire(*ids: str, **keys: Any) -> Change:
    """Retire ids in the present version."""
    entries = [{"id": id_, "in": "1.2.0", "because": "Unused."} | keys for id_ in ids]
    return lambda tables: tables.update(retired=entries)


def rescale(*entries: tuple[str, list[str], str]) -> Change:
    """Give `runs` a past: versions, levels before and rules."""
    past = [{"in": version, "levels": levels, "rule": rule} for version, levels, rule in entries]
    return put("questions", "runs", rescaled=past)


ERRORS: list[Case] = [
    ("an-old-name-still-in-use",
     put("questions", "rollback", renamed_from=["watched"]),
     ("questions", 5, "renamed_from", 0), "names watched, which belongs to watched"),
    ("an-old-name-claimed-twice",
     put("questions", "watched", renamed_from=["way-back"]),
     ("questions", 5, "renamed_from", 0), "which belongs to watched"),
    ("an-old-name-of-a-fact-still-in-use", put("facts", "sector", renamed_from=["live"]),
     ("facts", 6, "renamed_from", 0), "names live, which belongs to live"),
    ("an-old-name-of-an-action-still-in-use",
     put("actions", "write-steps", renamed_from=["ask-for-owner"]),
     ("actions", 1, "renamed_from", 0), "names ask-for-owner, which belongs to ask-for-owner"),
    ("a-retired-question-still-there", retire("runs"),
     ("retired", 0, "id"), "runs is retired, and belongs to runs"),
    ("a-retired-fact-still-there", retire("sector", kind="fact"),
     ("retired", 0, "id"), "sector is retired, and belongs to sector"),
    ("a-retired-action-still-there", retire("write-steps", kind="action"),
     ("retired", 0, "id"), "write-steps is retired, and belongs to write-steps"),
    ("a-retired-question-that-was-renamed", retire("way-back"),
     ("retired", 0, "id"), "way-back is retired, and belongs to rollback"),
    ("retired-twice", retire("walks", "walks"),
     ("retired", 1, "id"), "walks is retired, and belongs to walks, which is retired"),
    ("a-retired-one-with-the-old-name-of-another", retire("walks", renamed_from=["runs"]),
     ("retired", 0, "renamed_from", 0), "names runs, which belongs to runs"),
    ("retired-in-a-version-to-come", retire("walks", **{"in": "1.10.0"}),
     ("retired", 0, "in"), "happened in 1.10.0, and the questionnaire is version 1.2.0"),
    ("rescaled-in-a-version-to-come", rescale(("2.0.0", ["no", "yes"], "clamp")),
     (*RESCALED, 0, "in"), "happened in 2.0.0, and the questionnaire is version 1.2.0"),
    ("rescaled-in-another-order",
     rescale(("1.1.0", ["a", "b"], "clamp"), ("1.0.0", ["c", "d"], "clamp")),
     (*RESCALED, 1, "in"), "in 1.0.0, stands after the one in 1.1.0"),
    ("rescaled-twice-in-one-version",
     rescale(("1.1.0", ["a", "b"], "clamp"), ("1.1.0", ["c", "d"], "clamp")),
     (*RESCALED, 1, "in"), "in 1.1.0, stands after the one in 1.1.0"),
    ("rescaled-from-the-present-levels", rescale(("1.1.0", NOW, "clamp")),
     (*RESCALED, 0, "levels"), "the levels that there were afterwards too"),
    ("rescaled-from-the-next-levels",
     rescale(("1.0.0", ["a", "b"], "clamp"), ("1.1.0", ["a", "b"], "clamp")),
     (*RESCALED, 0, "levels"), "the levels that there were afterwards too"),
    ("rescaled-from-one-level-twice", rescale(("1.1.0", ["a", "a"], "ask-again")),
     (*RESCALED, 0, "levels"), "a stands twice in levels"),
    ("a-level-that-overtakes-another", rescale(("1.1.0", ["by-anyone", "b"], "clamp")),
     (*RESCALED, 0, "rule"), "b was better than by-anyone, and by clamp comes out worse"),
]  # fmt: skip


@pytest.mark.parametrize(("_name", "change", "keys", "said"), ERRORS, ids=names(ERRORS))
def test_an_error_is_found_alone_and_in_its_place(
    _name: str, change: Change, keys: Keys, said: str
) -> None:
    assert_alone(errors(change), keys, said, "error")


def test_a_past_that_fits_is_in_order() -> None:
    past = rescale(
        ("1.0.0", ["no", "yes"], "proportional"),
        ("1.1.0", ["by-hand", "half", "by-anyone"], "clamp"),
        ("1.2.0", NOW, "ask-again"),
    )
    assert findings(changed(past, retire("walks", "owner-of-old"))) == []


def test_a_question_and_an_action_of_one_id_are_both_retired() -> None:
    entries = [
        {"id": "walks", "kind": kind, "in": "1.2.0", "because": "Unused."}
        for kind in ("question", "action")
    ]
    assert findings(changed(lambda tables: tables.update(retired=entries))) == []


@pytest.mark.parametrize("version", ["2", "1.0", "2.0.0-rc1"])
def test_a_version_of_another_form_is_refused_in_words(version: str) -> None:
    tables = data()
    retire("walks", **{"in": version})(tables)
    (found,) = examine(tables, with_cases=True)[1]
    assert found.message == "in is not of the form 1.0.0"


@given(chains())
@settings(max_examples=examples(100))
def test_what_followed_the_authors_guide_is_in_order(chain: Chain) -> None:
    for version in chain.versions:
        contents = lay_out(version)
        for check in (history.former_ids, history.versions, history.rescalings):
            assert not list(check(contents))
