"""Several files read as one, and the hash of what they hold."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.questionnaire.small import SMALL, data
from unstall.errors import QuestionnaireError
from unstall.questionnaire.load import load_source
from unstall.questionnaire.source import (
    MOST_BYTES,
    MOST_FILES,
    Part,
    Source,
    content_hash,
    merge,
    read_source,
)


def folder(path: Path, **files: str) -> Path:
    path.mkdir(exist_ok=True)
    for name, text in files.items():
        (path / f"{name}.toml").write_text(text, encoding="utf-8")
    return path


def refusal(path: Path) -> QuestionnaireError:
    with pytest.raises(QuestionnaireError) as caught:
        read_source(path)
    assert caught.value.hint
    return caught.value


def test_lists_of_tables_are_joined_in_the_order_of_the_files(tmp_path: Path) -> None:
    path = folder(
        tmp_path, b='[[facts]]\nid = "two"\n', a='[[facts]]\nid = "one"\n', c='title = "t"\n'
    )
    assert read_source(path).data == {"facts": [{"id": "one"}, {"id": "two"}], "title": "t"}


def test_what_is_not_toml_or_hidden_or_deeper_is_left_alone(tmp_path: Path) -> None:
    path = folder(tmp_path, a='id = "x"\n')
    (path / "README.md").write_text("= no toml", encoding="utf-8")
    (path / ".#a.toml").write_text("= no toml", encoding="utf-8")
    folder(path / "old", a='id = "y"\n')
    assert read_source(path).data == {"id": "x"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('id = "x"\n', 'id = "x"\n'),
        ("[procedure]\nscale = 1\n", "[procedure]\nstop_mark = 2\n"),
        ('[[facts]]\nid = "x"\n', '[facts]\nid = "x"\n'),
        ("facts = 1\n", '[[facts]]\nid = "x"\n'),
    ],
)
def test_a_key_in_two_files_is_refused_with_both_places(
    tmp_path: Path, first: str, second: str
) -> None:
    error = refusal(folder(tmp_path, a=f"# one\n{first}", b=f"# one\n# two\n{second}"))
    assert "also stands in a.toml:2" in error.message
    assert (error.place.file, error.place.line) == (tmp_path / "b.toml", 3)


def test_malformed_toml_in_a_folder_names_the_file_and_line(tmp_path: Path) -> None:
    error = refusal(folder(tmp_path, a='id = "x"\n', b="\n\nid = x\n"))
    assert (error.place.file, error.place.line) == (tmp_path / "b.toml", 3)


def test_a_folder_without_toml_is_refused(tmp_path: Path) -> None:
    assert "there is no .toml file" in refusal(tmp_path).message


def test_a_folder_with_very_many_files_is_refused(tmp_path: Path) -> None:
    folder(tmp_path, **{f"f{n}": "" for n in range(MOST_FILES + 1)})
    assert "more than 100 .toml files" in refusal(tmp_path).message


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    folder(tmp_path, a="#" * (MOST_BYTES + 1))
    assert "larger than 2 MB" in refusal(tmp_path).message


def test_files_that_are_too_large_together_are_refused(tmp_path: Path) -> None:
    folder(tmp_path, a="#" * (MOST_BYTES - 5), b="# 3456")
    assert "together larger than 2 MB" in refusal(tmp_path).message


def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "missing").message
    assert "no file can have such a name" in refusal(Path("nul\0")).message


def test_a_folder_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Simulated, since root may read everything."""

    def refuse(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert "this folder cannot be read" in refusal(tmp_path).message


# Places


def test_an_entry_is_found_in_its_own_file_however_many_stand_before_it(tmp_path: Path) -> None:
    facts = '[[facts]]\nid = "{}"\nmin = 1\n\n'
    path = folder(tmp_path, a=facts.format("one") + facts.format("two"), b=facts.format("three"))
    place = read_source(path).place(("facts", 2, "min"))
    assert (place.file, place.line, place.item) == (tmp_path / "b.toml", 3, "three")


def test_a_key_that_is_missing_is_placed_at_its_table(tmp_path: Path) -> None:
    path = folder(tmp_path, a='id = "x"\n\n[[facts]]\nid = "one"\n\n[procedure]\nscale = 2\n')
    source = read_source(path)
    assert source.place(("facts", 0, "title")).line == 3
    assert source.place(("procedure", "stop")).line == 6
    assert source.place(("procedure", "stop")).item == "procedure"


def test_a_table_that_is_missing_is_placed_in_the_file_with_the_id(tmp_path: Path) -> None:
    path = folder(tmp_path, a='[[facts]]\nid = "one"\n', b='id = "x"\n')
    place = read_source(path).place(("procedure",))
    assert (place.file, place.line) == (tmp_path / "b.toml", None)


def test_an_entry_without_an_id_is_named_by_its_number() -> None:
    source = merge(Path("x.toml"), [Part(Path("x.toml"), "[[facts]]\nmin = 1\n[[facts]]\n")])
    assert source.place(("facts", 1)).item == "facts 2"
    assert source.place(("facts", 1)).line == 3


def test_a_list_that_lacks_an_entry_is_placed_where_it_begins() -> None:
    source = merge(Path("x.toml"), [Part(Path("x.toml"), 'id = "x"\n[[facts]]\nmin = 1\n')])
    assert source.place(("facts",)).line == 2


def test_questions_keep_their_places_when_they_are_put_in_the_order_of_sections(
    tmp_path: Path,
) -> None:
    question = '[[questions]]\nid = "{}"\nsection = "{}"\n'
    path = folder(
        tmp_path,
        a=question.format("last", "late") + question.format("lost", "nowhere"),
        b=question.format("first", "early"),
        c='[[sections]]\nid = "early"\n[[sections]]\nid = "late"\n',
    )
    source = read_source(path)
    assert [q["id"] for q in source.data["questions"]] == ["first", "last", "lost"]
    assert str(source.place(("questions", 0))) == f"{tmp_path / 'b.toml'}:1: first"
    assert str(source.place(("questions", 1, "section"))) == f"{tmp_path / 'a.toml'}:3: last"
    assert str(source.place(("questions", 2))) == f"{tmp_path / 'a.toml'}:4: lost"


# The hash


def source_of(*texts: str) -> Source:
    parts = [Part(Path(f"{n:03}.toml"), text) for n, text in enumerate(texts)]
    return merge(Path(), parts)


def test_comments_layout_and_the_order_of_keys_leave_the_hash_alone() -> None:
    plain = source_of('a = 1\nb = { c = "x", d = [1, 2] }\n')
    other = source_of('# words\n\n[b]\nd = [\n  1,\n  2, # two\n]\nc = "x"\n', "a = 1\n")
    assert plain.sha256 == other.sha256


@pytest.mark.parametrize(
    "text",
    [
        'a = "y"\nb = [1, 2]\nc = 2026-11-20\n',
        'a = "x"\nb = [2, 1]\nc = 2026-11-20\n',
        'a = "x"\nb = [1, 2]\nc = 2026-11-21\n',
        'a = "x"\nb = [1, 2]\nc = "2026-11-20"\n',
        'a = "x"\nb = [1, 2.0]\nc = 2026-11-20\n',
        'a = "x"\nb = [1, 2]\n',
        'A = "x"\nb = [1, 2]\nc = 2026-11-20\n',
        'a = "x"\nb = [1, true]\nc = 2026-11-20\n',
    ],
)
def test_any_difference_in_content_changes_the_hash(text: str) -> None:
    assert source_of('a = "x"\nb = [1, 2]\nc = 2026-11-20\n').sha256 != source_of(text).sha256


def test_the_hash_of_given_content_is_the_same_for_ever() -> None:
    """Sessions name their questionnaire by it: a change here orphans all of them."""
    tables = tomllib.loads(
        'schema = 1\ntitle = "Zürich – ✓"\nday = 2026-11-20\n[[x]]\nb = 1.5\na = true\n'
    )
    assert content_hash(tables) == (
        "4552982b8dd0e02a85603515ae718052feb5ffac8f0d1fdad73685225d3190e7"
    )


pieces = st.lists(st.integers(0, 400), max_size=6)


@given(cuts=st.dictionaries(st.sampled_from(sorted(data())), pieces), order=st.randoms())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40, deadline=None)
def test_splitting_a_questionnaire_over_files_changes_neither_result_nor_hash(
    cuts: dict[str, list[int]], order: Any
) -> None:
    """Tables go to any file; lists are cut anywhere, the pieces staying in order."""
    texts: list[dict[str, Any]] = [{} for _ in range(8)]
    for name, value in data().items():
        if isinstance(value, list):
            edges = [0, *sorted(cut % (len(value) + 1) for cut in cuts.get(name, ())), len(value)]
            first = order.randrange(len(texts) - len(edges) + 2)
            for n, (start, end) in enumerate(pairwise(edges)):
                texts[first + n][name] = value[start:end]
        else:
            order.choice(texts)[name] = value
    for text in texts:
        keys = list(text)
        order.shuffle(keys)
        text.update({key: text.pop(key) for key in keys})
    split = source_of(*(tomli_w.dumps(text) for text in texts))
    whole = read_source(SMALL)
    assert split.sha256 == whole.sha256
    assert (
        load_source(split, with_cases=True).questionnaire
        == load_source(whole, with_cases=True).questionnaire
    )


@given(st.permutations(["people", "system", "rest"]))
def test_with_a_file_for_each_section_the_names_of_the_files_are_without_effect(
    names: list[str],
) -> None:
    rest = data()
    questions = rest.pop("questions")
    by_section: dict[str, dict[str, Any]] = {
        section: {"questions": [q for q in questions if q["section"] == section]}
        for section in ("people", "system")
    } | {"rest": rest}
    split = source_of(*(tomli_w.dumps(by_section[name]) for name in names))
    assert split.sha256 == read_source(SMALL).sha256
    assert load_source(split).questionnaire == load_source(read_source(SMALL)).questionnaire
