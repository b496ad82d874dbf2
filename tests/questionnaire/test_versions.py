"""From one version of a questionnaire to another."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.proof import examples
from tests.questionnaire.evolving import FIRST, RULES, Chain, Item, State, built, chains, in_order
from unstall.errors import QuestionnaireError
from unstall.questionnaire.history import Rule
from unstall.questionnaire.versions import VersionMap, composed, rescaled, version_map

LEVELS = st.lists(st.sampled_from("abcdefg"), min_size=2, max_size=5, unique=True).map(tuple)


def chain(*states: tuple[Item, ...], retired: tuple[dict[str, Any], ...] = ()) -> VersionMap:
    """Map the first of these versions to the last; `retired` stands in the last."""
    made = [State(number, items) for number, items in enumerate(states, start=1)]
    made[-1] = State(len(states), states[-1], retired)
    return version_map(built(made[0]), built(made[-1]))


def question(id_: str, *levels: str, **past: Any) -> Item:
    return Item("question", id_, levels=levels or ("no", "yes"), **past)


def entry(version: int, rule: Rule, *levels: str) -> dict[str, Any]:
    return {"in": f"{version}.0.0", "levels": list(levels), "rule": rule, "because": "Clearer."}


@given(chains())
@settings(max_examples=examples(200))
def test_one_map_over_two_versions_is_the_same_as_the_maps_from_each_to_the_next(
    chain: Chain,
) -> None:
    first, second, third = chain.versions
    by_steps = composed(version_map(first, second), version_map(second, third))
    assert by_steps == version_map(first, third)


@given(chains(length=4))
@settings(max_examples=examples(200))
def test_it_does_not_matter_which_maps_are_joined_first(chain: Chain) -> None:
    a, b, c, d = chain.versions
    one, two, three = version_map(a, b), version_map(b, c), version_map(c, d)
    assert composed(composed(one, two), three) == composed(one, composed(two, three))


@given(chains())
@settings(max_examples=examples(200))
def test_every_id_of_the_older_version_has_its_place_or_a_reason(chain: Chain) -> None:
    first, *_, last = chain.versions
    versions = version_map(first, last)
    assert set(versions.questions) == set(first.question_by_id)
    assert set(versions.facts) == set(first.fact_by_id)
    assert set(versions.actions) == set(first.action_by_id)
    for old, one in versions.questions.items():
        assert one.new in last.question_by_id or versions.why_gone("question", old)
        assert set(one.levels) == set(first.question_by_id[old].level_ids)
        there = set(last.question_by_id[one.new].level_ids) if one.new else set()
        assert {level for level in one.levels.values() if level} <= there
    for old, new in versions.facts.items():
        assert new in last.fact_by_id or versions.why_gone("fact", old)
    for old, new in versions.actions.items():
        assert new in last.action_by_id or versions.why_gone("action", old)
    assert {one.new for one in versions.questions.values()} | set(versions.added) >= set(
        last.question_by_id
    )


@given(chains(length=1))
@settings(max_examples=1)
def test_a_version_mapped_to_itself_stays_as_it_is(chain: Chain) -> None:
    (only,) = chain.versions
    assert version_map(only, only).is_identity


@given(chains(length=2))
@settings(max_examples=examples(200))
def test_what_a_map_leads_to_is_found_back_from_there(chain: Chain) -> None:
    older, newer = chain.versions
    there, back = version_map(older, newer), version_map(newer, older)
    for old, one in there.questions.items():
        if one.new is None:
            assert old in back.added
            continue
        returned = back.questions[one.new]
        assert returned.new == old
        for level, now in returned.levels.items():
            assert now is None or one.levels[now] == level
    for old, new in there.facts.items():
        assert new is None or back.facts[new] == old


@given(LEVELS, LEVELS, st.sampled_from(RULES[:2]))
@settings(max_examples=examples(200))
def test_a_rescaled_level_is_one_of_the_levels_and_stays_itself_where_it_can(
    before: tuple[str, ...], after: tuple[str, ...], rule: Rule
) -> None:
    result = rescaled(before, after, rule)
    assert list(result) == list(before)
    assert set(result.values()) <= set(after)
    assert all(result[level] == level for level in before if level in after)


@pytest.mark.parametrize(
    ("before", "after", "rule", "expected"),
    [
        ("abcd", "abc", "clamp", "abcc"),
        ("abc", "abxc", "clamp", "abc"),
        ("ab", "xyz", "clamp", "xy"),
        ("abcd", "abd", "proportional", "abbd"),
        ("ab", "xyz", "proportional", "xz"),
        ("abc", "vwxyz", "proportional", "vxz"),
        ("abc", "wxyz", "proportional", "wxz"),
        ("abcd", "xyz", "proportional", "xyyz"),
        ("abcde", "xy", "proportional", "xxxyy"),
    ],
)
def test_the_rules_by_hand(before: str, after: str, rule: Rule, expected: str) -> None:
    """Of two places that are equally near, proportional takes the lower."""
    result = rescaled(tuple(before), tuple(after), rule)
    assert "".join(level or "?" for level in result.values()) == expected


def test_asking_again_leaves_no_level_even_where_the_ids_are_the_same() -> None:
    versions = chain(
        (question("runs", "no", "yes"),),
        (question("runs", "no", "yes", rescaled=(entry(2, "ask-again", "no", "yes"),)),),
    )
    assert versions.questions["runs"].levels == {"no": None, "yes": None}
    assert versions.questions["runs"].asks_again
    assert not versions.is_identity


def test_only_rescalings_after_the_older_version_are_gone_through() -> None:
    past = (entry(2, "clamp", "a", "b", "c"), entry(3, "ask-again", "a", "b"))
    now = question("runs", "x", "y", rescaled=past)
    made = [
        built(State(1, (question("runs", "a", "b", "c"),))),
        built(State(2, (question("runs", "a", "b", rescaled=past[:1]),))),
        built(State(3, (now,))),
        built(State(4, (now,))),
    ]
    assert [step.in_ for step in version_map(made[0], made[3]).questions["runs"].steps] == [
        "2.0.0",
        "3.0.0",
    ]
    assert version_map(made[1], made[3]).questions["runs"].asks_again
    assert version_map(made[2], made[3]).questions["runs"].levels == {"x": "x", "y": "y"}


def test_what_was_renamed_and_then_retired_has_the_reason_of_its_last_name() -> None:
    gone = {"id": "new", "renamed_from": ["old"], "in": "3.0.0", "because": "Asked elsewhere."}
    versions = chain(
        (question("old"), question("runs")),
        (question("new", former=("old",)), question("runs")),
        (question("runs"),),
        retired=(gone,),
    )
    assert [(one.old, one.because) for one in versions.retired] == [("old", "Asked elsewhere.")]


def test_a_question_gone_without_a_word_is_told_from_a_retired_one() -> None:
    versions = chain((question("old"), question("runs")), (question("runs"),))
    assert [(one.old, one.new, one.because) for one in versions.retired] == [("old", None, None)]


def test_a_level_gone_without_a_word_is_asked_again_and_the_others_stay() -> None:
    versions = chain((question("runs", "a", "b", "c"),), (question("runs", "a", "c"),))
    assert versions.questions["runs"].levels == {"a": "a", "b": None, "c": "c"}
    assert versions.questions["runs"].is_rescaled


def test_asking_again_holds_for_a_level_that_the_history_forgot() -> None:
    """An author listed other levels than there were; then none is taken along."""
    versions = chain(
        (question("runs", "no", "yes"),),
        (question("runs", "no", "yes", rescaled=(entry(2, "ask-again", "a", "b"),)),),
    )
    assert versions.questions["runs"].levels == {"no": None, "yes": None}


def test_the_way_back_from_one_that_two_became_is_the_one_that_kept_its_id() -> None:
    older = built(State(1, (question("a"), question("b"), question("c"))))
    newer = built(State(2, (question("b", former=("a", "c")),)))
    back = version_map(newer, older)
    assert back.questions["b"].new == "b"
    assert back.added == ("a", "c")


def test_two_different_questionnaires_have_no_map() -> None:
    other = built(FIRST).model_copy(update={"id": "other"})
    with pytest.raises(QuestionnaireError, match="two questionnaires"):
        version_map(built(FIRST), other)


def test_maps_that_do_not_follow_each_other_are_not_joined() -> None:
    there = version_map(built(FIRST), built(State(2, FIRST.items)))
    with pytest.raises(QuestionnaireError, match="is not gone on with"):
        composed(there, there)


def test_what_overtakes_is_told_from_what_keeps_its_order() -> None:
    assert in_order(("a", "b"), ("a", "x", "b"), "clamp")
    assert not in_order(("a", "b"), ("x", "y", "a"), "clamp")
