"""What the engine sees of the answers, and by what two readings are told apart."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from unstall.triage.reading import Reading

IDS = st.sampled_from(["a", "b", "c", "d-e"])
VALUES = st.one_of(
    st.integers(-3, 3),
    st.text(max_size=3),
    st.dates(),
    st.lists(st.text(max_size=2), max_size=2),
    st.dictionaries(IDS, st.integers(0, 3), max_size=3),
)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "levels": st.dictionaries(IDS, st.integers(0, 4)),
    "facts": st.dictionaries(IDS, VALUES),
    "how_soon": st.dictionaries(IDS, st.sampled_from(["2w", "12w", "cannot"])),
    "states": st.dictionaries(IDS, st.sampled_from(["unknown", "unanswered", "not-applicable"])),
    "seen": st.frozensets(IDS),
    "roles_named": st.frozensets(IDS),
    "accepted": st.frozensets(IDS),
    "ranges": st.dictionaries(IDS, st.tuples(st.integers(0, 2), st.integers(2, 4))),
}
READINGS = st.builds(Reading, **FIELDS)


def turned(value: Any) -> Any:
    """Give the same with every table inside it in the opposite order."""
    if isinstance(value, dict):
        return {key: turned(inner) for key, inner in reversed(value.items())}
    return value


def test_every_field_of_a_reading_is_tried() -> None:
    assert set(FIELDS) == {field.name for field in fields(Reading)}


@given(READINGS, st.data())
def test_a_fingerprint_differs_as_soon_as_one_field_does(reading: Reading, data: Any) -> None:
    name = data.draw(st.sampled_from(sorted(FIELDS)))
    other = replace(reading, **{name: data.draw(FIELDS[name])})
    assert (reading.fingerprint == other.fingerprint) == (reading == other)


@given(READINGS)
def test_a_fingerprint_is_the_same_whatever_the_order(reading: Reading) -> None:
    other = replace(
        reading, **{name: turned(getattr(reading, name)) for name in FIELDS if name in MAPPINGS}
    )
    assert other == reading
    assert other.fingerprint == reading.fingerprint


MAPPINGS = ("levels", "facts", "how_soon", "states", "ranges")


@given(READINGS)
def test_the_same_answers_under_another_field_are_another_reading(reading: Reading) -> None:
    swapped = replace(reading, seen=reading.roles_named, roles_named=reading.seen)
    assert (swapped.fingerprint == reading.fingerprint) == (reading.seen == reading.roles_named)
