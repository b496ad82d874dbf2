"""The same session gives the same bytes: in every process, and however its files are arranged."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import tomli_w

from tests.commands.running import environment
from tests.proof import mostly_thorough
from tests.report.examples import ASSESSED, ONE_OF_EACH, furnished
from unstall.outlook import outlook_of
from unstall.paths import builtin_questionnaires
from unstall.questionnaire.load import load
from unstall.questionnaire.models import Questionnaire
from unstall.report.data import score_data
from unstall.session.models import Session
from unstall.session.store import SessionStore
from unstall.triage.engine import Engine

BUILTIN = builtin_questionnaires() / "stalled-ai"
COMMANDS = (["score", "--json"], ["report"], ["plan"], ["summary"])
SAY_ALL = (
    "import sys\n"
    "from unstall.cli import run\n"
    f"for command, *options in {COMMANDS!r}:\n"
    "    assert run([command, sys.argv[1], *options]) == 0\n"
)


def partly_answered(name: str) -> Session:
    """Leave some answers out, so that there is something to draw and to ask."""
    session = furnished(name)
    left = {q: a for n, (q, a) in enumerate(session.answers.items()) if n % 9 != 4}
    facts = dict(session.facts)
    if weeks := facts.pop("hard_date_weeks", None):
        facts["hard_date"] = ASSESSED + timedelta(weeks=weeks)
    return session.model_copy(update={"answers": left, "project": name, "facts": facts})


def stored(folder: Path, name: str) -> Path:
    loaded = load(BUILTIN, with_cases=True)
    session = partly_answered(name)
    made_with = session.questionnaire.model_copy(update={"sha256": loaded.sha256})
    session = session.model_copy(update={"questionnaire": made_with})
    return SessionStore(folder).create(session, loaded)


def said(path: Path, home: Path, seed: str) -> str:
    """Run every command on a session in a process of its own."""
    variables = {**os.environ, **environment(home), "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", SAY_ALL, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=variables)
    return done.stdout


def turned_round(path: Path) -> None:
    """Write the answers, facts and all other tables of a session in the opposite order."""

    def reverse(table: Any) -> Any:
        if not isinstance(table, dict):
            return table
        plain = {k: v for k, v in table.items() if not isinstance(v, dict)}
        tables = {k: reverse(v) for k, v in table.items() if isinstance(v, dict)}
        return dict(reversed(plain.items())) | dict(reversed(tables.items()))

    before = path.read_text(encoding="utf-8")
    path.write_text(tomli_w.dumps(reverse(tomllib.loads(before))), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before


@pytest.mark.parametrize("name", mostly_thorough(ONE_OF_EACH.values()))
def test_two_processes_and_any_order_of_answers_give_the_same_bytes(
    name: str, tmp_path: Path
) -> None:
    """JSON, report, plan and summary; a session for each of the five strategies."""
    path = stored(tmp_path / "sessions", name)
    first = said(path, tmp_path, "1")
    assert len(first) > 20_000
    turned_round(path)
    assert said(path, tmp_path, "2") == first


def score(questionnaire: Questionnaire, session: Session) -> dict[str, Any]:
    engine = Engine(questionnaire)
    triage = engine.triage_session(session)
    return score_data(engine, session, triage, outlook_of(engine, triage))


def test_the_names_of_a_questionnaires_files_change_nothing(tmp_path: Path) -> None:
    files = sorted(BUILTIN.glob("*.toml"))
    for number, file in enumerate(reversed(files)):
        shutil.copy(file, tmp_path / f"{number:02}.toml")
    before, after = load(BUILTIN), load(tmp_path)
    assert after.sha256 == before.sha256
    session = partly_answered("value-doubtful")
    assert score(after.questionnaire, session) == score(before.questionnaire, session)


LISTED_AS_WRITTEN = {
    "questions": {"causes", "find_out", "lenses"},
    "gates": {"gates", "closed_by", "closed_by_answers", "conditions"},
    "facts": {"ask_facts"},
    "fact_points": set[str](),
    "forced_stops": set[str](),
    "actions": set[str](),
}
"""Where the order of a list shows: in lists that stand in its order, and nowhere else."""


def told(data: dict[str, Any], left_out: set[str]) -> dict[str, Any]:
    """Leave keys out, also of the ranking of strategies."""
    ranking = [{k: v for k, v in way.items() if k not in left_out} for way in data["ranking"]]
    return {k: v for k, v in data.items() if k not in left_out} | {"ranking": ranking}


@pytest.mark.parametrize("table", mostly_thorough(LISTED_AS_WRITTEN))
def test_the_order_within_a_file_changes_no_verdict_share_or_flip(table: str) -> None:
    """With the order of the call written down, as it decides what is asked next on a tie."""
    data = dict(load(BUILTIN).source.data)
    call = [question.id for question in load(BUILTIN).questionnaire.call_order]
    data["interview"] = {**data["interview"], "order": call}
    session = partly_answered("notebook-strong-team")
    before = score(Questionnaire.model_validate(data), session)
    shuffled = Random(3).sample(data[table], len(data[table]))
    assert shuffled != data[table]
    after = score(Questionnaire.model_validate({**data, table: shuffled}), session)
    as_written = LISTED_AS_WRITTEN[table]
    assert told(after, as_written) == told(before, as_written)


def test_another_name_of_the_project_changes_only_the_name() -> None:
    questionnaire, session = load(BUILTIN).questionnaire, partly_answered("all-middling")
    renamed = session.model_copy(update={"project": "Something else", "client": "Somebody else"})
    before, after = score(questionnaire, session), score(questionnaire, renamed)
    assert {key for key in before if before[key] != after[key]} == {"project"}
