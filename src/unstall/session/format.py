"""A session as TOML text, and back.

Writing is stable: the same session gives the same bytes. The head comes first, then
`[questionnaire]`, `[ballot]` in a ballot, `[facts]`, `[how_soon]`, `[voters]`, one `[votes.…]`
table per question and round, one `[answers.…]` table per answer, `[last_plan]` with what became of
the plan before, `[plan]` with one table per action of which something was decided, per action that
was added and per checkpoint that was held, and `[result]`; tables and facts are sorted by id, one
key stands per line, and what is not set is not written.
UTF-8, LF. Whole numbers among the facts have no decimal point.

Reading refuses what does not belong, in words, with file and line.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import tomli_w
from pydantic import ValidationError

from unstall.errors import Place, SessionError
from unstall.session.models import (
    SCHEMA,
    Accepted,
    ActionOutcome,
    Answer,
    BallotRef,
    CheckpointKind,
    Held,
    LastPlan,
    OwnAction,
    PlanState,
    Result,
    Session,
    Votes,
)
from unstall.toml import Lines, line_of, parse_toml, read_text

MOST_BYTES = 4_000_000
"""Largest session file that is written or read; a full triage with long notes has about 60 kB."""


def read_session(path: Path) -> Session:
    """Read one session file; raises `SessionError` with file, line and remedy."""
    return from_toml(read_text(path, most_bytes=MOST_BYTES, error=SessionError), path)


def from_toml(text: str, path: Path | None = None) -> Session:
    """Read a session's text; raises `SessionError` with line and remedy, naming `path`."""
    if not text.strip():
        raise SessionError("the file is empty", Place(path))
    tables = _parsed(text, path)
    if "schema" not in tables:
        raise SessionError(
            "this is not a session: it has no schema",
            Place(path),
            f"A session begins with the line schema = {SCHEMA}.",
        )
    schema = tables["schema"]
    if isinstance(schema, int) and schema > SCHEMA:
        raise SessionError(
            f"a newer unstall wrote this session (schema {schema}; this one knows {SCHEMA})",
            Place(path, line_of(text, ("schema",)), "schema"),
            "Open it with a newer unstall.",
        )
    try:
        return Session.model_validate(tables)
    except ValidationError as refused:
        raise _in_words(refused, tables, path, text) from None


def _parsed(text: str, path: Path | None) -> dict[str, Any]:
    try:
        return parse_toml(text, path=path, error=SessionError)
    except SessionError:
        _refuse_conflict(text, path)
        raise


def _refuse_conflict(text: str, path: Path | None) -> None:
    """Raise `SessionConflictError` for what git leaves where it could not put versions together."""
    if any(mark in text for mark in _MARKS):
        from unstall.session.conflict import conflict_refusal

        if refused := conflict_refusal(text, path):
            raise refused


_MARKS = ("<<<<<<<", "=======", ">>>>>>>")
"""What a file with a conflict holds at least one of."""


def to_toml(session: Session) -> str:
    """Write a session; raises `SessionError` for a number that is not finite."""
    return _text(session, tables_of(session))


def encode(session: Session) -> bytes:
    """Write a session as the bytes of its file.

    Raises `SessionError` for what could not be read back: too long, or not a whole session.
    """
    tables = tables_of(session)
    try:
        Session.model_validate(tables)
    except ValidationError as refused:
        raise _in_words(refused, tables) from None
    data = _text(session, tables).encode("utf-8", "replace")
    if len(data) > MOST_BYTES:
        raise SessionError(
            f"the session would have {len(data):,} bytes, and {MOST_BYTES:,} is the most",
            hint="Shorten the longest notes.",
        )
    return data


def _text(session: Session, tables: Mapping[str, Any]) -> str:
    after = {"last_plan", "plan", "result"}
    before = {key: value for key, value in tables.items() if key not in after | {"answers"}}
    parts = [
        tomli_w.dumps(before),
        *(
            _answer_text(name, answer, answer.at and answer.at.utcoffset())
            for name, answer in sorted(session.answers.items())
        ),
        tomli_w.dumps({key: tables[key] for key in sorted(after) if key in tables}),
    ]
    return "\n".join(part for part in parts if part)


@lru_cache(maxsize=1024)
def _answer_text(name: str, answer: Answer, _offset: timedelta | None) -> str:
    # Between two keys one answer changes; writing the others again would be most of the work.
    # The offset is there because moments are equal, and so are answers, whatever theirs is.
    return tomli_w.dumps({"answers": {name: _answer(answer)}})


def _in_words(
    refused: ValidationError, tables: Mapping[str, Any], path: Path | None = None, text: str = ""
) -> SessionError:
    from unstall.questionnaire.faults import faults

    # A key that does not exist goes first: often it is the misspelt one that is said to be missing.
    unknown = {error["loc"] for error in refused.errors() if error["type"] == "extra_forbidden"}
    found = min(faults(refused, tables, Session), key=lambda one: one.keys not in unknown)
    table = ".".join(map(str, found.keys[:-1])) or None
    place = Place(path, Lines(text).nearest(found.keys), table)
    return SessionError(found.message, place, found.hint)


def tables_of(session: Session) -> dict[str, Any]:
    """Give the tables as which a session is written, in their normal form and order.

    `Session.model_validate` takes them back. Raises `SessionError` for a number that is not finite.
    """
    head = {
        "schema": SCHEMA,
        "project": session.project,
        "client": session.client,
        "currency": session.currency,
        "depth": session.depth,
        "opened": _moment(session.opened),
        "assessed": session.assessed,
        "closed": _moment(session.closed),
        "previous": session.previous,
    }
    questionnaire = session.questionnaire
    tables = {
        "questionnaire": {
            "id": questionnaire.id,
            "version": questionnaire.version,
            "sha256": questionnaire.sha256,
        },
        "ballot": _ballot(session.ballot) if session.ballot else {},
        "facts": {name: _value(session.facts[name], name) for name in sorted(session.facts)},
        "how_soon": dict(sorted(session.how_soon.items())),
        "voters": dict(sorted(session.voters.items())),
        "votes": {name: _votes(votes) for name, votes in sorted(session.votes.items())},
        "answers": {name: _answer(answer) for name, answer in sorted(session.answers.items())},
        "last_plan": _last_plan(session.last_plan),
        "plan": _plan(session.plan),
        "result": _result(session.result) if session.result else {},
    }
    return _set(head) | {name: table for name, table in tables.items() if table}


def _answer(answer: Answer) -> dict[str, Any]:
    return _set(
        {
            "level": answer.level,
            "unknown": answer.unknown,
            "not_applicable": answer.not_applicable,
            "known": answer.known,
            "evidence": answer.evidence,
            "note": answer.note,
            "ask": answer.ask,
            "at": _moment(answer.at),
            "confirmed": answer.confirmed,
            "voted": answer.voted,
            "accepted": _accepted(answer.accepted) if answer.accepted else None,
        }
    )


def _ballot(ballot: BallotRef) -> dict[str, Any]:
    return _set({"id": ballot.id, "role": ballot.role, "questions": list(ballot.questions)})


def _votes(votes: Votes) -> dict[str, dict[str, str]]:
    rounds = {"first": votes.first, "second": votes.second}
    return {name: dict(sorted(cast.items())) for name, cast in rounds.items() if cast}


def _accepted(accepted: Accepted) -> dict[str, str]:
    return {"by": accepted.by, "why": accepted.why}


def _plan(plan: PlanState) -> dict[str, Any]:
    actions = {
        name: _set(
            {
                "owner": planned.owner,
                "done": planned.done,
                "week": planned.week,
                "dropped": planned.dropped,
                "note": planned.note,
            }
        )
        for name, planned in sorted(plan.actions.items())
    }
    own = {name: _own(name, added) for name, added in sorted(plan.own.items())}
    return _set(
        {
            "start": plan.start,
            "left_from": plan.left_from,
            "holidays": plan.holidays,
            "actions": actions or None,
            "own": own or None,
            "held": _held(plan.held) or None,
        }
    )


def _last_plan(last: LastPlan) -> dict[str, Any]:
    def outcome(of: ActionOutcome) -> dict[str, Any]:
        return _set({"done": of.done, "dropped": of.dropped, "note": of.note})

    actions = {name: outcome(of) for name, of in sorted(last.actions.items())}
    return _set({"actions": actions or None, "held": _held(last.held) or None})


def _held(held: Mapping[CheckpointKind, Held]) -> dict[str, Any]:
    return {
        kind: _set({"on": one.on, "outcome": one.outcome, "note": one.note})
        for kind, one in sorted(held.items())
    }


def _own(name: str, added: OwnAction) -> dict[str, Any]:
    return _set(
        {
            "title": added.title,
            "role": added.role,
            "done_when": added.done_when,
            "effort": _value(added.effort, name) if added.effort else None,
            "after": list(added.after) or None,
            "added_for": added.added_for,
            "part_of": added.part_of,
            "share": _value(added.share, name) if added.share else None,
        }
    )


def _result(result: Result) -> dict[str, Any]:
    return _set(
        {
            "strategy": result.strategy,
            "shape": result.shape,
            "then": result.then,
            "standing": result.standing,
            "program": result.program,
            "conditions": list(result.conditions) or None,
            "points": dict(sorted(result.points.items())) or None,
            "readiness": {
                name: [_finite(end, name) for end in ends]
                for name, ends in sorted(result.readiness.items())
            }
            or None,
        }
    )


def _set(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value is not None}


def _value(value: Any, name: str) -> Any:
    """Bring a fact into the form in which it is written: sorted, whole numbers without a point."""
    if isinstance(value, Mapping):
        return {key: _value(value[key], name) for key in sorted(value, key=_rank)}
    if isinstance(value, (list, tuple)):
        return [_value(entry, name) for entry in value]
    if isinstance(value, float):
        whole = _finite(value, name)
        return int(whole) if whole.is_integer() else whole
    return _moment(value) if isinstance(value, datetime) else value


def _rank(key: str) -> tuple[int, str]:
    """Sort by id, but the parts of a range from least to most."""
    parts = ("low", "likely", "high")
    return (parts.index(key) if key in parts else len(parts), key)


def _finite(number: float, name: str) -> float:
    if not math.isfinite(number):
        raise SessionError("inf and nan are no figures", Place(item=name), "Write a number.")
    return number


class _Written(datetime):
    """A moment that is written with a T between date and time."""

    def __str__(self) -> str:
        return self.isoformat()


def _moment(moment: datetime | None) -> date | None:
    if moment is None:
        return None
    offset = moment.utcoffset() or timedelta()
    if offset % timedelta(minutes=1):
        # TOML counts offsets in minutes; some places had offsets in seconds until about 1900.
        moment = moment.astimezone(UTC)
    return _Written.fromisoformat(moment.isoformat())
