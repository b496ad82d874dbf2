"""What another version of a questionnaire would make of saved sessions, in words and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from unstall.commands.columns import cut, table, wrapped
from unstall.overview import Verdict
from unstall.questionnaire.history import Kind
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.versions import VersionMap
from unstall.report.phrases import counted
from unstall.session.mapped import AnswerFound
from unstall.version_effect import Effect, NoEffect

WIDTH = 80
WIDEST_NAME = 24
_TOO_LITTLE = "too little known"


def as_words(
    new: Questionnaire,
    in_force: str | None,
    changes: Sequence[VersionMap],
    projects: Sequence[Effect | NoEffect],
) -> Iterator[str]:
    """Give the lines: what would change, then a row for each project, then what it would lose."""
    told = [one for one in projects if isinstance(one, Effect)]
    instead = f"in the place of {in_force}" if in_force else "of which no version is in force"
    yield from wrapped(f"{new.title} ({new.id} {new.version}), {instead}", WIDTH)
    for versions in changes:
        yield ""
        yield from _changes(versions)
    yield ""
    if told:
        yield from _rows(told)
    else:
        yield "No saved session was made with this questionnaire."
    for effect in told:
        yield from _losses(effect)
    for one in projects:
        if isinstance(one, NoEffect):
            yield ""
            yield from wrapped(f"{one.project}: not to be told. {one.reason}", WIDTH, rest="  ")


def _changes(versions: VersionMap) -> Iterator[str]:
    yield f"Since {versions.old_version}"
    rescaled = [_rescaled(one.new or "", [s.because for s in one.steps])
                for one in versions.rescaled]  # fmt: skip
    lines = [
        *(("renamed", f"{_kind(kind)}{old} is {new}") for kind, old, new in _renamed(versions)),
        *(("rescaled", line) for line in rescaled),
        *(("retired", f"{_kind(kind)}{old}: {because or 'gone without a reason'}")
          for kind, old, because in _gone(versions)),
        *(("new", id_) for id_ in versions.added),
    ]  # fmt: skip
    for what, line in lines or [("", "no question changed")]:
        yield from wrapped(line, WIDTH, first=f"  {what:<9}", rest=" " * 11)


def _kind(kind: Kind) -> str:
    return "" if kind == "question" else f"{kind} "


def _renamed(versions: VersionMap) -> Iterator[tuple[Kind, str, str]]:
    """Give what has another id now: its kind, the old id, the new one."""
    yield from (("question", one.old, one.new) for one in versions.renamed if one.new)
    for kind, places in _others(versions):
        yield from ((kind, old, new) for old, new in places.items() if new and new != old)


def _gone(versions: VersionMap) -> Iterator[tuple[Kind, str, str | None]]:
    """Give what is there no more: its kind, its id, and its author's reason."""
    yield from (("question", one.old, one.because) for one in versions.retired)
    for kind, places in _others(versions):
        gone = (old for old, new in places.items() if new is None)
        yield from ((kind, old, versions.why_gone(kind, old)) for old in gone)


def _others(versions: VersionMap) -> tuple[tuple[Kind, Mapping[str, str | None]], ...]:
    return ("fact", versions.facts), ("action", versions.actions)


def _rescaled(question: str, because: Iterable[str | None]) -> str:
    reasons = " ".join(words for words in because if words)
    return f"{question}: {reasons}" if reasons else question


def _rows(told: Sequence[Effect]) -> Iterator[str]:
    """Lay out a row for each project; a column in which nothing happens is left out."""
    counts = {
        "OLDER": [effect.older for effect in told],
        "KEPT": [len(_given(effect.account.kept)) for effect in told],
        "RENAMED": [len(_given(effect.account.renamed)) for effect in told],
        "RESCALED": [len(effect.account.rescaled) for effect in told],
        "ASK AGAIN": [len(effect.account.ask_again) for effect in told],
        "RETIRED": [len(effect.account.retired) for effect in told],
        "NEW": [len(effect.asked_anew) for effect in told],
    }
    shown = {name: many for name, many in counts.items() if name == "KEPT" or any(many)}
    rows = [
        (
            cut(effect.session.project, WIDEST_NAME),
            effect.versions.old_version,
            *(str(many[place]) for many in shown.values()),
            _verdict_in_words(effect),
        )
        for place, effect in enumerate(told)
    ]
    return table(("PROJECT", "FROM", *shown, "VERDICT"), rows)


def _given(found: Iterable[AnswerFound]) -> list[AnswerFound]:
    """Leave out notes on questions that are not answered."""
    return [one for one in found if one.answer.state != "unanswered"]


def _verdict_in_words(effect: Effect) -> str:
    before = effect.before.brief if effect.before else _TOO_LITTLE
    after = effect.after.brief if effect.after else _TOO_LITTLE
    return before if before == after else f"{before} → {after}"


def _losses(effect: Effect) -> Iterator[str]:
    account = effect.account
    lines = [
        *(f"{one.old}: asked again" for one in account.ask_again),
        *(f"{one.old}: retired. {one.because or ''}" for one in account.retired),
        *(f"{one.kind} {one.old}: left out. {_sentence(one.because)}" for one in account.left_out),
    ]
    if lines:
        yield ""
        older = f", and {counted(effect.older, 'older session')}" if effect.older else ""
        yield from wrapped(f"{effect.session.project}{older}", WIDTH)
    for line in lines:
        yield from wrapped(line, WIDTH, first="  ", rest="    ")


def _sentence(because: str | None) -> str:
    return f"{because[0].upper()}{because[1:].rstrip('.')}." if because else ""


def changes_data(changes: Sequence[VersionMap]) -> list[dict[str, Any]]:
    """Give what changed since each version as data."""
    return [
        {
            "from": versions.old_version,
            "renamed": [
                {"kind": kind, "old": old, "new": new} for kind, old, new in _renamed(versions)
            ],
            "rescaled": [
                {
                    "question": one.new,
                    "levels": dict(one.levels),
                    "rules": [step.rule for step in one.steps],
                    "because": [step.because for step in one.steps if step.because],
                }
                for one in versions.rescaled
            ],
            "retired": [
                {"kind": kind, "id": old, "because": because}
                for kind, old, because in _gone(versions)
            ],
            "added": list(versions.added),
        }
        for versions in changes
    ]


def as_data(effect: Effect | NoEffect) -> dict[str, Any]:
    """Give what would become of one project's answers as data."""
    if isinstance(effect, NoEffect):
        return _named(effect.project, None, str(effect.path)) | {"problem": str(effect.reason)}
    account, session = effect.account, effect.session
    return _named(session.project, session.client, str(effect.path)) | {
        "version": effect.versions.old_version,
        "older": effect.older,
        "kept": [one.old for one in _given(account.kept)],
        "renamed": [{"old": one.old, "new": one.new} for one in _given(account.renamed)],
        "rescaled": [
            {"old": one.old, "new": one.new, "before": one.answer.level, "after": one.level}
            for one in account.rescaled
        ],
        "ask_again": [one.old for one in account.ask_again],
        "retired": [{"question": one.old, "because": one.because} for one in account.retired],
        "left_out": [
            {"kind": one.kind, "id": one.old, "because": one.because} for one in account.left_out
        ],
        "added": list(effect.asked_anew),
        "verdict_before": _verdict_data(effect.before),
        "verdict_after": _verdict_data(effect.after),
    }


def _named(project: str, client: str | None, path: str) -> dict[str, Any]:
    """Give the keys that every session has, in their order, with nothing known yet."""
    return {
        "project": project,
        "client": client,
        "path": path,
        "problem": None,
        "version": None,
        "older": None,
        **{key: [] for key in _LISTS},
        "verdict_before": None,
        "verdict_after": None,
    }


_LISTS = ("kept", "renamed", "rescaled", "ask_again", "retired", "left_out", "added")


def _verdict_data(verdict: Verdict | None) -> dict[str, Any] | None:
    if verdict is None:
        return None
    return {"strategy": verdict.strategy, "shape": verdict.shape, "then": verdict.then}
