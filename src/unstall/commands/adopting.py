"""Adopting a version of a questionnaire, and showing beforehand what it makes of saved sessions."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Any

from unstall.commands.adopting_words import as_data, as_words, changes_data
from unstall.commands.folder import session_store
from unstall.commands.output import give, give_json, say
from unstall.commands.questionnaire import problem_data, problems_with
from unstall.questionnaire.library import Origin, in_force
from unstall.questionnaire.load import Loaded, load
from unstall.questionnaire.problems import Problem
from unstall.report.phrases import counted
from unstall.version_effect import VersionEffect

InForce = tuple[Loaded, Origin] | None


def adopt_version(path: Path, *, dry_run: bool, force: bool, as_json: bool) -> int:
    """Check a version, show what it would do or put it in force, and give the exit code.

    Raises `QuestionnaireError` for what cannot be read, before anything is changed.
    """
    store = session_store()
    new = load(path)
    now = in_force(new.questionnaire.id, store.folder)
    problems, _ = problems_with(path, now[0].path if now else None)
    passed = force or not any(problem.severity == "error" for problem in problems)
    data: dict[str, Any] = _data(new, now, problems)
    for problem in problems:
        say(f"{problem.severity}: {problem}")
    if dry_run:
        effect = VersionEffect(new, store)
        projects = list(effect.on_projects())
        if as_json:
            sessions = [as_data(one) for one in projects]
            give_json(data | {"changes": changes_data(effect.changes), "sessions": sessions})
        else:
            give("\n".join(as_words(new.questionnaire, _named(now), effect.changes, projects)))
    elif passed:
        _put_in_force(new, now, store.folder, data, as_json=as_json)
    elif as_json:
        give_json(data)
    if not passed:
        errors = sum(problem.severity == "error" for problem in problems)
        say(f"Not to be adopted as it is: {counted(errors, 'error')}. --force adopts it anyhow.")
    return 0 if passed else 1


def _put_in_force(
    new: Loaded, now: InForce, sessions: Path, data: dict[str, Any], *, as_json: bool
) -> None:
    from unstall.adopting import adopt

    named = new.questionnaire
    if now and now[0].sha256 == new.sha256:
        if as_json:
            give_json(data | {"file": str(now[0].path)})
        say(f"{named.id} {named.version} is in force already.")
        return
    done = adopt(new, sessions)
    if as_json:
        kept = [str(path) for path in done.kept]
        give_json(data | {"adopted": True, "file": str(done.file), "kept": kept})
    else:
        give(str(done.file))
    say(f"{named.id} {named.version} is in force for new sessions and re-runs.")
    if done.kept:
        say(
            f"What was in force before is kept. The way back: "
            f"unstall questionnaire adopt --force {quote(str(done.kept[0]))}"
        )


def _named(now: InForce) -> str | None:
    return f"{now[0].questionnaire.version} ({now[1]})" if now else None


def _data(new: Loaded, now: InForce, problems: list[Problem]) -> dict[str, Any]:
    return {
        "questionnaire": _version_data(new),
        "in_force": _version_data(now[0]) | {"origin": now[1]} if now else None,
        "problems": [problem_data(problem) for problem in problems],
        "adopted": False,
        "file": None,
        "kept": [],
        "changes": None,
        "sessions": None,
    }


def _version_data(loaded: Loaded) -> dict[str, Any]:
    return {
        "id": loaded.questionnaire.id,
        "version": loaded.questionnaire.version,
        "sha256": loaded.sha256,
        "path": str(loaded.path),
    }
