"""Any session that can be made by the program, for properties."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from unstall.session.models import (
    MAX_NAME,
    Accepted,
    ActionOutcome,
    Answer,
    BallotRef,
    Held,
    LastPlan,
    OwnAction,
    PlannedAction,
    PlanState,
    QuestionnaireRef,
    Result,
    Session,
    Votes,
)
from unstall.session.typed import cleaned, one_line

IDS = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
TEXTS = st.text(max_size=60).map(cleaned).filter(bool)
NAMES = st.text(max_size=MAX_NAME).map(one_line).filter(bool)
MAYBE_TEXTS = st.none() | TEXTS
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
ZONES = st.integers(-14 * 3600, 14 * 3600).map(lambda s: timezone(timedelta(seconds=s)))
MOMENTS = st.builds(
    lambda day, zone, seconds: (
        datetime.combine(day, time(), tzinfo=zone) + timedelta(seconds=seconds)
    ),
    DAYS,
    ZONES,
    st.integers(0, 86_399),
)
NUMBERS = st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15)
FACTS: st.SearchStrategy[Any] = st.one_of(
    TEXTS,
    NUMBERS,
    DAYS,
    st.lists(TEXTS, min_size=1, max_size=3),
    st.lists(st.fixed_dictionaries({"name": NAMES, "role": NAMES}), min_size=1, max_size=3),
    st.dictionaries(IDS, NUMBERS | NAMES, min_size=1, max_size=3),
)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Draw an answer in any state, with anything beside it."""
    state: dict[str, Any] = draw(
        st.one_of(
            st.builds(dict),
            st.builds(dict, level=IDS),
            st.just({"unknown": True}),
            st.builds(dict, not_applicable=TEXTS),
        )
    )
    return Answer(
        **state,
        known=draw(st.sampled_from([None, "stated", "corroborated", "seen"])),
        evidence=draw(MAYBE_TEXTS),
        note=draw(MAYBE_TEXTS),
        ask=draw(MAYBE_TEXTS),
        accepted=draw(st.none() | st.builds(Accepted, by=NAMES, why=TEXTS)),
        at=draw(st.none() | MOMENTS),
        confirmed=draw(st.sampled_from([None, True])) if state else None,
        voted=draw(st.sampled_from([None, "median", "decided"])) if state else None,
    )


HELD = st.dictionaries(
    st.sampled_from(["commit", "value", "go-live", "benefit", "review", "close"]),
    st.builds(
        Held, on=DAYS, outcome=st.sampled_from(["go-on", "change", "stop"]), note=MAYBE_TEXTS
    ),
    max_size=2,
)
LAST_PLANS = st.builds(
    LastPlan,
    actions=st.dictionaries(
        IDS,
        st.builds(
            ActionOutcome, done=st.none() | DAYS, dropped=MAYBE_TEXTS, note=MAYBE_TEXTS
        ).filter(lambda one: not one.is_empty),
        max_size=2,
    ),
    held=HELD,
)

PLANNED = st.builds(
    PlannedAction,
    owner=st.none() | NAMES,
    done=st.none() | DAYS,
    week=st.none() | st.integers(1, 52),
    dropped=MAYBE_TEXTS,
    note=MAYBE_TEXTS,
)

OWN = st.builds(
    lambda title, role, done_when, effort, after, added_for: OwnAction(
        title=title,
        role=role,
        done_when=done_when,
        effort=tuple(sorted(effort)),
        after=tuple(after),
        added_for=added_for,
    ),
    NAMES,
    IDS,
    TEXTS,
    st.tuples(st.floats(0, 1000), st.floats(0, 1000)),
    st.lists(IDS, max_size=2),
    IDS,
) | st.builds(
    # Their shares stay below 1 whichever of them are parts of the same action.
    lambda title, role, whole: OwnAction(title=title, role=role, part_of=whole, share=0.125),
    NAMES,
    IDS,
    st.sampled_from(["a-whole", "another-whole"]),
)

RESULTS = st.builds(
    Result,
    strategy=st.none() | IDS,
    shape=st.sampled_from([None, "rebuild", "harden"]),
    then=st.none() | IDS,
    standing=st.sampled_from(["holds-up", "leaning", "open"]),
    conditions=st.lists(IDS, max_size=3).map(tuple),
    points=st.dictionaries(IDS, st.integers(-99, 99), max_size=4),
    readiness=st.dictionaries(IDS, st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=3),
    program=TEXTS,
)

VOTERS = ("00000001", "0a1b2c3d", "ffffffffffff")
ROUND = st.dictionaries(st.sampled_from(VOTERS), IDS | st.just("unknown"), max_size=3)
VOTES = st.builds(
    lambda first, second: Votes(first=first, second=second),
    ROUND.filter(bool),
    ROUND,
)

SESSIONS: st.SearchStrategy[Session] = st.builds(
    Session,
    project=NAMES,
    client=st.none() | NAMES,
    currency=st.none() | st.from_regex(r"[A-Z]{3}", fullmatch=True),
    depth=st.sampled_from(["quick", "full"]),
    opened=MOMENTS,
    assessed=DAYS,
    closed=st.none() | MOMENTS,
    previous=MAYBE_TEXTS,
    questionnaire=st.builds(
        QuestionnaireRef,
        id=IDS,
        version=st.from_regex(r"[0-9]\.[0-9]\.[0-9]", fullmatch=True),
        sha256=st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    ),
    facts=st.dictionaries(IDS, FACTS, max_size=4),
    how_soon=st.dictionaries(IDS, st.sampled_from(["2w", "12w", "cannot"]), max_size=3),
    answers=st.dictionaries(IDS, answers().filter(lambda answer: not answer.is_empty), max_size=4),
    plan=st.builds(
        PlanState,
        start=st.none() | DAYS,
        left_from=st.none() | DAYS,
        actions=st.dictionaries(IDS, PLANNED.filter(lambda one: not one.is_empty), max_size=3),
        own=st.dictionaries(IDS, OWN, max_size=3),
        held=HELD,
    ),
    last_plan=LAST_PLANS,
    ballot=st.none()
    | st.builds(
        BallotRef,
        id=st.sampled_from([None, *VOTERS]),
        role=st.none() | IDS,
        questions=st.lists(IDS, min_size=1, max_size=3).map(tuple),
    ),
    voters=st.fixed_dictionaries(dict.fromkeys(VOTERS, IDS)),
    votes=st.dictionaries(IDS, VOTES, max_size=2),
    result=st.none() | RESULTS,
)
