"""Questionnaires: listing, showing and checking them, beginning one, adopting a version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from unstall.commands.folder import sessions_folder, sessions_option
from unstall.commands.output import give, give_json, quoted, say
from unstall.errors import QuestionnaireError, UsageError
from unstall.suggest import did_you_mean

if TYPE_CHECKING:
    from unstall.questionnaire.load import Loaded
    from unstall.questionnaire.problems import Problem

DEFAULT = "stalled-ai"
"""The questionnaire that is used when none is named."""


@click.group()
def questionnaire() -> None:
    """List, show, check, begin or adopt questionnaires.

    QUESTIONNAIRE is an id from the list, or the path of a file or folder.
    """


@questionnaire.command("list", short_help="List your own and the built-in ones.")
@sessions_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def list_(as_json: bool) -> None:
    """List your own questionnaires, the built-in ones, and the copies kept with sessions."""
    from unstall.commands.columns import table
    from unstall.questionnaire.library import list_available

    found = list_available(sessions_folder())
    if as_json:
        give_json(
            [
                {
                    "id": one.id,
                    "version": one.version,
                    "title": one.title,
                    "origin": one.origin,
                    "questions": one.questions,
                    "sha256": one.sha256,
                    "path": str(one.path),
                    "damaged": str(one.damaged) if one.damaged else None,
                }
                for one in found
            ]
        )
        return
    # A copy of what can be used anyway would only be noise.
    usable = {one.sha256 for one in found if one.origin != "kept" and one.sha256}
    rows = [
        (one.id, one.version or "-", one.origin, one.title or f"damaged: {one.damaged}")
        for one in found
        if one.origin != "kept" or one.sha256 not in usable
    ]
    give("\n".join(table(("ID", "VERSION", "ORIGIN", "TITLE"), rows)))


@questionnaire.command(short_help="Show questions with their levels, and facts.")
@sessions_option
@click.argument("questionnaire", default=DEFAULT)
@click.option("--question", metavar="QUESTION", help="Only this question.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def show(questionnaire: str, question: str | None, as_json: bool) -> None:
    """Show the questions with their levels, and the facts, of a questionnaire."""
    from unstall.commands.questionnaire_words import as_data, as_words
    from unstall.questionnaire.library import find

    loaded = find(questionnaire, sessions_folder())
    shown = loaded.questionnaire
    if question is not None:
        from unstall.session.edit import find_question

        shown = shown.model_copy(
            update={"questions": (find_question(shown, question),), "facts": ()}
        )
    if as_json:
        give_json(as_data(shown, loaded.sha256, loaded.path))
    else:
        give("\n".join(as_words(shown)))


@questionnaire.command(short_help="Check some, and run their authors' cases.")
@sessions_option
@click.argument("questionnaires", metavar="QUESTIONNAIRE...", nargs=-1, required=True)
@click.option(
    "--against", metavar="QUESTIONNAIRE",
    help="Check that answers saved with this version find their place in the new one.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def check(questionnaires: tuple[str, ...], against: str | None, as_json: bool) -> int:
    """Check questionnaires, and run their authors' own cases.

    Prints one line per problem: where, what, what to do. Exit code 1 if there is an error; a
    warning alone passes.
    """
    if against is not None and len(questionnaires) > 1:
        raise UsageError("--against compares one questionnaire", hint="Name one new version.")
    old = path_of(against) if against is not None else None
    checked = [(named, *problems_with(path_of(named), old)) for named in questionnaires]
    passed = not any(p.severity == "error" for _, problems, _ in checked for p in problems)
    if as_json:
        give_json({"ok": passed, "checked": [_checked_data(*one) for one in checked]})
    elif lines := [f"{p.severity}: {p}" for _, problems, _ in checked for p in problems]:
        give("\n".join(lines))
    for named, problems, cases in checked:
        say(f"{named}: {_summary(problems, cases)}")
    return 0 if passed else 1


@questionnaire.command(short_help="Make new sessions and re-runs with a version.")
@sessions_option
@click.argument("path", metavar="PATH")
@click.option("--dry-run", is_flag=True, help="Only show what it would make of saved sessions.")
@click.option("--force", is_flag=True, help="Adopt what is older, or does not pass its check.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def adopt(path: str, dry_run: bool, force: bool, as_json: bool) -> int:
    """Make new sessions and re-runs with the version of a questionnaire at PATH.

    It is checked first, also against the version that is in force now, which is kept. Saved
    sessions stay as they are; --dry-run shows what a re-run of each project would make of its
    answers. Exit code 1 if the check is not passed.
    """
    from unstall.commands.adopting import adopt_version

    return adopt_version(path_of(path), dry_run=dry_run, force=force, as_json=as_json)


@questionnaire.command(short_help="Write the format as a JSON Schema.")
def schema() -> None:
    """Write the format as a JSON Schema, for editors that check TOML as it is typed."""
    from unstall.questionnaire.schema import json_schema

    give_json(json_schema())


@questionnaire.command(short_help="Write a small one to begin your own from.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
def new(file: Path, force: bool) -> None:
    """Write a small questionnaire that passes its check, to begin one's own from."""
    from importlib.resources import files

    from unstall.commands.writing import write_document

    text = (files("unstall") / "skeleton.toml").read_text(encoding="utf-8")
    write_document(text, file, force=force)
    say(f"Change it at will, then run: unstall questionnaire check {file}")


def path_of(named: str) -> Path:
    """Find a questionnaire's file or folder by path, or by its id among those that are in use."""
    from unstall.questionnaire.library import list_available

    path = Path(named)
    if path.exists():
        return path
    if "/" in named or named.endswith(".toml"):
        raise QuestionnaireError(
            f"there is no file or folder {quoted(named)}", hint="Check the path."
        )
    available = [one for one in list_available() if one.origin != "kept"]
    found = next((one.path for one in available if one.id == named), None)
    if found is None:
        raise QuestionnaireError(
            f"there is no questionnaire {quoted(named)}",
            hint=did_you_mean(named, (one.id for one in available))
            or "`unstall questionnaire list` shows what there is.",
        )
    return found


def problems_with(path: Path, against: Path | None = None) -> tuple[list[Problem], int]:
    """List what is wrong, and count the author's cases that were run.

    With `against` also what does not follow on that older version. Raises `QuestionnaireError` if
    the older version is damaged or is another questionnaire.
    """
    from unstall.questionnaire.check import problems_in

    problems = problems_in(path)
    if any(problem.severity == "error" for problem in problems):
        return problems, 0
    from unstall.commands.cases import case_findings
    from unstall.questionnaire.load import load

    loaded = load(path, with_cases=True)
    failed = [found.in_source(loaded.source) for found in case_findings(loaded.questionnaire)]
    since = _since(loaded, against) if against else []
    found = sorted((*failed, *since), key=lambda problem: problem.severity)
    return [*found, *problems], len(loaded.questionnaire.cases)


def _since(new: Loaded, against: Path) -> list[Problem]:
    from unstall.questionnaire.against import against as findings
    from unstall.questionnaire.load import load

    old = load(against)
    same_content = old.sha256 == new.sha256
    found = findings(new.questionnaire, old.questionnaire, same_content=same_content)
    return [finding.in_source(new.source) for finding in found]


def _checked_data(named: str, problems: list[Problem], cases: int) -> dict[str, Any]:
    return {
        "questionnaire": named,
        "ok": not any(problem.severity == "error" for problem in problems),
        "cases_run": cases,
        "problems": [problem_data(problem) for problem in problems],
    }


def problem_data(problem: Problem) -> dict[str, Any]:
    """Give a problem as data."""
    return {
        "severity": problem.severity,
        "file": str(problem.place.file) if problem.place.file else None,
        "line": problem.place.line,
        "item": problem.place.item,
        "message": problem.message,
        "hint": problem.hint,
    }


def _summary(problems: list[Problem], cases: int) -> str:
    from unstall.report.phrases import counted, listed

    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    found = [
        counted(number, kind)
        for number, kind in ((errors, "error"), (warnings, "warning"))
        if number
    ]
    run = f", {counted(cases, 'case')} run" if cases else ""
    return f"{listed(found) if found else 'in order'}{run}"
