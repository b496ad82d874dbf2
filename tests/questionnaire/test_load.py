"""From files to a questionnaire."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from tests.questionnaire.small import SMALL, Change, data, put, rule
from unstall.errors import QuestionnaireError
from unstall.paths import builtin_questionnaires
from unstall.questionnaire.load import as_single_file, load, load_source
from unstall.questionnaire.source import Part, merge


def written(folder: Path, *changes: Change) -> Path:
    tables = data()
    for change in changes:
        change(tables)
    path = folder / "x.toml"
    path.write_text(tomli_w.dumps(tables), encoding="utf-8")
    return path


def refusal(path: Path) -> QuestionnaireError:
    with pytest.raises(QuestionnaireError) as caught:
        load(path)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_file_is_loaded() -> None:
    loaded = load(SMALL)
    assert loaded.questionnaire.id == "small"
    assert loaded.path == SMALL
    assert [q.id for q in loaded.questionnaire.call_order][:2] == ["owner", "value"]


def test_the_built_in_folder_is_loaded() -> None:
    questionnaire = load(builtin_questionnaires() / "stalled-ai").questionnaire
    assert len(questionnaire.questions) == 52


def test_cases_and_sources_are_built_only_on_demand_but_always_hashed() -> None:
    without, whole = load(SMALL), load(SMALL, with_cases=True)
    assert (without.questionnaire.cases, without.questionnaire.sources) == ((), ())
    assert (len(whole.questionnaire.cases), len(whole.questionnaire.sources)) == (3, 1)
    assert without.sha256 == whole.sha256


def test_another_expectation_of_a_case_is_another_content(tmp_path: Path) -> None:
    other = load(written(tmp_path, put("cases", "sound", expected={"strategy": "stop"})))
    assert other.sha256 != load(SMALL).sha256


def test_a_newer_format_says_what_this_program_reads(tmp_path: Path) -> None:
    """Other faults are not mentioned: they may be none in that format."""
    path = written(tmp_path, lambda tables: tables.update(schema=2, news="?"))
    error = refusal(path)
    assert "written for schema 2" in error.message
    assert "reads schema 1" in error.message
    assert error.hint == "Use a newer version of unstall."
    assert error.place.line == 1


def test_a_format_that_never_was_is_refused(tmp_path: Path) -> None:
    error = refusal(written(tmp_path, lambda tables: tables.update(schema=0)))
    assert error.hint == "Write schema = 1."


def test_an_empty_file_is_refused_by_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("", encoding="utf-8")
    error = refusal(path)
    assert error.message == "schema is missing"
    assert error.place.file == path


@pytest.mark.parametrize(
    "content", [b"\0", b"\xff\xfe", b"a = [", b"\x1b]0;x\x07", b"[[[", b"a" * 2_000_001]
)
def test_what_is_no_toml_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    assert str(refusal(path)).startswith(f"{path}")


def test_what_the_checks_call_an_error_is_refused(tmp_path: Path) -> None:
    error = refusal(written(tmp_path, rule(stop="stopp")))
    assert str(error).endswith("procedure: there is no strategy stopp. Did you mean stop?")


def test_what_the_checks_only_warn_of_is_loaded(tmp_path: Path) -> None:
    path = written(tmp_path, lambda tables: tables["axes"].append({"id": "x", "title": "X?"}))
    assert load(path).questionnaire.axes[-1].id == "x"


def test_hidden_characters_do_not_get_into_a_questionnaire(tmp_path: Path) -> None:
    path = written(tmp_path, put("questions", "runs", prompt="Ru\x1b[31mns\u202e?"))
    assert load(path).questionnaire.question_by_id["runs"].prompt == "Runs?"


@pytest.mark.parametrize("name", ["small", "stalled-ai"])
def test_a_single_file_holds_the_same_content(tmp_path: Path, name: str) -> None:
    path = SMALL if name == "small" else builtin_questionnaires() / name
    whole = load(path, with_cases=True)
    copy = tmp_path / "copy.toml"
    copy.write_text(as_single_file(whole), encoding="utf-8")
    again = load(copy, with_cases=True)
    assert again.sha256 == whole.sha256
    assert again.questionnaire == whole.questionnaire
    assert as_single_file(again) == as_single_file(whole)


def test_what_could_not_be_read_again_is_not_written_as_a_single_file(tmp_path: Path) -> None:
    """A long list takes more room when each of its entries has a line of its own."""
    path = written(tmp_path)
    entries = "1," * 300_000
    case = f'[[cases]]\nname = "x"\ndescription = "-"\nexpected = {{}}\nfacts.live = [{entries}]\n'
    path.write_text(f"{path.read_text('utf-8')}\n{case}", "utf-8")
    with pytest.raises(QuestionnaireError, match="larger than 2 MB"):
        as_single_file(load(path))


TEXT = SMALL.read_text(encoding="utf-8")
scraps = st.sampled_from(
    ["", "]", "}", '"', '"""', "[[gates]]", "= ", "\n", "1e9", "\x1b[2J", "\u202e"]
)


@given(st.integers(0, len(TEXT)), st.integers(0, 40), scraps | st.text(max_size=8))
def test_a_damaged_file_is_either_loaded_or_refused_in_one_line(
    at: int, cut: int, scrap: str
) -> None:
    text = TEXT[:at] + scrap + TEXT[at + cut :]
    refused: list[QuestionnaireError] = []
    try:
        load_source(merge(Path("x.toml"), [Part(Path("x.toml"), text)]))
    except QuestionnaireError as error:
        refused.append(error)
    assert all(error.hint and "\n" not in str(error) for error in refused)
    assert all(error.place.file == Path("x.toml") for error in refused)


@given(st.text(min_size=1, max_size=200), st.text(min_size=1, max_size=24))
def test_any_wording_survives_the_single_file(prompt: str, short: str) -> None:
    tables = data()
    put("questions", "runs", prompt=f"? {prompt}", short=f"{short[:22]} ?")(tables)
    text = tomli_w.dumps(tables)
    loaded = load_source(merge(Path("a"), [Part(Path("a"), text)]))
    again = load_source(merge(Path("b"), [Part(Path("b"), as_single_file(loaded))]))
    assert again.sha256 == loaded.sha256
    assert again.questionnaire == loaded.questionnaire
