"""Things that wait for each other."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from unstall.questionnaire.checks.circles import circle

graphs = st.dictionaries(
    st.integers(0, 7).map(str), st.lists(st.integers(0, 7).map(str), max_size=3), max_size=8
)


@given(graphs)
def test_a_circle_is_a_way_back_along_what_is_waited_for(graph: dict[str, list[str]]) -> None:
    found = circle(graph)
    if found is not None:
        assert found[0] == found[-1]
        assert all(after in graph[before] for before, after in pairwise(found))


@given(graphs)
def test_nothing_is_found_exactly_where_everything_can_be_done_in_some_order(
    graph: dict[str, list[str]],
) -> None:
    done: set[str] = set()
    while ready := {n for n in graph if n not in done and not set(graph[n]) & (set(graph) - done)}:
        done |= ready
    assert (circle(graph) is None) == (done == set(graph))


def test_the_member_that_stands_first_in_the_file_begins_the_circle() -> None:
    assert circle({"b": ["c"], "a": ["b"], "c": ["a"]}) == ("b", "c", "a", "b")
