"""A session's text: a stable layout, a true copy, and refusals in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.session.strategies import SESSIONS
from tests.session.support import NOW, result, session, with_answers
from unstall.errors import SessionError
from unstall.session.format import MOST_BYTES, encode, from_toml, read_session, to_toml
from unstall.session.models import (
    Accepted,
    Answer,
    OwnAction,
    PlannedAction,
    PlanState,
    QuestionnaireRef,
    Session,
)

SHA = "0123456789abcdef" * 4

WHOLE = Session(
    project="Claims triage",
    client="Acme Mutual",
    currency="EUR",
    depth="full",
    opened=NOW,
    assessed=date(2026, 11, 20),
    closed=NOW,
    previous="2026-08-14.toml",
    questionnaire=QuestionnaireRef(id="stalled-ai", version="1.0.0", sha256=SHA),
    facts={
        "months_stalled": 7.0,
        "fte_available": 2.5,
        "hard_date": date(2027, 1, 31),
        "regulated": "yes",
        "regimes": ["GDPR", "Solvency II"],
        "respondents": [{"role": "CTO", "name": "Ana Ruiz"}, {"name": "Bo"}],
        "cost_of_delay": {"low": 10000, "likely": 20000.0, "high": 30000.5},
        "names_by_role": {"sponsor": "Ana Ruiz", "business-owner": "J. Lindqvist"},
    },
    how_soon={"production-skills": "12w", "business-owner": "2w"},
    answers={
        "genai-evals": Answer(not_applicable="no generated text in this system"),
        "data-checks": Answer(unknown=True, ask="Platform team, by Friday"),
        "business-owner": Answer(
            level="supporter",
            known="stated",
            evidence="mail of 3 March",
            note='CFO\'s office pays\nbut "does not decide"',
            accepted=Accepted(by="Ana Ruiz", why="pilot only"),
            at=NOW,
        ),
    },
    plan=PlanState(
        start=date(2026, 11, 30),
        left_from=date(2026, 12, 7),
        actions={
            "name-business-owner": PlannedAction(owner="J. Lindqvist", done=date(2026, 11, 27)),
            "drop-it": PlannedAction(week=3, dropped="not ours", note="later"),
        },
        own={
            "own-tell-the-shift": OwnAction(
                title="Tell the shift",
                role="business-owner",
                done_when="They know.",
                effort=(1.0, 2.5),
                after=("drop-it",),
                added_for="fix",
            ),
            "own-second-half": OwnAction(
                title="Second half", role="sponsor", part_of="drop-it", share=0.5
            ),
        },
    ),
    result=result(),
)

WHOLE_TEXT = f"""\
schema = 1
project = "Claims triage"
client = "Acme Mutual"
currency = "EUR"
depth = "full"
opened = 2026-11-20T10:02:11+01:00
assessed = 2026-11-20
closed = 2026-11-20T10:02:11+01:00
previous = "2026-08-14.toml"

[questionnaire]
id = "stalled-ai"
version = "1.0.0"
sha256 = "{SHA}"

[facts]
fte_available = 2.5
hard_date = 2027-01-31
months_stalled = 7
regimes = [
    "GDPR",
    "Solvency II",
]
regulated = "yes"
respondents = [
    {{ name = "Ana Ruiz", role = "CTO" }},
    {{ name = "Bo" }},
]

[facts.cost_of_delay]
low = 10000
likely = 20000
high = 30000.5

[facts.names_by_role]
business-owner = "J. Lindqvist"
sponsor = "Ana Ruiz"

[how_soon]
business-owner = "2w"
production-skills = "12w"

[answers.business-owner]
level = "supporter"
known = "stated"
evidence = "mail of 3 March"
note = "CFO's office pays\\nbut \\"does not decide\\""
at = 2026-11-20T10:02:11+01:00

[answers.business-owner.accepted]
by = "Ana Ruiz"
why = "pilot only"

[answers.data-checks]
unknown = true
ask = "Platform team, by Friday"

[answers.genai-evals]
not_applicable = "no generated text in this system"

[plan]
start = 2026-11-30
left_from = 2026-12-07

[plan.actions.drop-it]
week = 3
dropped = "not ours"
note = "later"

[plan.actions.name-business-owner]
owner = "J. Lindqvist"
done = 2026-11-27

[plan.own.own-second-half]
title = "Second half"
role = "sponsor"
part_of = "drop-it"
share = 0.5

[plan.own.own-tell-the-shift]
title = "Tell the shift"
role = "business-owner"
done_when = "They know."
effort = [
    1,
    2.5,
]
after = [
    "drop-it",
]
added_for = "fix"

[result]
strategy = "fix"
standing = "leaning"
program = "0.1.0"
conditions = [
    "owner",
]

[result.points]
fix = 7
stop = -2

[result.readiness]
technical = [
    0.5,
    1.0,
]
"""

SMALLEST = f"""\
schema = 1
project = "P"
opened = 2026-11-20T10:02:11+01:00
assessed = 2026-11-20

[questionnaire]
id = "stalled-ai"
version = "1.0.0"
sha256 = "{SHA}"
"""


def test_a_session_is_written_byte_for_byte_as_agreed() -> None:
    assert encode(WHOLE) == WHOLE_TEXT.encode()


def test_what_is_written_is_read_back_the_same() -> None:
    assert from_toml(WHOLE_TEXT) == WHOLE


@settings(max_examples=150, deadline=None)
@given(SESSIONS)
def test_any_session_survives_writing_and_reading(any_session: Session) -> None:
    text = to_toml(any_session)
    again = from_toml(text)
    assert again == any_session
    assert to_toml(again) == text
    assert "\r" not in text


def test_the_order_in_which_things_were_recorded_does_not_show() -> None:
    backwards = WHOLE.model_copy(
        update={
            "answers": dict(reversed(WHOLE.answers.items())),
            "facts": dict(reversed(WHOLE.facts.items())),
            "how_soon": dict(reversed(WHOLE.how_soon.items())),
        }
    )
    assert to_toml(backwards) == WHOLE_TEXT


def test_one_answer_changes_only_lines_of_its_own_table() -> None:
    start = with_answers(session(), 20)
    name = sorted(start.answers)[7]
    changed = start.with_answer(name, Answer(level="other-level", at=NOW))
    before, after = to_toml(start).splitlines(), to_toml(changed).splitlines()
    heading = before.index(f"[answers.{name}]")
    assert before[: heading + 1] == after[: heading + 1]
    following = f"[answers.{sorted(start.answers)[8]}]"
    assert before[before.index(following) :] == after[after.index(following) :]


def test_an_offset_in_seconds_is_written_as_utc_for_toml_has_none() -> None:
    odd = datetime(1900, 12, 31, 23, 59, tzinfo=timezone(timedelta(minutes=19, seconds=32)))
    text = to_toml(session(opened=odd))
    assert "opened = 1900-12-31T23:39:28+00:00" in text
    assert from_toml(text).opened == odd.astimezone(UTC)


def test_the_same_moment_at_another_offset_is_written_with_its_own() -> None:
    for moment in (NOW, NOW.astimezone(UTC)):
        text = to_toml(session().with_answer("business-owner", Answer(unknown=True, at=moment)))
        assert f"at = {moment.isoformat()}" in text


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_numbers_that_are_none_are_not_written(number: float) -> None:
    with pytest.raises(SessionError, match="no figures"):
        to_toml(session(facts={"months_stalled": number}))
    with pytest.raises(SessionError, match="no figures"):
        to_toml(session(facts={"cost_of_delay": {"low": number}}))


def test_a_session_that_could_not_be_read_back_is_not_written() -> None:
    with pytest.raises(SessionError, match="200 characters"):
        encode(session(project="x" * 200))
    long = {f"q{number}": Answer(note="x" * 10_000) for number in range(MOST_BYTES // 10_000 + 1)}
    with pytest.raises(SessionError, match="bytes"):
        encode(session(answers=long))


def test_the_smallest_session_is_read() -> None:
    assert from_toml(SMALLEST).depth == "quick"


def _swap(old: str, new: str) -> str:
    assert old in SMALLEST
    return SMALLEST.replace(old, new)


REFUSED = {
    "empty": ("", "s.toml: the file is empty"),
    "blank": (" \n\n", "the file is empty"),
    "not TOML": ("schema == 1", "s.toml:1: "),
    "not a session": ("a = 1\n", "this is not a session"),
    "newer": (_swap("schema = 1", "schema = 2"), "s.toml:1: schema: a newer unstall wrote"),
    "odd schema": (_swap("schema = 1", 'schema = "1"'), 's.toml:1: schema is "1"'),
    "misspelt": (_swap("project", "projekt"), "s.toml:2: there is no key projekt here. Did you"),
    "number for text": (_swap('"P"', "3"), "s.toml:2: project is the number 3"),
    "no name": (_swap('"P"', '""'), "s.toml:2: project is empty"),
    "long name": (_swap('"P"', '"' + "x" * 121 + '"'), "s.toml:2: project has 121 characters"),
    "no day": (_swap("assessed = 2026-11-20\n", ""), "s.toml: assessed is missing"),
    "no such day": (_swap("assessed = 2026-11-20", "assessed = 2026-02-30"), "no such date"),
    "text for day": (_swap("= 2026-11-20\n", '= "20 Nov"\n'), "s.toml:4: assessed is"),
    "no offset": (_swap("+01:00", ""), "s.toml:3: opened: a moment needs its offset"),
    "bad hash": (_swap(SHA, "abc"), "s.toml:9: questionnaire: sha256 is not a content hash"),
    "bad currency": (SMALLEST.replace("\n\n", '\ncurrency = "euro"\n\n', 1), "currency is not"),
    "unknown table": (SMALLEST + "[guesses]\n", "s.toml:10: there is no key guesses here. Known"),
    "unknown key": (
        SMALLEST + '\n[answers.owner]\nlvel = "a"\n',
        "s.toml:12: answers.owner: there is no key lvel here. Did you mean level?",
    ),
    "level number": (SMALLEST + "\n[answers.owner]\nlevel = 2\n", "s.toml:12: answers.owner: "),
    "two states": (
        SMALLEST + '\n[answers.owner]\nlevel = "a"\nunknown = true\n',
        "s.toml:11: answers: owner: an answer is a level, or unknown = true",
    ),
    "known how": (SMALLEST + '\n[answers.owner]\nknown = "maybe"\n', "'stated', 'corroborated'"),
    "answer is no table": (SMALLEST + "\n[answers]\nowner = 3\n", "s.toml:12: answers: owner is"),
    "odd id": (SMALLEST + '\n[answers."Ow ner"]\nunknown = true\n', "s.toml:11: answers: Ow ner"),
    "how soon": (SMALLEST + '\n[how_soon]\nowner = "3w"\n', "s.toml:12: how_soon: "),
    "week": (SMALLEST + '\n[plan.actions.x]\nweek = "1"\n', "s.toml:12: plan.actions.x: "),
    "no figure": (SMALLEST + "\n[facts]\nx = nan\n", "s.toml:12: facts.x: inf and nan"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_said_with_its_place(name: str) -> None:
    text, said = REFUSED[name]
    with pytest.raises(SessionError) as refused:
        from_toml(text, Path("s.toml"))
    line = str(refused.value)
    assert said in line
    assert "\n" not in line
    assert not {"pydantic", "validation", "input_value", "dict", "None"} & set(line.split())


FILES = {
    "binary": bytes(range(256)),
    "NUL": b'schema = 1\nproject = "a\0b"\n',
    "not UTF-8": b'schema = 1\nproject = "\xff"\n',
    "huge": b"#" * (MOST_BYTES + 1),
    "deep": b"schema = 1\nx = " + b"[" * 5000 + b"]" * 5000,
    "many parts": b"schema = 1\n" + b"a." * 5000 + b"a = 1\n",
    "half a line": WHOLE_TEXT.encode()[:700],
}


@pytest.mark.parametrize("name", FILES)
def test_files_that_are_no_sessions_are_refused_in_one_line(name: str, tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(FILES[name])
    with pytest.raises(SessionError) as refused:
        read_session(path)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_hidden_characters_are_taken_out_on_reading() -> None:
    text = SMALLEST.replace('"P"', '"P\\u202Egnp\\u001B[2J"')
    assert from_toml(text).project == "Pgnp"
