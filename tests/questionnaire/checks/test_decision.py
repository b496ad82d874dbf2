"""The deciding side of a questionnaire."""

from __future__ import annotations

from typing import Any

import pytest

from tests.questionnaire.checks.provoke import (
    RULE,
    Case,
    assert_alone,
    errors,
    findings,
    names,
    second_route,
)
from tests.questionnaire.small import Change, changed, entry, put, rule
from unstall.questionnaire.problems import Keys


def points(question: str, **keys: Any) -> Change:
    return lambda tables: entry(tables, "questions", question)["points"].update(keys)


def named_order(*ids: str) -> Change:
    return lambda tables: tables["interview"].update(order=list(ids))


ERRORS: list[Case] = [
    ("too-few-points", points("owner", fix=[-2, 2]),
     ("questions", 0, "points", "fix"), "points.fix has 2 numbers but the question has 3 levels"),
    ("too-many-points", points("owner", fix=[-2, 0, 1, 2]),
     ("questions", 0, "points", "fix"), "points.fix has 4 numbers but the question has 3 levels"),
    ("points-for-nobody",
     put("questions", "runs", points={"axis": "worth", "because": "It should."}),
     ("questions", 3, "points"), "points name no strategy"),
    ("a-floor-for-a-way-out", rule(route_floor={"fix": -4, "stop": 0}),
     (RULE, "route_floor", "stop"), "stop does not go on with the project (kind end)"),
    ("points-taken-from-a-way-out",
     put("strategies", "fix", takes={"axis": "worth", "rebuild": "stop", "harden": "again"}),
     ("strategies", 0, "takes", "rebuild"), "stop does not go on"),
    ("points-taken-from-itself",
     put("strategies", "fix", takes={"axis": "worth", "rebuild": "again", "harden": "fix"}),
     ("strategies", 0, "takes", "harden"), "fix takes points from itself"),
    ("a-gate-before-the-way-out", put("gates", "has-owner", applies_to=["fix", "stop"]),
     ("gates", 0, "applies_to", 1), "the way out has no gate"),
    ("an-effect-that-is-never-reached",
     put("gates", "has-owner", if_false=[{"kind": "missing"}, {"kind": "hard"}]),
     ("gates", 0, "if_false", 1), "never reached"),
    ("a-last-band-with-a-limit", put("bands", "in-place", below=0.9),
     ("bands", 1, "below"), "the last of bands has a limit"),
    ("a-band-that-takes-everything",
     lambda t: t["bands"].insert(0, {"id": "all", "title": "all", "meaning": "-"}),
     ("bands", 0), "without below this takes everything"),
    ("bands-that-do-not-rise",
     lambda t: t["bands"].insert(1, {"id": "x", "title": "x", "below": 0.5, "meaning": "-"}),
     ("bands", 1, "below"), "below is 0.5 after 0.5, so this never applies"),
    ("a-verdict-that-holds-up-before-it-leans",
     rule(standing={"holds_up_from": 0.5, "leaning_from": 0.7}),
     (RULE, "standing", "leaning_from"), "leaning_from is 0.7, above holds_up_from with 0.5"),
    ("leaning-from-more-than-holds-up-by-default", rule(standing={"leaning_from": 0.95}),
     (RULE, "standing", "leaning_from"), "above holds_up_from with 0.9"),
    ("what-is-missing-speaks-for-a-way", rule(points_per_missing=1),
     (RULE, "points_per_missing"), "points_per_missing is 1"),
    ("no-words", rule(words=[]), (RULE, "words"), "words are missing"),
    ("a-last-word-with-a-limit", rule(words=[{"word": "strong", "at_least": 4}]),
     (RULE, "words", 0, "at_least"), "the last of words has a limit"),
    ("words-that-do-not-fall",
     rule(words=[{"word": "a", "at_least": 1}, {"word": "b", "at_least": 2}, {"word": "c"}]),
     (RULE, "words", 1, "at_least"), "at_least is 2 after 1"),
    ("less-than-no-missing-things", rule(max_missing_on_condition=-1),
     (RULE, "max_missing_on_condition"), "max_missing_on_condition is -1"),
    ("no-cause-shown", rule(cause_most=0), (RULE, "cause_most"), "cause_most is 0"),
    ("more-answers-needed-than-asked", rule(min_quick_known=4),
     (RULE, "min_quick_known"), "min_quick_known is 4, and 3 questions"),
    ("weeks-that-are-not-said", rule(how_soon_weeks={"2w": 2}),
     (RULE, "how_soon_weeks"), "has no 12w and no cannot"),
    ("no-assumption-that-always-holds",
     lambda t: t[RULE]["how_soon_assumed"].pop(),
     (RULE, "how_soon_assumed"), "no entry says how long other things take"),
    ("an-assumption-that-is-never-reached",
     lambda t: t[RULE]["how_soon_assumed"].reverse(),
     (RULE, "how_soon_assumed", 1), "never reached"),
    ("a-precondition-that-always-holds",
     rule(pause_preconditions={"questions": ["owner"], "at_most": 2}),
     (RULE, "pause_preconditions", "at_most"), "0 is the worst level and 2 the best"),
    ("a-section-twice-in-the-call",
     lambda t: t["interview"]["sections"].append("people"),
     ("interview", "sections", 2), "people stands twice"),
    ("a-question-twice-in-the-order", named_order("owner", "runs", "owner"),
     ("interview", "order", 2), "owner stands twice"),
]  # fmt: skip

WARNINGS: list[Case] = [
    ("accepting-what-blocks-nothing",
     lambda t: t[RULE]["launch_acceptance"].update(never=["watched", "runs"]),
     (RULE, "launch_acceptance", "never", 1), "runs blocks no launch"),
]  # fmt: skip


@pytest.mark.parametrize(("_name", "change", "keys", "said"), ERRORS, ids=names(ERRORS))
def test_an_error_is_found_alone_and_in_its_place(
    _name: str, change: Change, keys: Keys, said: str
) -> None:
    assert_alone(errors(second_route, change), keys, said, "error")


@pytest.mark.parametrize(("_name", "change", "keys", "said"), WARNINGS, ids=names(WARNINGS))
def test_a_warning_is_given_alone_and_in_its_place(
    _name: str, change: Change, keys: Keys, said: str
) -> None:
    assert_alone(findings(changed(change)), keys, said, "warning")


def test_a_section_that_the_call_leaves_out_is_an_error() -> None:
    (found,) = findings(changed(lambda tables: tables["interview"]["sections"].remove("system")))
    assert "leave out system" in found.message


def test_a_questionnaire_that_only_ends_things_is_an_error() -> None:
    found = findings(changed(put("strategies", "fix", kind="wait")))
    assert any("no strategy goes on with the project" in f.message for f in found)


@pytest.mark.parametrize(("part", "kind"), [("stop", "end"), ("pause", "wait")])
def test_stop_and_pause_have_to_be_of_their_kind(part: str, kind: str) -> None:
    found = [f for f in findings(changed(rule(**{part: "fix"}))) if f.severity == "error"]
    assert found[0].keys == ("procedure", part)
    assert f"Name a strategy of kind {kind}." in found[0].hint
