"""What was measured of verdicts is kept, is no other's, and costs only time when it is lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.builtin import engine
from tests.tui.support import loaded, session, session_of_case
from unstall import outlook, program_text, standings, throwaway
from unstall.outlook import robustness_of, standing_alone
from unstall.session.models import Session
from unstall.standings import Standings, key_of
from unstall.triage.engine import Triage

SHA = loaded().sha256
CASE = session_of_case("all-middling")
QUICK = {q.id for q in engine().questionnaire.questions if q.quick}
PART = CASE.model_copy(update={"answers": {k: a for k, a in CASE.answers.items() if k in QUICK}})


def triage_of(of: Session = PART) -> Triage:
    return engine().triage_session(of)


TRIAGE = triage_of()
MEASURED = robustness_of(engine(), TRIAGE)
STANDING = standing_alone(engine(), TRIAGE)
assert TRIAGE.decision.strategy


def kept_in(file: Path) -> Standings:
    """Give standings over a file in which one was kept."""
    kept = Standings(file)
    kept.keep(TRIAGE, SHA, MEASURED)
    kept.close()
    return kept


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "unstall" / "standings.sqlite3"


@pytest.fixture
def no_measuring(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("measured again")

    monkeypatch.setattr(outlook, "measure", never)


def test_nothing_is_known_before_it_is_measured_and_no_file_is_made_by_asking(file: Path) -> None:
    fresh = Standings(file)
    assert fresh.known(engine(), triage_of(session()), SHA)
    assert not file.parent.exists()
    assert fresh.known(engine(), TRIAGE, SHA) is None


def test_what_was_measured_is_known_in_the_next_process(file: Path) -> None:
    assert Standings(file).weigh(engine(), TRIAGE, SHA) == STANDING
    assert Standings(file).known(engine(), TRIAGE, SHA) == STANDING


@pytest.mark.usefixtures("no_measuring")
def test_what_is_known_is_not_measured_again(file: Path) -> None:
    assert kept_in(file).weigh(engine(), TRIAGE, SHA) == STANDING


@pytest.mark.usefixtures("no_measuring")
def test_with_too_little_known_nothing_is_measured() -> None:
    standing = Standings().weigh(engine(), triage_of(session()), SHA)
    assert standing.word == "open"
    assert "answers that a recommendation needs" in standing.held_back_by[0]


def test_without_a_file_it_is_kept_for_as_long_as_it_is_used() -> None:
    kept = Standings()
    kept.keep(TRIAGE, SHA, MEASURED)
    assert kept.known(engine(), TRIAGE, SHA) == STANDING


def test_a_measurement_of_another_number_of_draws_is_not_kept(file: Path) -> None:
    kept = Standings(file)
    kept.keep(TRIAGE, SHA, replace(MEASURED, draws=10))
    assert kept.known(engine(), TRIAGE, SHA) is None


def test_measuring_can_be_broken_off_and_then_nothing_is_kept(file: Path) -> None:
    def broken_off() -> None:
        raise KeyboardInterrupt

    kept = Standings(file)
    with pytest.raises(KeyboardInterrupt):
        kept.weigh(engine(), TRIAGE, SHA, between=broken_off)
    assert kept.known(engine(), TRIAGE, SHA) is None


def test_the_file_is_for_its_user_alone(file: Path) -> None:
    kept_in(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_no_text_of_a_session_is_in_the_file(file: Path) -> None:
    of = PART.model_copy(update={"project": "Nightjar", "client": "Kestrel & Sons"})
    of = of.model_copy(update={"facts": {"criteria_text": "Whimbrel by Friday"}})
    kept = Standings(file)
    kept.keep(triage_of(of), SHA, MEASURED)
    kept.close()
    for word in (b"Nightjar", b"Kestrel", b"Whimbrel", b"fix", b"sponsor"):
        assert word not in file.read_bytes()


# --- What a share depends on ----------------------------------------------------------------------


def _changes() -> dict[str, Session]:
    first = next(iter(PART.answers))
    others = {key: answer for key, answer in PART.answers.items() if key != first}
    seen = {**PART.answers, first: PART.answers[first].model_copy(update={"known": "seen"})}
    unknown = {**PART.answers, **session({first: None}).answers}
    return {
        "an answer less": PART.model_copy(update={"answers": others}),
        "evidence that was seen": PART.model_copy(update={"answers": seen}),
        "an answer that nobody knows": PART.model_copy(update={"answers": unknown}),
        "a fact": PART.model_copy(update={"facts": {**PART.facts, "months_stalled": 77}}),
        "how soon it can be had": PART.model_copy(update={"how_soon": {first: "2w"}}),
        "a role with a name": PART.model_copy(
            update={"facts": {**PART.facts, "names_by_role": {"sponsor": "Ingrid"}}}
        ),
    }


@pytest.mark.parametrize("change", _changes())
def test_whatever_a_share_may_depend_on_makes_it_another(file: Path, change: str) -> None:
    changed = triage_of(_changes()[change])
    assert key_of(changed, SHA) != key_of(TRIAGE, SHA)
    assert kept_in(file).known(engine(), changed, SHA) is None


def test_another_questionnaire_has_other_shares(file: Path) -> None:
    assert kept_in(file).known(engine(), TRIAGE, "0" * 64) is None


def test_another_program_has_other_shares(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = kept_in(file)
    monkeypatch.setattr(standings, "_MEASURES", ("plan/*.py",))
    assert kept.known(engine(), TRIAGE, SHA) is None


def test_another_version_has_other_shares(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = kept_in(file)
    program_text.program_text.cache_clear()
    monkeypatch.setattr(program_text, "__version__", "999.0.0")
    try:
        assert kept.known(engine(), TRIAGE, SHA) is None
    finally:
        program_text.program_text.cache_clear()


@pytest.mark.usefixtures("no_measuring")
def test_notes_and_the_order_of_answers_and_facts_change_nothing(file: Path) -> None:
    answers = {
        key: answer.model_copy(update={"note": "said on the phone"})
        for key, answer in reversed(PART.answers.items())
    }
    same = PART.model_copy(update={"answers": answers, "facts": dict(reversed(PART.facts.items()))})
    assert kept_in(file).weigh(engine(), triage_of(same), SHA) == STANDING


def test_the_key_is_the_same_in_a_process_with_another_hash_seed() -> None:
    code = (
        "from tests.test_standings import SHA, TRIAGE\n"
        "from unstall.standings import key_of\n"
        "print(key_of(TRIAGE, SHA).hex())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": "."}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True
    )
    assert ran.stdout.strip() == key_of(TRIAGE, SHA).hex()


# --- Files that are damaged, full, read-only or in use --------------------------------------------


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    file = tmp_path_factory.mktemp("whole") / "standings.sqlite3"
    kept_in(file)
    return file.read_bytes()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=st.integers(0, 1 << 20), byte=st.integers(1, 255), seed=st.integers(0, 1 << 30))
@example(at=3956, byte=128, seed=0)
def test_a_damaged_file_gives_the_right_share_or_none(
    whole: bytes, tmp_path: Path, at: int, byte: int, seed: int
) -> None:
    file = tmp_path / f"{at}-{byte}-{seed}.sqlite3"
    damaged = bytearray(whole)
    for place in [at, *(Random(seed).randrange(len(whole)) for _ in range(seed % 40))]:
        damaged[place % len(whole)] ^= byte
    file.write_bytes(damaged)
    kept = Standings(file)
    assert kept.known(engine(), TRIAGE, SHA) in (STANDING, None)
    kept.keep(TRIAGE, SHA, MEASURED)
    assert kept.known(engine(), TRIAGE, SHA) in (STANDING, None)
    kept.close()
    file.unlink(missing_ok=True)


@pytest.mark.parametrize("length", [0, 1, 100, 4096, 5000])
def test_a_file_that_was_cut_short_is_begun_anew(whole: bytes, tmp_path: Path, length: int) -> None:
    file = tmp_path / "standings.sqlite3"
    file.write_bytes(whole[:length] or b"")
    kept = Standings(file)
    assert kept.known(engine(), TRIAGE, SHA) is None
    kept.keep(TRIAGE, SHA, MEASURED)
    assert kept.known(engine(), TRIAGE, SHA) == STANDING


@pytest.mark.parametrize("length", [0, 8, 16, 24])
def test_a_share_of_another_form_counts_as_none(file: Path, length: int) -> None:
    kept = kept_in(file)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE shares SET value = ?", (b"\1" * length,))
    connection.close()
    assert kept.known(engine(), TRIAGE, SHA) is None


def test_a_table_of_another_form_costs_only_time(file: Path) -> None:
    file.parent.mkdir(parents=True)
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE shares (something TEXT)")
    connection.close()
    assert Standings(file).weigh(engine(), TRIAGE, SHA) == STANDING


def test_where_the_folder_cannot_be_made_it_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands here")
    kept = Standings(tmp_path / "cache" / "standings.sqlite3")
    assert kept.weigh(engine(), TRIAGE, SHA) == STANDING
    assert (tmp_path / "cache").read_text() == "a file stands here"


def test_where_a_folder_has_the_name_it_costs_only_time(file: Path) -> None:
    file.mkdir(parents=True)
    assert Standings(file).weigh(engine(), TRIAGE, SHA) == STANDING
    assert file.is_dir()


class Full(sqlite3.Connection):
    """A connection to a disk that takes nothing."""

    def execute(self, sql: str, *more: Any) -> sqlite3.Cursor:
        if sql.startswith("INSERT"):
            raise sqlite3.OperationalError("database or disk is full")
        return super().execute(sql, *more)


def test_a_full_disk_costs_only_time_and_loses_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = kept_in(file)
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: real(*a, **k, factory=Full))
    other = triage_of(CASE)
    assert kept.weigh(engine(), other, SHA) == standing_alone(engine(), other)
    assert kept.known(engine(), other, SHA) is None
    assert kept.known(engine(), TRIAGE, SHA) == STANDING


def test_a_read_only_file_is_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = kept_in(file)
    real = sqlite3.connect

    def read_only(where: str, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = real(where.replace("mode=rw", "mode=ro"), **options)
        return connection

    monkeypatch.setattr(sqlite3, "connect", read_only)
    kept.keep(triage_of(CASE), SHA, MEASURED)
    assert kept.known(engine(), TRIAGE, SHA) == STANDING


def test_while_another_program_writes_it_is_read_and_nothing_waits_long(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throwaway, "WAIT_SECONDS", 0.01)
    kept = kept_in(file)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert kept.known(engine(), TRIAGE, SHA) == STANDING
    kept.keep(triage_of(CASE), SHA, MEASURED)
    other.execute("ROLLBACK")
    other.close()
    assert kept.known(engine(), triage_of(CASE), SHA) is None
    assert kept.known(engine(), TRIAGE, SHA) == STANDING


def test_a_file_that_is_thrown_away_while_it_is_open_costs_only_time(file: Path) -> None:
    kept = Standings(file)
    kept.keep(TRIAGE, SHA, MEASURED)
    file.unlink()
    assert kept.known(engine(), TRIAGE, SHA) in (STANDING, None)
    kept.keep(TRIAGE, SHA, MEASURED)
    assert kept.known(engine(), TRIAGE, SHA) in (STANDING, None)
    assert Standings(file).weigh(engine(), TRIAGE, SHA) == STANDING


def test_many_threads_over_one_file_lose_nothing(file: Path) -> None:
    hashes = [f"{number:064x}" for number in range(24)]
    shared = Standings(file)

    def write(mine: list[str], kept: Standings) -> None:
        for sha256 in mine:
            kept.keep(TRIAGE, sha256, MEASURED)

    threads = [
        Thread(target=write, args=(hashes[start::4], kept))
        for start, kept in enumerate((shared, shared, Standings(file), Standings(file)))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [shared.known(engine(), TRIAGE, sha256) for sha256 in hashes] == [STANDING] * 24


def test_the_oldest_go_first_when_there_are_too_many(file: Path) -> None:
    kept = Standings(file, most=3)
    hashes = [f"{number:064x}" for number in range(8)]
    for sha256 in hashes:
        kept.keep(TRIAGE, sha256, MEASURED)
    known = [kept.known(engine(), TRIAGE, sha256) is not None for sha256 in hashes]
    assert known == [False] * 5 + [True] * 3
