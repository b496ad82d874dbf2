"""A questionnaire of one's own in two versions: something of everything happens between them."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_BUDGET = """
[[questions]]
id = "budget"
section = "work"
short = "Budget"
prompt = "Is there money for it?"
why = "Without money nothing is finished."
evidence = "The line in the budget."
weight = 1
groups = ["mandate"]
levels = [{ id = "none", label = "No." }, { id = "some", label = "Yes." }]
"""
_RETIRED = """
[[retired]]
id = "budget"
in = "2.0.0"
because = "Nobody ever knew."
"""
_STEP = """
[[questions.rescaled]]
in = "2.0.0"
levels = ["nobody-would-notice", "some-would-mind", "cannot-do-without"]
rule = "proportional"
because = "Half of the answers lay between two levels."
"""
_OWNER_STEP = """
[[questions.rescaled]]
in = "2.0.0"
levels = ["nobody", "named", "decides"]
rule = "ask-again"
because = "To decide means more now."
"""
_NEW = _BUDGET.replace('"budget"', '"deadline"').replace('"Budget"', '"Deadline"')


def first(folder: Path) -> Path:
    """Write version 1.0.0."""
    text = (files("unstall") / "skeleton.toml").read_text(encoding="utf-8")
    text = _replaced(text, 'version = "0.1.0"', 'version = "1.0.0"') + _BUDGET
    path = folder / "first.toml"
    path.write_text(text, encoding="utf-8")
    return path


def second(folder: Path, *, retired: str = _RETIRED) -> Path:
    """Write version 2.0.0: renamed, rescaled, to be asked again, retired and new."""
    text = first(folder).read_text(encoding="utf-8").replace(_BUDGET, "")
    text = _replaced(text, 'version = "1.0.0"', 'version = "2.0.0"')
    text = text.replace("steps-repeatable", "repeatable").replace("script-steps", "write-scripts")
    text = _replaced(text, 'id = "repeatable"\n', 'id = "repeatable"\nrenamed_from = '
                     '["steps-repeatable"]\n')  # fmt: skip
    text = _replaced(text, 'id = "write-scripts"\n', 'id = "write-scripts"\nrenamed_from = '
                     '["script-steps"]\n')  # fmt: skip
    text = _replaced(text, '  { id = "some-would-mind", label',
                     '  { id = "few-would-mind", label = "A few people would mind." },\n'
                     '  { id = "some-would-mind", label')  # fmt: skip
    text = _replaced(text, "[-3, 1, 3]", "[-3, 0, 1, 3]")
    text = _replaced(text, "[4, 0, -2]\n", f"[4, 2, 0, -2]\n{_STEP}")
    text = _replaced(text, "[2, 0, -1]\n", f"[2, 0, -1]\n{_OWNER_STEP}")
    path = folder / "second.toml"
    path.write_text(text + _NEW + retired, encoding="utf-8")
    return path


def _replaced(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)
