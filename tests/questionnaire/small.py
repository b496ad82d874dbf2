"""The small questionnaire of tests/data, whole or with something changed."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from unstall.questionnaire.models import Questionnaire

SMALL = Path(__file__).parent.parent / "data" / "small.toml"

Data = dict[str, Any]
Change = Callable[[Data], object]


def data() -> Data:
    """Give the tables of the small questionnaire, free to be changed."""
    return tomllib.loads(SMALL.read_text(encoding="utf-8"))


def changed(*changes: Change) -> Questionnaire:
    """Give the small questionnaire with changes made to its tables."""
    tables = data()
    for change in changes:
        change(tables)
    return Questionnaire.model_validate(tables)


def entry(tables: Data, name: str, id_: str) -> Data:
    """Find an entry of a list of tables by its id or name."""
    found: Data = next(e for e in tables[name] if id_ in (e.get("id"), e.get("name")))
    return found


def put(name: str, id_: str, **keys: Any) -> Change:
    """Make a change that sets keys of one entry."""
    return lambda tables: entry(tables, name, id_).update(keys)


def add(name: str, **keys: Any) -> Change:
    """Make a change that adds an entry to a list of tables."""
    return lambda tables: tables[name].append(keys)


def rule(**keys: Any) -> Change:
    """Make a change that sets thresholds of the procedure."""
    return lambda tables: tables["procedure"].update(keys)
