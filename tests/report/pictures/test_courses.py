"""The course of parts as a picture: small charts of one scale, bands and words, no figures."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.proof import examples
from tests.report.hostile import hostile_texts
from tests.report.pictures.reading import caption, pictures
from unstall.report.blocks import Course, Courses
from unstall.report.pictures.courses import courses_picture

BANDS = (("not there", 0.4), ("fragile", 0.7), ("nearly there", 0.9), ("in place", 1.0))
SESSIONS = ("May 2026", "Aug 2026", "Nov 2026")
TECHNICAL = Course(
    "Technical", ((0.2, 0.6), (0.5, 0.5), None), ("not there", "fragile", "not comparable")
)
SMALL = Courses(SESSIONS, (("Sections", (TECHNICAL,)),), BANDS)

ends = st.floats(0, 1).flatmap(lambda low: st.floats(low, 1).map(lambda high: (low, high)))


@st.composite
def courses(draw: st.DrawFn) -> Courses:
    sessions = draw(st.lists(hostile_texts, min_size=1, max_size=30))
    many = len(sessions)
    rows = draw(
        st.lists(
            st.builds(
                Course,
                hostile_texts,
                st.lists(st.none() | ends, min_size=many, max_size=many).map(tuple),
                st.lists(hostile_texts, min_size=many, max_size=many).map(tuple),
            ),
            min_size=1,
            max_size=5,
        )
    )
    return Courses(tuple(sessions), (("Sections", tuple(rows)),), BANDS)


@given(courses())
@settings(max_examples=examples(80), deadline=None)
def test_every_column_lies_inside_its_picture_whatever_it_is_called(drawn: Courses) -> None:
    figure = courses_picture(drawn)
    points = [point for _, rows in drawn.groups for row in rows for point in row.points]
    for form in ("wide", "narrow"):
        (one,) = pictures(figure, form)
        width, height = one.size
        columns = [*one.of("reached"), *one.of("possible")]
        for column in columns:
            x, y, wide, high = (int(column.attrib[key]) for key in ("x", "y", "width", "height"))
            assert 0 <= x <= x + wide <= width
            assert 0 <= y <= y + high <= height
            assert wide > 0
            assert high > 0
        assert one.texts("middle").count("?") == sum(point is None for point in points)


def test_a_column_is_full_as_far_as_is_reached_and_pale_as_far_as_is_possible() -> None:
    (one,) = pictures(courses_picture(SMALL))
    first, second = one.of("reached")
    (pale,) = one.of("possible")
    assert int(second.attrib["height"]) > int(first.attrib["height"])
    assert pale.attrib["x"] == first.attrib["x"]
    assert int(pale.attrib["y"]) + int(pale.attrib["height"]) == int(first.attrib["y"])


def test_what_cannot_be_compared_has_no_column() -> None:
    (one,) = pictures(courses_picture(SMALL))
    assert one.texts("middle") == ["?"]


def test_it_says_in_words_what_it_shows_and_names_the_ends_of_the_time() -> None:
    figure = courses_picture(SMALL)
    (one,) = pictures(figure)
    assert one.title == "How each part moved"
    assert one.said == (
        "The bands from the lowest to the highest: not there, fragile, nearly there, in place. "
        "Technical: May 2026, not there; Aug 2026, fragile; Nov 2026, not comparable."
    )
    assert [name for name in one.texts("small") if name in SESSIONS] == ["May 2026", "Nov 2026"]
    assert "not there → fragile" in one.texts("strong")
    assert caption(figure).startswith("One column for each session, the oldest first.")


def test_there_are_no_figures_in_it_but_years() -> None:
    for form in ("wide", "narrow"):
        (one,) = pictures(courses_picture(SMALL), form)
        shown = [text.text or "" for text in one.root.iter("text")]
        assert not re.search(r"\d", re.sub(r"\b20\d\d\b", "", " ".join(shown)))


def test_the_same_input_gives_the_same_bytes() -> None:
    assert courses_picture(SMALL) == courses_picture(SMALL)
