"""Ids that stand twice, and names that lead nowhere."""

from __future__ import annotations

from typing import Any

import pytest

from tests.questionnaire.checks.provoke import (
    RULE,
    WHEN,
    Case,
    assert_alone,
    errors,
    findings,
    names,
    second_route,
    sign,
)
from tests.questionnaire.small import Change, changed, data, entry, put, rule
from unstall.questionnaire.problems import Keys


def points(question: str, **keys: Any) -> Change:
    return lambda tables: entry(tables, "questions", question)["points"].update(keys)


def named_order(*ids: str) -> Change:
    return lambda tables: tables["interview"].update(order=list(ids))


ERRORS: list[Case] = [
    ("two-questions-with-one-id",
     lambda t: t["questions"].append(dict(t["questions"][3])),
     ("questions", 6, "id"), "runs is the id of two"),
    ("two-levels-with-one-id",
     put("questions", "reviewers", levels=[{"id": "x", "label": "a"}, {"id": "x", "label": "b"}]),
     ("questions", 2, "levels", 1, "id"), "x is the id of two levels"),
    ("two-choices-with-one-id",
     lambda t: entry(t, "facts", "sector")["choices"].append({"id": "other", "label": "b"}),
     ("facts", 6, "choices", 2, "id"), "other is the id of two choices"),
    ("two-cases-with-one-name",
     lambda t: t["cases"].append(dict(t["cases"][0])),
     ("cases", 3, "name"), "sound is the id of two entries"),
    ("no-such-group", put("questions", "runs", groups=["operations", "nowhere"]),
     ("questions", 3, "groups", 1), "there is no group nowhere"),
    ("no-such-cause", put("questions", "runs", causes=["bad-luck"]),
     ("questions", 3, "causes", 0), "there is no cause bad-luck"),
    ("no-such-fact-asked-together", put("questions", "runs", ask_facts=["live", "lives"]),
     ("questions", 3, "ask_facts", 1), "there is no fact lives"),
    ("no-such-source", put("questions", "runs", sources=["S-1", "S-2"]),
     ("questions", 3, "sources", 1), "there is no source S-2"),
    ("no-such-axis", points("owner", axis="mandate"),
     ("questions", 0, "points", "axis"), "there is no axis mandate"),
    ("points-for-no-such-strategy", points("owner", fixx=[0, 0, 1]),
     ("questions", 0, "points", "fixx"), "there is no strategy fixx"),
    ("no-such-question-in-the-order", named_order("owner", "runs", "walks"),
     ("interview", "order", 2), "there is no question walks"),
    ("no-such-section-in-the-call",
     lambda t: t["interview"]["sections"].append("money"),
     ("interview", "sections", 2), "there is no section money"),
    ("no-such-strategy-to-stop", rule(stop="stopp"), (RULE, "stop"), "no strategy stopp"),
    ("a-floor-for-no-such-strategy", rule(route_floor={"fix": -4, "run": 0}),
     (RULE, "route_floor", "run"), "no strategy run"),
    ("no-such-band-when-blocked", rule(band_when_blocked="broken"),
     (RULE, "band_when_blocked"), "no band broken"),
    ("no-such-view", rule(headline_view="walls"), (RULE, "headline_view"), "no view walls"),
    ("no-such-precondition", rule(pause_preconditions={"questions": ["own"], "at_most": 0}),
     (RULE, "pause_preconditions", "questions", 0), "no question own"),
    ("accepted-by-no-such-role",
     lambda t: t[RULE]["launch_acceptance"].update(by="boss"),
     (RULE, "launch_acceptance", "by"), "no role boss"),
    ("never-accepting-no-such-question",
     lambda t: t[RULE]["launch_acceptance"].update(never=["watch"]),
     (RULE, "launch_acceptance", "never", 0), "no question watch"),
    ("a-gate-for-no-such-strategy", put("gates", "has-owner", applies_to=["fix", "mend"]),
     ("gates", 0, "applies_to", 1), "no strategy mend"),
    ("a-gate-settled-by-no-such-question", put("gates", "has-value", question="worth"),
     ("gates", 1, "question"), "no question worth"),
    ("a-condition-on-no-such-question", sign({"question": "watch", "is": "nobody"}),
     (*WHEN, "question"), "no question watch"),
    ("a-condition-on-no-such-fact", sign({"fact": "lively", "is": "yes"}),
     (*WHEN, "fact"), "no fact lively"),
    ("a-condition-on-no-such-role", sign({"not": {"role_named": "boss"}}),
     (*WHEN, "not", "role_named"), "no role boss"),
    ("a-condition-on-how-soon-of-no-such-question", sign({"how_soon": "ownr", "is": "2w"}),
     (*WHEN, "how_soon"), "no question ownr"),
    ("points-of-a-fact-for-no-such-strategy",
     put("fact_points", "hard-date-near", points={"fix": -1, "halt": 1}),
     ("fact_points", 0, "points", "halt"), "no strategy halt"),
    ("computed-from-no-such-fact",
     put("facts", "hard_date_weeks", computed={"from": "assessed", "to": "hard_date"}),
     ("facts", 3, "computed", "from"), "no fact assessed"),
    ("before-the-start-no-such-action", put("strategies", "fix", before_start=["ask"]),
     ("strategies", 0, "before_start", 0), "no action ask"),
    ("keeping-no-such-action", put("strategies", "pause", keeps_only=["ask-for-owner", "wait"]),
     ("strategies", 2, "keeps_only", 1), "no action wait"),
    ("lead-from-no-such-fact", put("strategies", "fix", lead_fact="lead_time"),
     ("strategies", 0, "lead_fact"), "no fact lead_time"),
    ("taking-from-no-such-strategy",
     put("strategies", "fix", takes={"axis": "worth", "rebuild": "restart", "harden": "again"}),
     ("strategies", 0, "takes", "rebuild"), "no strategy restart"),
    ("a-cause-asked-with-no-such-question", put("causes", "nobody-owns-it", ask=["own"]),
     ("causes", 0, "ask", 0), "no question own"),
    ("an-action-owned-by-no-such-role", put("actions", "write-steps", owner="writer"),
     ("actions", 1, "owner"), "no role writer"),
    ("an-action-that-needs-no-such-action", put("actions", "write-steps", needs=["read-steps"]),
     ("actions", 1, "needs", 0), "no action read-steps"),
    ("an-action-for-no-such-strategy", put("actions", "write-steps", strategies=["fix", "mend"]),
     ("actions", 1, "strategies", 1), "no strategy mend"),
    ("an-action-asked-for-by-no-such-question",
     put("actions", "write-steps", because=[{"question": "run", "at_most": "by-hand"}]),
     ("actions", 1, "because", 0, "question"), "no question run"),
    ("an-action-asked-for-by-no-such-level",
     put("actions", "write-steps", because=[{"question": "runs", "at_most": "hand"}]),
     ("actions", 1, "because", 0, "at_most"), "runs has no level hand"),
    ("a-case-that-answers-no-such-question", put("cases", "sound", answers={"ownr": "named"}),
     ("cases", 0, "answers", "ownr"), "no question ownr"),
    ("a-case-with-no-such-fact", put("cases", "sound", facts={"months": 3}),
     ("cases", 0, "facts", "months"), "no fact months"),
    ("a-case-on-how-soon-of-no-such-question", put("cases", "sound", how_soon={"ownr": "2w"}),
     ("cases", 0, "how_soon", "ownr"), "no question ownr"),
    ("a-case-expecting-no-such-strategy", put("cases", "sound", expected={"strategy": "mend"}),
     ("cases", 0, "expected", "strategy"), "no strategy mend"),
    ("a-case-expecting-no-such-forced-stop",
     put("cases", "unwanted", expected={"strategy": "stop", "forced": ["gone"]}),
     ("cases", 2, "expected", "forced", 0), "no forced stop gone"),
]  # fmt: skip


@pytest.mark.parametrize(("_name", "change", "keys", "said"), ERRORS, ids=names(ERRORS))
def test_an_error_is_found_alone_and_in_its_place(
    _name: str, change: Change, keys: Keys, said: str
) -> None:
    assert_alone(errors(second_route, change), keys, said, "error")


@pytest.mark.parametrize("name", [name for name in data() if isinstance(data()[name], list)])
def test_two_entries_with_one_id_are_found_in_every_list(name: str) -> None:
    questionnaire = changed(lambda tables: tables[name].append(dict(tables[name][0])))
    key = "name" if name == "cases" else "id"
    last = len(getattr(questionnaire, name)) - 1
    assert (name, last, key) in [f.keys for f in findings(questionnaire)]


def test_sources_may_be_free_words_where_none_are_listed() -> None:
    questionnaire = changed(
        lambda tables: tables.pop("sources"),
        put("questions", "runs", sources=["our own experience"]),
    )
    assert findings(questionnaire) == []


def test_the_word_that_was_probably_meant_is_suggested() -> None:
    (found,) = findings(changed(put("questions", "runs", groups=["operation"])))
    assert found.hint == "Did you mean operations?"


def test_what_there_is_instead_is_listed_when_it_is_little() -> None:
    (found,) = findings(changed(put("questions", "runs", groups=["zzz", "operations"])))
    assert found.hint == "There is ownership, operations."
