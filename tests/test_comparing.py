"""From sessions and their files to the sides of a comparison."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builtin import engine
from tests.compare.pairs import closed, then_session
from tests.report.examples import furnished, session_of
from unstall.comparing import session_before, side_of
from unstall.errors import SessionError
from unstall.outlook import standing_alone
from unstall.planning import plan_of
from unstall.session.format import encode
from unstall.session.models import QuestionnaireRef, Session
from unstall.standings import Standings
from unstall.triage.engine import Engine


def engine_of(_session: Session, _path: Path) -> Engine:
    """Give the built-in engine, whatever content hash a session names."""
    return engine()


def write(folder: Path, name: str, session: Session) -> Path:
    path = folder / "claims" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(encode(session))
    return path


def test_a_side_has_the_plan_and_the_standing_of_its_session() -> None:
    session = furnished("sound-but-unfinished")
    side = side_of(engine(), session)
    triage = engine().triage_session(session)
    assert side.triage == triage
    assert side.plan == plan_of(engine(), session, triage)
    assert side.standing == standing_alone(engine(), triage).word


def test_a_closed_session_stands_as_firmly_as_was_recorded() -> None:
    session = then_session()
    assert session.result is not None
    recorded = session.result.model_copy(update={"standing": "open"})
    assert side_of(engine(), session.model_copy(update={"result": recorded})).standing == "open"


def test_without_a_recommendation_a_side_is_open_and_has_no_plan() -> None:
    side = side_of(engine(), session_of("mostly-unknown"))
    assert (side.standing, side.plan) == ("open", None)


def test_what_was_measured_before_is_not_measured_again(monkeypatch: pytest.MonkeyPatch) -> None:
    session, standings = session_of("waiting-for-sponsor"), Standings()
    first = side_of(engine(), session, standings=standings)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("it was measured again")

    monkeypatch.setattr("unstall.outlook.robustness_of", refuse)
    assert side_of(engine(), session, standings=standings) == first


def test_the_session_that_one_repeats_is_found_although_another_lies_between(
    tmp_path: Path,
) -> None:
    old = write(tmp_path, "2026-05-20.toml", then_session())
    write(tmp_path, "2026-08-20.toml", then_session())
    newest = then_session().model_copy(update={"previous": old.name})
    path = write(tmp_path, "2026-11-20.toml", newest)
    found = session_before(newest, path, tmp_path, engine_of=engine_of)
    assert (found.earlier.path.name, found.is_named, found.broken) == (old.name, True, None)


def test_a_session_that_names_none_is_compared_with_the_latest_before_it(tmp_path: Path) -> None:
    write(tmp_path, "2026-05-20.toml", then_session())
    write(tmp_path, "2026-08-20.toml", then_session())
    write(tmp_path, "2026-12-01.toml", then_session())
    path = write(tmp_path, "2026-11-20.toml", then_session())
    found = session_before(then_session(), path, tmp_path, engine_of=engine_of)
    assert (found.earlier.path.name, found.is_named) == ("2026-08-20.toml", False)


def test_a_damaged_session_is_passed_over_and_said(tmp_path: Path) -> None:
    write(tmp_path, "2026-05-20.toml", then_session())
    damaged = tmp_path / "claims" / "2026-08-20.toml"
    damaged.write_text("schema = ")
    newest = then_session().model_copy(update={"previous": damaged.name})
    path = write(tmp_path, "2026-11-20.toml", newest)
    found = session_before(newest, path, tmp_path, engine_of=engine_of)
    assert (found.earlier.path.name, found.is_named) == ("2026-05-20.toml", False)
    assert found.broken is not None


def test_where_only_a_damaged_session_lies_before_it_its_damage_is_raised(tmp_path: Path) -> None:
    damaged = tmp_path / "claims" / "2026-08-20.toml"
    newest = then_session().model_copy(update={"previous": damaged.name})
    path = write(tmp_path, "2026-11-20.toml", newest)
    damaged.write_text("schema = ")
    with pytest.raises(SessionError) as refused:
        session_before(newest, path, tmp_path, engine_of=engine_of)
    assert refused.value.place.file == damaged


def test_a_first_session_has_nothing_before_it(tmp_path: Path) -> None:
    path = write(tmp_path, "2026-11-20.toml", then_session())
    with pytest.raises(SessionError, match="no session before this one"):
        session_before(then_session(), path, tmp_path, engine_of=engine_of)


def test_a_session_whose_questionnaire_is_nowhere_is_passed_over(tmp_path: Path) -> None:
    ref = QuestionnaireRef(id="stalled-ai", version="9.0.0", sha256="f" * 64)
    lost = closed(furnished("sound-but-unfinished")).model_copy(update={"questionnaire": ref})
    write(tmp_path, "2026-08-20.toml", lost)
    path = write(tmp_path, "2026-11-20.toml", then_session())
    with pytest.raises(SessionError, match="no session before this one"):
        session_before(then_session(), path, tmp_path)
