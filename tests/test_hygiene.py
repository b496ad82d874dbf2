"""The core stays apart from the face, and what is not needed is not loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORE = (
    "questionnaire", "session", "voting", "triage", "plan", "compare", "report", "portfolio",
    "workshop",
)  # fmt: skip
"""Packages of the core."""
CORE_MODULES = (
    "adopting", "bands", "collecting", "comparing", "due", "earlier", "outlook", "overview",
    "planning", "program_text", "project_rows", "rerunning", "standings", "throwaway",
    "version_effect",
)  # fmt: skip
"""Modules of the core that stand beside its packages."""
MOST_LINES = 400


def loaded_by(code: str) -> set[str]:
    """Run code in a fresh process and give the names of all modules that it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    return {name.split(".")[0] for name in done.stdout.splitlines()[-1].split()}


def modules_of(package: str) -> list[str]:
    """List a package's modules by their dotted names."""
    folder = ROOT / "src" / "unstall" / package
    names = (path.relative_to(ROOT / "src").with_suffix("") for path in folder.rglob("*.py"))
    return sorted(".".join(name.parts).removesuffix(".__init__") for name in names)


@pytest.mark.parametrize("package", CORE)
def test_no_module_of_the_core_loads_textual_or_rich(package: str) -> None:
    modules = modules_of(package)
    assert modules
    loaded = loaded_by("import " + ", ".join(modules))
    assert not loaded & {"textual", "rich"}


@pytest.mark.parametrize("module", CORE_MODULES)
def test_no_module_beside_the_packages_of_the_core_loads_textual_or_rich(module: str) -> None:
    assert not loaded_by(f"import unstall.{module}") & {"textual", "rich"}


def test_the_command_line_loads_the_app_only_when_it_is_opened() -> None:
    assert not loaded_by("import unstall.cli") & {"textual", "rich", "jinja2", "babel"}


def test_no_source_file_has_grown_two_jobs() -> None:
    lengths = {
        path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / "src").rglob("*.py")
    }
    assert {path: n for path, n in lengths.items() if n > MOST_LINES} == {}


def test_nothing_committed_names_a_path_of_one_machine() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], check=True, capture_output=True, text=True, cwd=ROOT
    ).stdout.split("\0")
    paths = [ROOT / name for name in tracked if name and (ROOT / name).is_file()]
    assert paths
    forbidden = tuple("/" + folder + "/" for folder in ("work", "root", "farm"))
    guilty = [
        path.relative_to(ROOT)
        for path in paths
        if any(name in path.read_text(encoding="utf-8", errors="ignore") for name in forbidden)
    ]
    assert guilty == []
