"""What the models refuse, in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.questionnaire.small import Change, Data, data, entry, put, rule
from unstall.questionnaire.load import examine
from unstall.questionnaire.problems import Finding, Keys, label


def faults(*changes: Change) -> list[Finding]:
    tables = data()
    for change in changes:
        change(tables)
    questionnaire, found = examine(tables, with_cases=True)
    assert questionnaire is None
    return list(found)


def without(name: str, id_: str, key: str) -> Change:
    return lambda tables: entry(tables, name, id_).pop(key)


def top(**keys: Any) -> Change:
    return lambda tables: tables.update(keys)


def points(**keys: Any) -> Change:
    return lambda tables: entry(tables, "questions", "owner")["points"].update(keys)


def sign(when: object) -> Change:
    return put("warning_signs", "unwatched", when=when)


def level(**keys: Any) -> Change:
    return lambda tables: entry(tables, "questions", "runs")["levels"][1].update(keys)


WHEN = ("warning_signs", 0, "when")

Case = tuple[str, Change, Keys, str, str]

CASES: list[Case] = [
    ("a-key-that-is-missing", without("questions", "owner", "prompt"),
     ("questions", 0), "prompt is missing", "Add prompt = …."),
    ("a-key-that-is-missing-further-in",
     lambda t: entry(t, "questions", "runs")["levels"][1].pop("label"),
     ("questions", 3, "levels", 1), "entry 2 of levels: label is missing", "Add label = …."),
    ("a-table-that-is-missing", lambda t: t.pop("procedure"),
     (), "procedure is missing", "Write a [procedure] table"),
    ("the-format-that-is-missing", lambda t: t.pop("schema"),
     (), "schema is missing", "Write schema = 1 at the top."),
    ("a-key-that-does-not-exist", put("questions", "owner", promt="?"),
     ("questions", 0, "promt"), "there is no key promt here", "Did you mean prompt?"),
    ("a-key-that-does-not-exist-at-the-top", top(question=[]),
     ("question",), "there is no key question here", "Did you mean questions?"),
    ("a-key-that-resembles-none", level(zzz=1),
     ("questions", 3, "levels", 1, "zzz"), "there is no key zzz here", "Known here: id, label."),
    ("an-operator-that-does-not-exist", sign({"question": "owner", "atleast": "named"}),
     (*WHEN, "atleast"), "there is no key atleast here", "Did you mean at_least?"),
    ("an-operator-that-does-not-exist-deep-in-a-condition",
     sign({"all": [{"not": {"fact": "live", "iss": "yes"}}]}),
     (*WHEN, "all", 0, "not", "iss"), "there is no key iss here", "Did you mean is?"),
    ("a-name-of-python-for-a-key-of-toml", sign({"question": "owner", "is_": "named"}),
     (*WHEN, "is_"), "there is no key is_ here", "Did you mean is?"),
    ("a-key-inside-a-threshold", lambda t: t["procedure"]["launch_acceptance"].update(nevr=[]),
     ("procedure", "launch_acceptance", "nevr"), "there is no key nevr", "Did you mean never?"),
    ("a-text-that-is-too-long", put("questions", "owner", short="x" * 25),
     ("questions", 0, "short"), "short has 25 characters, at most 24 fit", "Shorten it."),
    ("a-text-that-is-empty", put("questions", "owner", prompt=""),
     ("questions", 0, "prompt"), "prompt is empty", "Write a text."),
    ("a-text-that-is-a-number", put("questions", "owner", prompt=7),
     ("questions", 0, "prompt"), "prompt is the number 7", 'It has to be a text in "…".'),
    ("a-number-that-is-a-text", put("questions", "owner", weight="3"),
     ("questions", 0, "weight"), 'weight is "3"', "It has to be a whole number."),
    ("a-number-that-is-true", put("questions", "owner", weight=True),
     ("questions", 0, "weight"), "weight is true", "It has to be a whole number."),
    ("a-whole-number-that-is-none", rule(scale=1.5),
     ("procedure", "scale"), "scale is the number 1.5", "It has to be a whole number."),
    ("a-number-that-is-too-large", put("questions", "owner", weight=11),
     ("questions", 0, "weight"), "weight is 11", "Write a number that is at most 10."),
    ("a-number-that-is-too-small", rule(scale=0),
     ("procedure", "scale"), "scale is 0", "Write a number that is more than 0."),
    ("a-share-that-is-too-large", rule(cause_above=1),
     ("procedure", "cause_above"), "cause_above is 1", "Write a number that is less than 1."),
    ("a-list-that-is-a-text", put("questions", "owner", groups="ownership"),
     ("questions", 0, "groups"), 'groups is "ownership"', "It has to be a list in [ ]."),
    ("a-table-that-is-a-list", top(procedure=[]),
     ("procedure",), "procedure is a list", "It has to be a table with keys and values."),
    ("a-list-that-is-a-table", top(facts={"id": "x"}),
     ("facts",), "facts is a table", "It has to be a list in [ ]."),
    ("a-list-that-is-too-short", put("questions", "owner", levels=[{"id": "a", "label": "A."}]),
     ("questions", 0, "levels"), "levels has 1 entry", "It needs at least 2."),
    ("a-list-that-is-empty", top(questions=[]),
     ("questions",), "questions has no entries", "It needs at least 1."),
    ("a-list-that-is-too-long", put("actions", "write-steps", effort=[1, 2, 3]),
     ("actions", 1, "effort"), "effort has more than 2 entries", "Take the others out."),
    ("a-word-that-is-not-among-the-words", put("gates", "has-owner", if_unknown="ask"),
     ("gates", 0, "if_unknown"), 'if_unknown is "ask"', "one of 'verify' or 'ignore'"),
    ("an-id-of-another-form", put("questions", "owner", id="Owner"),
     ("questions", 0, "id"), "id is not of the right form", "Ids are lower-case words"),
    ("a-version-of-another-form", top(version="1.0"),
     ("version",), "version is not of the form 1.0.0", "Write three numbers"),
    ("a-version-in-other-digits", top(version="١.٠.٠"),
     ("version",), "version is not of the form 1.0.0", "Write three numbers"),
    ("a-version-that-is-too-long", top(version=f"1.0.{'9' * 5_000}"),
     ("version",), "version has 5,004 characters, at most 32 fit", "Shorten it."),
    ("a-date-that-is-a-text", put("legal_notes", "rules", as_of="2026-11-20"),
     ("legal_notes", 0, "as_of"), 'as_of is "2026-11-20"', "a date such as 2026-11-20"),
    ("a-number-that-is-a-date", put("actions", "write-steps", week=date(2026, 11, 20)),
     ("actions", 1, "week"), "week is the date 2026-11-20", "It has to be a whole number."),
    ("points-that-are-no-numbers", points(fix=[0, "1", 2]),
     ("questions", 0, "points", "fix", 1), 'entry 2 of points.fix is "1"', "a whole number"),
    ("points-that-are-one-number", points(fix=1),
     ("questions", 0, "points", "fix"), "points.fix is the number 1", "a list in [ ]"),
    ("a-condition-that-compares-nothing", sign({"question": "owner"}),
     WHEN, "when: a condition compares in exactly one way", "Change it"),
    ("a-condition-that-compares-twice", sign({"question": "owner", "is": "x", "is_not": "y"}),
     WHEN, "when: a condition compares in exactly one way", "Change it"),
    ("a-condition-of-no-form", sign({"answer": "owner", "is": "x"}),
     WHEN, "a condition is a table with one of the keys question, fact", "Write one of these keys"),
    ("a-condition-that-is-a-text", sign("always"),
     WHEN, "a condition is a table with one of the keys", "Write one of these keys"),
    ("a-condition-with-a-list-for-a-value", sign({"fact": "live", "is": ["yes"]}),
     (*WHEN, "is"), "when.is is a list",
     'true or false or a whole number or a number or a date such as 2026-11-20 or a text in "…"'),
    ("a-soon-that-is-none", sign({"how_soon": "owner", "is": "3w"}),
     (*WHEN, "is"), 'when.is is "3w"', "one of '2w', '12w' or 'cannot' or one of 'unknown'"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("_name", "change", "keys", "said", "hint"), CASES, ids=[name for name, *_ in CASES]
)
def test_a_fault_is_found_alone_in_its_place_and_in_plain_words(
    _name: str, change: Change, keys: Keys, said: str, hint: str
) -> None:
    found = faults(change)
    assert [(f.keys, f.severity) for f in found] == [(keys, "error")], found
    assert said in found[0].message
    assert hint in found[0].hint
    assert found[0].hint.endswith((".", "?"))


def test_all_faults_are_listed_in_the_order_of_the_tables() -> None:
    found = faults(put("questions", "owner", weight=0), rule(scale=0), top(version="x"))
    assert [f.keys for f in found] == [
        ("version",), ("procedure", "scale"), ("questions", 0, "weight")
    ]  # fmt: skip


def test_what_belongs_together_at_a_fact_is_said() -> None:
    (found,) = faults(put("facts", "live", kind="choice"))
    assert found.keys == ("facts", 5)
    assert "choices belong to a fact of kind choice" in found.message


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("points", "stop"), "points.stop"),
        (("points", "stop", 2), "entry 3 of points.stop"),
        (("levels", 1, "label"), "label of levels 2"),
        (("require", "all", 1, "not", "is"), "not.is of require.all 2"),
        (("a", 0, 1), "entry 2 of a 1"),
        ((), ""),
    ],
)
def test_a_path_is_written_in_words(keys: Keys, words: str) -> None:
    assert label(keys) == words


def test_no_fault_speaks_of_the_checker_behind_it() -> None:
    """Every leaf of the small questionnaire is replaced by every kind of value in turn."""
    jargon = ("input", "valid", "instance", "pydantic", "type", "extra", "permitted", "tuple")
    values: list[Any] = [None, 0, -1.5, "", "X" * 3000, [], {}, [[]], {"x": {}}, date(2026, 1, 1)]
    seen = 0
    for keys in _paths(data()):
        for value in values[1:]:
            tables = data()
            _set(tables, keys, value)
            questionnaire, found = examine(tables, with_cases=True)
            for fault in () if questionnaire else found:
                seen += 1
                said = f"{fault.message} {fault.hint}".lower()
                words = set(said.replace("_", " ").replace(".", " ").split())
                assert not words & set(jargon), (keys, value, said)
    assert seen > 1000


def _paths(tables: Data) -> list[Keys]:
    """One path for every key at the top and inside the first entry of every list."""
    paths: list[Keys] = []
    for name, value in tables.items():
        paths.append((name,))
        inner = value[0] if isinstance(value, list) else value
        at: Keys = (name, 0) if isinstance(value, list) else (name,)
        if isinstance(inner, dict):
            paths += [(*at, key) for key in inner]
    return paths


def _set(tables: Any, keys: Keys, value: object) -> None:
    for key in keys[:-1]:
        tables = tables[key]
    tables[keys[-1]] = value
