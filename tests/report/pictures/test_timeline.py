"""The plan along the calendar: every bar at its days, told by more than colour, on one sheet."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.proof import mostly_thorough
from tests.report.examples import ONE_OF_EACH, RECOMMENDED, bare, full
from tests.report.hostile import hostile_texts
from tests.report.pictures.reading import caption, pictures
from unstall.report.blocks import Bar, Timeline
from unstall.report.formats import Formats
from unstall.report.gantt import pictured_timeline, timeline
from unstall.report.pictures.timeline import MOST_ROWS, MOST_TOGETHER, timeline_pictures

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
HIGHEST = 700
"""In units: a picture takes the width of the paper with 720 of them, and 900 fit down Letter."""

DONE = Bar(1, "Name the owner", MONDAY, MONDAY + 4 * DAY, True)
OPEN = Bar(2, "Watch it", MONDAY + 7 * DAY, MONDAY + 18 * DAY, False)
MARKS = (("Commit", MONDAY + 11 * DAY), ("Value", MONDAY + 18 * DAY))
SMALL = Timeline((("Foundation", (DONE, OPEN)),), MARKS, first_week=MONDAY)

titles = st.one_of(hostile_texts, st.just("word"))
days = st.integers(0, 2000).map(lambda count: MONDAY + count * DAY)
bars = st.builds(
    lambda number, title, first, long, done: Bar(number, title, first, first + long * DAY, done),
    st.integers(1, 200), titles, days, st.integers(0, 400), st.booleans(),
)  # fmt: skip
stages = st.lists(
    st.tuples(titles, st.lists(bars, min_size=1, max_size=6).map(tuple)), min_size=1, max_size=3
).map(tuple)
timelines = st.builds(
    Timeline,
    stages,
    st.lists(st.tuples(titles, days), max_size=6).map(tuple),
    first_week=st.one_of(st.none(), days),
    holidays=st.frozensets(days, max_size=20),
)


@given(timelines)
@example(SMALL)
@example(replace(SMALL, stages=(("Foundation", (OPEN,) * 2), ("Development", (OPEN,) * 60))))
@settings(max_examples=15, deadline=None)
def test_whatever_is_planned_every_bar_lies_inside_a_picture_that_fits_a_sheet(
    drawn: Timeline,
) -> None:
    figure = timeline_pictures(drawn)
    for form in ("wide", "narrow"):
        shown = pictures(figure, form)
        boxes = [box for one in shown for box in (*one.of("open"), *one.of("done"))]
        assert len(boxes) == sum(len(bars) for _, bars in drawn.stages)
        for one in shown:
            width, height = one.size
            assert height <= (HIGHEST if form == "wide" else 2 * HIGHEST)
            assert len([*one.of("open"), *one.of("done")]) <= MOST_ROWS
            for box in (*one.of("open"), *one.of("done")):
                left, length = int(box.attrib["x"]), int(box.attrib["width"])
                assert length > 0
                assert left >= 0
                assert left + length <= width
                assert int(box.attrib["y"]) + int(box.attrib["height"]) <= height


@given(timelines)
@settings(max_examples=10, deadline=None)
def test_a_bar_that_begins_later_never_lies_further_left(drawn: Timeline) -> None:
    bars = [bar for _, bars in drawn.stages for bar in bars]
    placed = zip((bar.first for bar in bars), _places(drawn), strict=True)
    lefts = [left for _, left in sorted(placed)]
    assert lefts == sorted(lefts)


def _places(drawn: Timeline) -> list[int]:
    """Give where each bar begins, in the order of the bars."""
    return [
        int(box.attrib["x"])
        for one in pictures(timeline_pictures(drawn))
        for box in one.root.iter("rect")
        if box.get("class") in {"open", "done"}
    ]


def test_done_and_open_are_told_by_form_and_by_words() -> None:
    figure = timeline_pictures(SMALL)
    (one,) = pictures(figure)
    assert [len(one.of(kind)) for kind in ("done", "open", "tick")] == [1, 1, 1]
    assert one.of("done")[0].findtext("title") == (
        "1 Name the owner, from 23 November 2026 to 27 November 2026, done"
    )
    assert "to do" in (one.of("open")[0].findtext("title") or "")
    assert "Filled, with a tick: done." in caption(figure)
    assert "Outlined: still to do." in caption(figure)


def test_the_picture_says_in_words_what_it_shows() -> None:
    (one,) = pictures(timeline_pictures(SMALL))
    assert one.root.attrib["role"] == "img"
    assert one.title == "Timeline of the plan"
    assert one.said == (
        "Foundation: 2 actions, 1 of them done, from 23 November 2026 to 11 December 2026. "
        "Checkpoints: Commit on 4 December 2026 and Value on 11 December 2026. "
        "The plan says the same in words, week by week."
    )


def test_weeks_are_numbered_from_week_1_and_dated_by_their_first_day() -> None:
    (one,) = pictures(timeline_pictures(SMALL))
    assert one.texts("strong") == ["Week 1", "Week 2", "Week 3"]
    assert [said for said in one.texts("small") if "Week" not in said] == [
        "23 Nov", "30 Nov", "7 Dec",
    ]  # fmt: skip


def test_time_before_week_1_has_dates_and_no_numbers() -> None:
    (one,) = pictures(timeline_pictures(replace(SMALL, first_week=MONDAY + 14 * DAY)))
    assert one.texts("strong") == ["Week 1"]
    (uncounted,) = pictures(timeline_pictures(replace(SMALL, first_week=None)))
    assert uncounted.texts("strong") == []


def test_days_are_written_as_the_readers_country_does() -> None:
    (one,) = pictures(timeline_pictures(replace(SMALL, formats=Formats("de_DE", None))))
    assert "23. Nov." in one.texts("small")
    assert "23. November 2026" in one.said


def test_checkpoints_on_nearby_days_have_their_names_on_lines_of_their_own() -> None:
    (one,) = pictures(timeline_pictures(SMALL))
    (near,) = pictures(
        timeline_pictures(replace(SMALL, marks=(MARKS[0], ("Go-live", MARKS[0][1] + DAY))))
    )
    assert len({text.attrib["y"] for text in one.of("mark")}) == 1
    assert len({text.attrib["y"] for text in near.of("mark")}) == 2
    assert len(near.of("diamond")) == len(near.of("checkpoint")) == 2


def test_a_checkpoint_at_the_end_has_its_name_before_it() -> None:
    last = ("Value", MONDAY + 20 * DAY)
    (one,) = pictures(timeline_pictures(replace(SMALL, marks=(MARKS[0], last))))
    commit, value = one.of("mark")
    assert "end" not in commit.attrib["class"].split()
    assert "end" in value.attrib["class"].split()


def test_holidays_are_stripes_and_are_explained() -> None:
    figure = timeline_pictures(replace(SMALL, holidays=frozenset({MONDAY + 9 * DAY})))
    assert len(pictures(figure)[0].of("holiday")) == 1
    assert "Grey stripe: public holiday." in caption(figure)
    far = replace(SMALL, holidays=frozenset({MONDAY + 900 * DAY}))
    assert "holiday" not in timeline_pictures(far)


def test_a_long_title_is_cut_at_a_word_and_whole_where_one_points_at_it() -> None:
    long = "Rebuild the evaluation data from the production path for every segment there is"
    drawn = replace(SMALL, stages=(("Foundation", (replace(OPEN, title=long),)),))
    (one,) = pictures(timeline_pictures(drawn))
    (label,) = one.texts("clear")[:1]
    assert re.fullmatch(r"2 Rebuild the evaluation data from [a-z ]+…", label)
    assert long in (one.of("open")[0].findtext("title") or "")


def test_a_long_plan_becomes_several_pictures_along_the_same_weeks() -> None:
    many = tuple(replace(OPEN, number=number) for number in range(1, MOST_ROWS + 3))
    drawn = replace(SMALL, stages=(("Foundation", (DONE,)), ("Development", many)))
    shown = pictures(timeline_pictures(drawn))
    assert [one.title for one in shown] == [f"Timeline of the plan, part {n} of 2" for n in (1, 2)]
    assert [one.texts("part") for one in shown] == [
        ["Foundation", "Development"], ["Development, continued"],
    ]  # fmt: skip
    assert len({tuple(one.texts("small")) for one in shown}) == 1
    assert [len(one.of("open")) for one in shown] == [(MOST_ROWS + 2) // 2] * 2


def test_short_parts_share_a_picture_as_far_as_two_fit_a_page() -> None:
    several = (OPEN,) * (MOST_TOGETHER // 2)
    drawn = replace(SMALL, stages=(("One", several), ("Two", several), ("Three", (DONE,))))
    shown = pictures(timeline_pictures(drawn))
    assert [one.texts("part") for one in shown] == [["One", "Two"], ["Three"]]


def test_a_plan_without_dates_is_laid_along_its_weeks_and_says_no_day() -> None:
    written = full(ONE_OF_EACH["partner"])
    assert timeline(written.dossier) == ()
    ((drawn,),) = [[one.picture for one in pictured_timeline(written.dossier)]]
    assert isinstance(drawn, Timeline)
    figure = timeline_pictures(drawn)
    shown = pictures(figure)
    assert shown[0].texts("strong")[0] == "Before"
    assert all(re.fullmatch(r"Before|Week \d+", said) for said in shown[0].texts("strong"))
    assert "Before: all the time before week 1." in caption(figure)
    assert "2001" not in figure
    assert "Jan" not in figure
    named = [box.findtext("title") or "" for one in shown for box in one.of("open")]
    assert written.plan is not None
    assert len(named) == len(written.plan.actions)
    assert any(said.endswith(", before week 1, to do") for said in named)
    assert any(re.search(r", week \d+ to week \d+, to do$", said) for said in named)
    assert "Commit before week 1, Value at the end of week 6" in shown[0].said


@pytest.mark.parametrize("name", mostly_thorough(RECOMMENDED, always=3))
def test_every_dated_action_of_every_case_has_its_bar(name: str) -> None:
    for drawn in timeline(bare(name).dossier):
        shown = pictures(timeline_pictures(drawn))
        named = [box.findtext("title") or "" for one in shown for box in one.of("open")]
        assert [int(said.split()[0]) for said in named] == [
            bar.number for _, bars in drawn.stages for bar in bars
        ]
