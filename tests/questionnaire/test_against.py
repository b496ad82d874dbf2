"""A new version held against an older one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from tests.proof import examples
from tests.questionnaire.evolving import Chain, chains
from tests.questionnaire.small import Change, add, changed, data, entry, put
from unstall.questionnaire.against import against, needed_part
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.problems import Finding, Keys
from unstall.questionnaire.versions import version_map

LEVELS = [{"id": "nowhere", "label": "No."}, {"id": "anywhere", "label": "Yes."}]
RUNS = ["nowhere", "by-hand", "by-anyone", "by-pipeline"]
STEP = {"in": "2.0.0", "levels": RUNS, "rule": "proportional"}
GONE = {"in": "2.0.0", "because": "Nobody used it."}


def version(number: str) -> Change:
    return lambda tables: tables.update(version=number)


def without(name: str, id_: str) -> Change:
    return lambda tables: tables[name].remove(entry(tables, name, id_))


def retired(**keys: Any) -> Change:
    return lambda tables: tables.setdefault("retired", []).append(GONE | keys)


def held(*changes: Change, old: Questionnaire | None = None) -> list[Finding]:
    """Hold the small questionnaire in a second major version, with changes, against the first."""
    new = changed(version("2.0.0"), *changes)
    return list(against(new, old or changed(), same_content=False))


ALONE: list[tuple[str, tuple[Change, ...], Keys, str]] = [
    ("a-question-that-is-gone", (without("questions", "rollback"),),
     ("questions",), "the question rollback of 1.2.0 is gone"),
    ("a-fact-that-is-gone", (without("facts", "sector"),),
     ("facts",), "the fact sector of 1.2.0 is gone"),
    ("an-action-that-is-gone", (without("actions", "write-steps"),),
     ("actions",), "the action write-steps of 1.2.0 is gone"),
    ("retired-as-something-else", (without("questions", "watched"),
     retired(id="watched", kind="action")),
     ("questions",), "the question watched of 1.2.0 is gone"),
    ("two-actions-that-became-one", (without("actions", "write-steps"),
     put("actions", "ask-for-owner", renamed_from=["write-steps"])),
     ("actions", 0, "renamed_from"),
     "ask-for-owner and write-steps of 1.2.0 both become ask-for-owner"),
    ("levels-that-changed-without-a-word", (put("questions", "runs", levels=LEVELS),),
     ("questions", 3, "levels"),
     "in 1.2.0 its levels were nowhere, by-hand, by-anyone, by-pipeline"),
    ("a-rescaling-from-other-levels",
     (put("questions", "runs", levels=LEVELS, rescaled=[STEP | {"levels": ["no", "yes"]}]),),
     ("questions", 3, "rescaled", 0, "levels"), "not no, yes"),
    ("a-fact-of-another-kind", (put("facts", "months_stalled", kind="text"),),
     ("facts", 4, "kind"), "in 1.2.0 it was of kind number"),
    ("an-old-name-that-was-taken-out", (put("questions", "rollback", renamed_from=[]),),
     ("questions", 5, "renamed_from"), "it was called way-back once"),
    ("an-old-name-that-was-lost-on-retiring", (without("questions", "rollback"),
     retired(id="rollback")),
     ("retired", 0, "renamed_from"), "it was called way-back once"),
]  # fmt: skip


@pytest.mark.parametrize(("_name", "changes", "keys", "said"), ALONE, ids=[c[0] for c in ALONE])
def test_what_would_lose_answers_is_found_alone_and_in_its_place(
    _name: str, changes: tuple[Change, ...], keys: Keys, said: str
) -> None:
    found = held(*changes)
    assert [(f.keys, f.severity, said in f.message) for f in found] == [(keys, "error", True)], (
        found
    )
    assert found[0].hint.endswith(".")


LOST: list[tuple[str, Change, str]] = [
    ("a-choice", lambda t: entry(t, "facts", "sector")["choices"].pop(), "the choice other"),
    ("a-greatest", put("facts", "months_stalled", max=6), "more than 6"),
    ("a-least", put("facts", "months_stalled", min=2), "less than 2"),
    ("a-unit", put("facts", "months_stalled", unit="weeks"), "it was given in months"),
    ("a-role", without("roles", "owner"), "the role owner of 1.2.0 is gone"),
]


@pytest.mark.parametrize(("_name", "change", "said"), LOST, ids=[c[0] for c in LOST])
def test_what_may_leave_values_out_is_a_warning(_name: str, change: Change, said: str) -> None:
    (found,) = held(change)
    assert found.severity == "warning"
    assert said in found.message


def test_a_past_that_is_taken_out_is_missed() -> None:
    old = changed(
        version("2.0.0"),
        put("questions", "runs", levels=LEVELS, rescaled=[STEP]),
        retired(id="walks"),
    )
    new = changed(version("2.0.1"), put("questions", "runs", levels=LEVELS))
    found = list(against(new, old, same_content=False))
    assert [f.keys for f in found[:2]] == [("retired",), ("questions", 3, "rescaled")]


@given(chains())
@settings(max_examples=examples(100))
def test_nothing_is_missed_where_the_authors_guide_was_followed(chain: Chain) -> None:
    first, second, third = chain.versions
    for old, new in ((first, second), (second, third), (first, third)):
        assert not list(against(new, old, same_content=False))


NUMBERS: list[tuple[str, tuple[Change, ...], str, str]] = [
    ("words", (put("questions", "runs", prompt="Can anybody start it?"),), "patch", "1.2.1"),
    ("a-title", (lambda t: t.update(title="Another title"),), "patch", "1.2.1"),
    ("a-weight", (put("questions", "runs", weight=3),), "minor", "1.3.0"),
    ("a-choice-more",
     (lambda t: entry(t, "facts", "sector")["choices"].append({"id": "law", "label": "Law"}),),
     "minor", "1.3.0"),
    ("a-question-more",
     (lambda t: t["questions"].append(t["questions"][3] | {"id": "walks", "short": "Walks"}),),
     "minor", "1.3.0"),
    ("another-id", (put("questions", "watched", id="seen", renamed_from=["watched"]),),
     "minor", "1.3.0"),
    ("other-levels", (put("questions", "runs", levels=LEVELS, rescaled=[STEP | {"in": "1.2.1"}]),),
     "major", "2.0.0"),
    ("asked-no-more",
     (without("questions", "watched"), retired(id="watched", **{"in": "1.2.1"})),
     "major", "2.0.0"),
]  # fmt: skip


@pytest.mark.parametrize(("_name", "changes", "part", "hint"), NUMBERS, ids=[n[0] for n in NUMBERS])
def test_the_version_says_how_much_changed(
    _name: str, changes: tuple[Change, ...], part: str, hint: str
) -> None:
    old, new = changed(), changed(version("1.2.1"), *changes)
    assert needed_part(old, new, version_map(old, new))[0] == part
    found = [f for f in against(new, old, same_content=False) if f.severity == "error"]
    if part == "patch":
        assert not found
        new = changed(*changes)
        found = list(against(new, old, same_content=False))
    assert [(f.keys, f.hint) for f in found] == [(("version",), f'Write version = "{hint}".')]
    raised = changed(version(hint), *changes)
    assert not list(against(raised, old, same_content=False))


def test_the_reasons_for_a_higher_version_are_named() -> None:
    new = changed(add("questions", **(data()["questions"][3] | {"id": "walks", "short": "Walks"})))
    (found,) = against(new, changed(), same_content=False)
    assert found.message == "version 1.2.0 does not say how much changed since 1.2.0: walks is new"


def test_the_very_same_questionnaire_needs_no_other_version() -> None:
    assert not list(against(changed(), changed(), same_content=True))


def test_an_older_version_is_not_looked_at_further() -> None:
    found = list(against(changed(version("1.1.9")), changed(), same_content=False))
    assert [(f.keys, f.message) for f in found] == [
        (("version",), "version 1.1.9 is older than 1.2.0")
    ]
