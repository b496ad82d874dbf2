"""The settings file: all of it optional, nothing in it ignored."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstall.errors import SettingsError
from unstall.settings import Settings, check_keymap, check_theme, is_key, load_settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def refusal(file: Path, text: str) -> str:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        load_settings(file)
    line = str(refused.value)
    assert "\n" not in line
    assert line.startswith(str(file))
    return line.removeprefix(f"{file}:")


def test_a_missing_file_means_the_defaults(file: Path) -> None:
    assert load_settings(file) == Settings()


def test_an_empty_file_means_the_defaults(file: Path) -> None:
    file.touch()
    assert load_settings(file) == Settings()


def test_everything_that_can_be_set_is_read(file: Path) -> None:
    file.write_text(
        'theme = "unstall-light"\ncurrency = "EUR"\nlocale = "de_DE"\n'
        '[keymap]\n"desk.undo" = "u,ctrl+z"\nhome.new = "N"\n',
        encoding="utf-8",
    )
    assert load_settings(file) == Settings(
        theme="unstall-light",
        currency="EUR",
        locale="de-DE",
        keymap={"desk.undo": "u,ctrl+z", "home.new": "N"},
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('\n\nthme = "x"', "3: thme: there is no such setting. Did you mean theme?"),
        ('zzz = "x"', "1: zzz: there is no such setting. Settings are theme, currency,"),
        ("theme = 3", "1: theme: this is no theme's name."),
        ('theme = "../../etc"', "1: theme: this is no theme's name."),
        ('currency = "euro"', "1: currency: this is no currency. Write three capitals"),
        ('currency = "EURO"', "1: currency: this is no currency."),
        ('locale = "klingon"', "1: locale: this is no locale."),
        ('locale = "xx-YY"', "1: locale: no country writes 'xx-YY'."),
        ("locale = []", "1: locale: this is no locale."),
        ("keymap = 1", "1: keymap: this is no key map."),
        ('[keymap]\n"desk.undo" = 5', "keymap.desk.undo: there are no keys."),
        ('[keymap]\n"desk.undo" = " "', "keymap.desk.undo: there are no keys."),
        ("theme = ", "1: "),
        ('theme = "a"\ntheme = "b"', "2: "),
    ],
)
def test_what_is_not_known_is_refused_with_its_line(file: Path, text: str, said: str) -> None:
    assert said in refusal(file, text)


def test_a_huge_file_is_refused_before_it_is_read(file: Path) -> None:
    file.write_text("#" * 200_000, encoding="utf-8")
    with pytest.raises(SettingsError, match="larger than"):
        load_settings(file)


def test_a_binary_file_is_refused(file: Path) -> None:
    file.write_bytes(b"\x00\xff\xfe")
    with pytest.raises(SettingsError, match="not a text file"):
        load_settings(file)


def test_a_folder_in_its_place_is_refused(file: Path) -> None:
    file.mkdir()
    with pytest.raises(SettingsError):
        load_settings(file)


def test_a_theme_that_the_app_does_not_have_is_refused_with_the_one_that_was_meant() -> None:
    check_theme(None, ["dark"])
    check_theme("dark", ["dark", "light"])
    with pytest.raises(SettingsError, match=r"there is no theme 'drak'\. Did you mean dark\?"):
        check_theme("drak", ["dark", "light"])
    with pytest.raises(SettingsError, match=r"Themes are dark, light\."):
        check_theme("zzz", ["light", "dark"])


KNOWN = {
    "app.help": "question_mark,f1",
    "desk.undo": "u,ctrl+z",
    "desk.plan": "p",
    "help.close": "question_mark,q",
    "home.new": "n",
    "verdict.soon": "s",
    "home.plan": "p",
}


@pytest.mark.parametrize(
    "keymap",
    [
        {},
        {"desk.undo": "z"},
        {"desk.undo": "ctrl+u, Z ,f12"},
        {"desk.undo": "p", "desk.plan": "u"},
        {"home.new": "u"},
        {"desk.plan": "P"},
        {"help.close": "?,x"},
    ],
)
def test_a_keymap_whose_keys_are_free_is_accepted(keymap: dict[str, str]) -> None:
    check_keymap(keymap, KNOWN)


@pytest.mark.parametrize(
    ("keymap", "said"),
    [
        ({"desk.udno": "z"}, "keymap.desk.udno: no action has this id. Did you mean desk.undo?"),
        ({"zzzzzz": "z"}, "keymap.zzzzzz: no action has this id. Ids are such as app.help,"),
        ({"desk.undo": "ctrl+nonsense"}, "keymap.desk.undo: 'ctrl+nonsense' is no key."),
        ({"desk.undo": "u,"}, "'' is no key"),
        ({"desk.undo": "p"}, "keymap.desk.undo: the key 'p' also does desk.plan."),
        ({"desk.undo": "?"}, "the key '?' also does app.help."),
        ({"desk.undo": "question_mark"}, "the key '?' also does app.help."),
        ({"verdict.soon": "p"}, "the key 'p' also does desk.plan."),
        ({"app.help": "n"}, "the key 'n' also does home.new."),
        ({"desk.undo": "z", "desk.plan": "z"}, "the key 'z' also does desk.plan."),
    ],
)
def test_a_keymap_that_would_be_ignored_in_part_is_refused(
    keymap: dict[str, str], said: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        check_keymap(keymap, KNOWN, Path("settings.toml"))
    assert said in str(refused.value)
    assert str(refused.value).startswith("settings.toml")


@pytest.mark.parametrize(
    "key",
    [
        *("n", "N", "?", "/", "é", "f1", "f24", "space", "enter", "escape", "pageup", "comma"),
        *("slash", "minus", "question_mark", "ctrl+s", "ctrl+@", "shift+tab", "ctrl+shift+left"),
    ],
)
def test_keys_as_textual_names_them_are_known(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize(
    "key", ["", "f25", "f0", "ctrl+", "ctrl+ctrl+s", "strg+s", "nonsense", " ", "\x1b", "Enter"]
)
def test_other_words_are_no_keys(key: str) -> None:
    assert not is_key(key)


@given(st.text(max_size=30))
def test_any_text_is_judged_without_an_error(key: str) -> None:
    assert is_key(key) in (True, False)


@given(st.dictionaries(st.sampled_from(sorted(KNOWN)), st.text(min_size=1, max_size=12)))
def test_any_keymap_is_accepted_or_refused_in_one_line(keymap: dict[str, str]) -> None:
    said = ""
    try:
        check_keymap(keymap, KNOWN)
    except SettingsError as refused:
        said = str(refused)
    assert "\n" not in said
