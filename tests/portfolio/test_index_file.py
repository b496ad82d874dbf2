"""What is filled in is kept; and the file of the index may be lost at any time."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.portfolio.folders import NEEDED, Shelf, alpha, by_folder, made, with_months
from tests.proof import examples
from unstall import program_text, throwaway
from unstall.session.format import encode

# --- What takes longer --------------------------------------------------------------------------


def test_what_was_filled_in_is_kept(shelf: Shelf, no_reading: Callable[[], None]) -> None:
    index = shelf.index()
    (row,) = (row for row in index.rows() if row.project == "Alpha")
    assert (row.standing, row.checkpoints, row.is_filled) == (None, None, False)
    full = index.filled(row)
    index.close()
    assert full
    assert full.is_filled
    assert full.checkpoints
    shelf.settle()
    no_reading()
    assert shelf.rows()["alpha"] == full


def test_what_is_filled_in_is_of_the_files_as_they_are_now(shelf: Shelf) -> None:
    index = shelf.index()
    row = next(index.rows())
    with_months(alpha(shelf), 9)
    full = index.filled(row)
    assert full
    assert full.months_stalled == 9
    alpha(shelf).unlink()
    assert index.filled(row) is None
    index.close()


def test_what_is_full_is_not_filled_again(shelf: Shelf, no_reading: Callable[[], None]) -> None:
    index = shelf.index()
    full = index.filled(next(index.rows()))
    assert full
    no_reading()
    assert index.filled(full) is full
    index.close()


def test_a_change_takes_back_what_was_filled_in(shelf: Shelf) -> None:
    index = shelf.index()
    for row in index.rows():
        index.filled(row)
    index.close()
    alpha(shelf).write_bytes(encode(made("Alpha", NEEDED | {"owner": "nobody"})))
    row = shelf.rows()["alpha"]
    assert (row.is_filled, row) == (False, shelf.fresh()["alpha"])


def test_a_round_that_is_broken_off_keeps_what_it_read(shelf: Shelf) -> None:
    shelf.file.unlink()
    index = shelf.index()
    rows = index.rows()
    next(rows)
    rows.close()
    index.close()
    with sqlite3.connect(shelf.file) as connection:
        assert connection.execute("SELECT folder FROM projects").fetchall() == [("alpha",)]
    connection.close()


def test_progress_ends_with_all_projects_gone_through(shelf: Shelf) -> None:
    (shelf.folder / "empty").mkdir()
    told: list[tuple[int, int]] = []
    index = shelf.index()
    list(index.rows(lambda done, of: told.append((done, of))))
    index.close()
    assert told[0] == (0, 3)
    assert told[-1] == (3, 3)
    assert told == sorted(told)


# --- The file -----------------------------------------------------------------------------------


def test_it_is_for_its_users_eyes_only(shelf: Shelf) -> None:
    assert stat.S_IMODE(shelf.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(shelf.file.parent.stat().st_mode) == 0o700


def test_thrown_away_it_is_made_anew(shelf: Shelf) -> None:
    expected = shelf.rows()
    shelf.file.unlink()
    assert shelf.rows() == expected
    assert shelf.file.is_file()


def test_thrown_away_while_it_is_open_it_costs_only_time(shelf: Shelf) -> None:
    index = shelf.index()
    expected = list(index.rows())
    shelf.file.unlink()
    assert list(index.rows()) == expected
    index.close()


@settings(max_examples=examples(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255), cut=st.booleans())
def test_damaged_anywhere_it_costs_only_time(shelf: Shelf, at: float, byte: int, cut: bool) -> None:
    whole = shelf.file.read_bytes()
    expected = shelf.fresh()
    place = int(at * len(whole))
    shelf.file.write_bytes(
        whole[:place] if cut else whole[:place] + bytes([byte]) + whole[place + 1 :]
    )
    assert shelf.rows() == expected
    shelf.file.write_bytes(whole)


@pytest.mark.parametrize("column", ["stamp", "digest", "row", "files", "versions", "at", "since"])
def test_a_record_of_which_a_part_is_anothers_is_none(shelf: Shelf, column: str) -> None:
    with_months(alpha(shelf), 9)
    with sqlite3.connect(shelf.file) as connection:
        connection.execute(
            f"UPDATE projects SET {column} = (SELECT {column} FROM projects WHERE folder = 'beta')"  # noqa: S608
        )
    connection.close()
    assert shelf.rows() == shelf.fresh()


def test_another_programs_rows_are_not_taken(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, worked_out: list[str]
) -> None:
    program_text.program_text.cache_clear()
    monkeypatch.setattr(program_text, "__version__", "999.0.0")
    try:
        shelf.rows()
    finally:
        program_text.program_text.cache_clear()
    assert worked_out == ["alpha", "beta"]


@pytest.mark.parametrize("table", ["projects", "versions"])
def test_a_table_of_another_form_is_made_anew(shelf: Shelf, table: str) -> None:
    expected = shelf.fresh()
    with sqlite3.connect(shelf.file) as connection:
        connection.execute(f"DROP TABLE {table}")
        connection.execute(f"CREATE TABLE {table} (something TEXT)")
    connection.close()
    for _ in range(2):
        assert shelf.rows() == expected
    with sqlite3.connect(shelf.file) as connection:
        assert connection.execute("SELECT count(*) FROM projects").fetchone() == (2,)
    connection.close()


def test_a_folder_in_its_place_costs_only_time(shelf: Shelf) -> None:
    expected = shelf.fresh()
    shelf.file.unlink()
    shelf.file.mkdir()
    assert shelf.rows() == expected
    assert shelf.file.is_dir()


def test_while_another_program_writes_it_is_read_and_nothing_waits_long(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throwaway, "WAIT_SECONDS", 0.01)
    with_months(alpha(shelf), 9)
    other = sqlite3.connect(shelf.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert shelf.rows()["alpha"].months_stalled == 9
    other.execute("ROLLBACK")
    other.execute("BEGIN EXCLUSIVE")
    assert shelf.rows()["alpha"].months_stalled == 9
    other.close()


class Full(sqlite3.Connection):
    """A connection to a disk that takes nothing."""

    def executemany(self, *_: Any) -> sqlite3.Cursor:
        raise sqlite3.OperationalError("database or disk is full")


def test_a_full_disk_costs_only_time(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: real(*a, **k, factory=Full))
    with_months(alpha(shelf), 9)
    for _ in range(2):
        assert shelf.rows()["alpha"].months_stalled == 9


def test_a_read_only_index_is_read(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, no_reading: Callable[[], None]
) -> None:
    real = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda where, **k: real(where.replace("mode=rw", "mode=ro"), **k)
    )
    expected = shelf.fresh()
    no_reading()
    assert shelf.rows() == expected


def test_two_programs_at_once_see_the_same(shelf: Shelf) -> None:
    one, other = shelf.index(), shelf.index()
    first = one.rows()
    next(first)
    with_months(shelf.folder / "beta" / "2026-11-20.toml", 9)
    assert {row.project: row.months_stalled for row in other.rows()} == {"Alpha": 4, "Beta": 9}
    list(first)
    assert by_folder(one) == by_folder(other) == shelf.fresh()


def test_a_folder_that_is_not_there_has_no_rows(shelf: Shelf) -> None:
    nowhere = replace(shelf, file=shelf.file.with_name("other"))
    nowhere.folder = shelf.folder.parent / "nowhere"
    assert nowhere.rows() == {}
