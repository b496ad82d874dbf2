"""The registry of what keys do."""

from __future__ import annotations

import inspect
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.screen import Screen

from unstall.errors import SettingsError
from unstall.settings import is_key
from unstall.tui.actions import ACTIONS, KeyAction, actions_of, check_keys, keys_in_words
from unstall.tui.app import UnstallApp
from unstall.tui.screens.agenda import AgendaScreen
from unstall.tui.screens.compare import CompareScreen
from unstall.tui.screens.follow import FollowScreen
from unstall.tui.screens.help import HelpScreen
from unstall.tui.screens.home import HomeScreen
from unstall.tui.screens.interview import InterviewScreen
from unstall.tui.screens.keyboard import KeyboardScreen
from unstall.tui.screens.parking import ParkingScreen
from unstall.tui.screens.plan import PlanScreen
from unstall.tui.screens.portfolio import PortfolioScreen
from unstall.tui.screens.project import ProjectScreen
from unstall.tui.screens.room import RoomScreen
from unstall.tui.screens.trend import TrendScreen
from unstall.tui.screens.verdict import VerdictScreen
from unstall.tui.screens.workshop_setup import WorkshopSetup

SCREENS: list[type[Screen[Any]]] = [
    HomeScreen, ProjectScreen, InterviewScreen, VerdictScreen, PlanScreen, CompareScreen,
    TrendScreen, FollowScreen, PortfolioScreen, HelpScreen, WorkshopSetup, KeyboardScreen,
    AgendaScreen, ParkingScreen, RoomScreen,
]  # fmt: skip

MODIFIED = ("ctrl+", "alt+", "shift+tab", "super+")


def keys_of(action: KeyAction) -> set[str]:
    return set(action.keys.split(","))


def test_ids_are_unique() -> None:
    ids = [action.id for action in ACTIONS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_keys_that_exist_and_words(action: KeyAction) -> None:
    assert all(is_key(key) for key in keys_of(action)), action.keys
    assert action.label
    assert action.help.endswith(".")
    assert action.help[0].isupper()


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_an_unmodified_key_or_stands_in_the_palette(action: KeyAction) -> None:
    plain = [key for key in keys_of(action) if not key.startswith(MODIFIED)]
    assert plain or action.in_palette


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_no_key_does_two_things_on_one_screen(screen: type[Screen[Any]]) -> None:
    for one, other in combinations(actions_of(screen), 2):
        assert not keys_of(one) & keys_of(other), (one.id, other.id)


@pytest.mark.parametrize("screen", [*SCREENS, UnstallApp], ids=lambda screen: screen.__name__)
def test_every_action_of_a_screen_is_a_method_of_it_or_of_the_app(screen: type[Any]) -> None:
    for action in actions_of(screen):
        name = f"action_{action.action.partition('(')[0]}"
        assert hasattr(screen, name) or hasattr(UnstallApp, name), action.id
        method = getattr(screen, name, None) or getattr(UnstallApp, name)
        assert inspect.getdoc(method), action.id


def test_every_binding_has_an_id_so_that_it_can_be_mapped() -> None:
    for screen in SCREENS:
        assert all(isinstance(b, Binding) and b.id for b in screen.BINDINGS)


@pytest.mark.parametrize(
    ("keymap", "says"),
    [
        ({"home.opne": "o"}, "no action has this id"),
        ({"home.open": "entre"}, "'entre' is no key"),
        ({"home.new": "e"}, "also does home.example"),
        ({"facts.down": "v"}, "also does desk.verdict"),
        ({"app.help": "n"}, "also does"),
    ],
    ids=["unknown id", "bad key", "clash", "clash with a key of all screens", "clash with the app"],
)
def test_a_bad_key_map_is_refused_with_file_and_key(keymap: dict[str, str], says: str) -> None:
    with pytest.raises(SettingsError) as refused:
        check_keys(keymap, Path("settings.toml"))
    said = str(refused.value)
    assert says in said
    assert said.startswith(f"settings.toml: keymap.{next(iter(keymap))}")


def test_two_actions_may_swap_their_keys() -> None:
    check_keys({"home.new": "e", "home.example": "n"})


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("question_mark,f1", "? or F1"),
        ("u,ctrl+z", "u or Ctrl+Z"),
        ("U", "U"),
        ("pagedown", "PgDn"),
        ("shift+tab,left", "Shift+Tab or ←"),
    ],
)
def test_keys_are_written_as_on_the_keyboard(keys: str, words: str) -> None:
    action = KeyAction("x.y", keys, "do", "do", "Do.")
    assert keys_in_words(action, {}) == words
    assert keys_in_words(KeyAction("x.y", "q", "do", "do", "Do."), {"x.y": keys}) == words
