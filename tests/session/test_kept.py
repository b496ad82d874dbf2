"""Every questionnaire version that was used is kept once, and is told by its content alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.support import kept, loaded, session
from unstall.errors import QuestionnaireError
from unstall.questionnaire.load import load
from unstall.session.kept import keep_again, kept_questionnaire, questionnaire_for
from unstall.session.models import QuestionnaireRef


def copies(folder: Path) -> list[Path]:
    return sorted((folder / ".questionnaires").iterdir())


def test_a_version_is_kept_once_and_gives_the_same_questionnaire(tmp_path: Path) -> None:
    made, _ = kept(tmp_path)
    (copy,) = copies(tmp_path)
    assert copy.name == f"stalled-ai-{loaded().questionnaire.version}-{loaded().sha256[:8]}.toml"
    assert copy.stat().st_mode & 0o777 == 0o600
    before = copy.stat()
    made.create(session("Another"), loaded())
    assert copies(tmp_path) == [copy]
    assert (copy.stat().st_ino, copy.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    again = kept_questionnaire(tmp_path, session().questionnaire)
    assert again.sha256 == loaded().sha256
    assert again.questionnaire == loaded().questionnaire


def test_a_copy_that_was_changed_is_not_used_and_a_new_session_keeps_its_own(
    tmp_path: Path,
) -> None:
    made, _ = kept(tmp_path)
    (copy,) = copies(tmp_path)
    changed = copy.read_text(encoding="utf-8").replace("weight = 3", "weight = 1", 1)
    copy.write_text(changed, encoding="utf-8")
    assert load(copy).sha256 != loaded().sha256
    with pytest.raises(QuestionnaireError, match="was changed"):
        kept_questionnaire(tmp_path, session().questionnaire)
    made.create(session("Another"), loaded())
    assert copy.read_text(encoding="utf-8") == changed
    assert kept_questionnaire(tmp_path, session().questionnaire).sha256 == loaded().sha256


@pytest.mark.parametrize("version", ["1.0.0", "../../etc/passwd", "*", "x" * 5000])
def test_a_version_that_is_not_kept_is_said_and_no_path_is_made_of_its_name(
    tmp_path: Path, version: str
) -> None:
    kept(tmp_path)
    ref = QuestionnaireRef(id="stalled-ai", version=version, sha256="0" * 64)
    with pytest.raises(QuestionnaireError, match="there is no copy of") as refused:
        kept_questionnaire(tmp_path, ref)
    assert refused.value.place.file == tmp_path / ".questionnaires"
    assert len(str(refused.value)) < 300 + len(str(tmp_path))


def test_a_damaged_copy_is_passed_over(tmp_path: Path) -> None:
    kept(tmp_path)
    (copy,) = copies(tmp_path)
    copy.write_bytes(b"\0")
    with pytest.raises(QuestionnaireError, match="was changed"):
        kept_questionnaire(tmp_path, session().questionnaire)


def test_a_questionnaire_is_looked_for_where_the_session_lies_and_then_among_the_known(
    tmp_path: Path,
) -> None:
    _, path = kept(tmp_path / "theirs")
    (tmp_path / "ours").mkdir()
    found = questionnaire_for(session(), path, tmp_path / "ours")
    assert found.path == copies(tmp_path / "theirs")[0]
    mailed = tmp_path / "mail" / "inbox" / "s.toml"
    assert questionnaire_for(session(), mailed, tmp_path / "ours").path == loaded().path
    unknown = session(questionnaire=QuestionnaireRef(id="own", version="1.0.0", sha256="0" * 64))
    with pytest.raises(QuestionnaireError, match=r"there is no copy of questionnaire own 1\.0\.0"):
        questionnaire_for(unknown, mailed, tmp_path / "ours")


def test_a_copy_that_was_taken_away_is_written_again_from_wherever_it_is_known(
    tmp_path: Path,
) -> None:
    _, path = kept(tmp_path)
    (copy,) = copies(tmp_path)
    before = copy.read_bytes()
    copy.unlink()
    keep_again(session(), path, tmp_path)
    assert copy.read_bytes() == before
    stood = copy.stat().st_mtime_ns
    keep_again(session(), path, tmp_path)
    assert copy.stat().st_mtime_ns == stood


def test_no_copies_are_kept_around_a_session_that_lies_elsewhere(tmp_path: Path) -> None:
    _, path = kept(tmp_path / "theirs")
    (tmp_path / "ours").mkdir()
    keep_again(session(), path, tmp_path / "ours")
    assert list((tmp_path / "ours").iterdir()) == []


def test_a_copy_that_cannot_be_written_again_keeps_nobody_from_working(tmp_path: Path) -> None:
    _, path = kept(tmp_path)
    unknown = session(questionnaire=QuestionnaireRef(id="own", version="1.0.0", sha256="0" * 64))
    keep_again(unknown, path, tmp_path)
    (copy,) = copies(tmp_path)
    copy.unlink()
    copy.parent.rmdir()
    copy.parent.write_text("a file stands here")
    keep_again(session(), path, tmp_path)
    assert copy.parent.read_text() == "a file stands here"
