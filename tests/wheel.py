"""The built wheel, installed by itself, does what the source does: `python -m tests.wheel`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command, let its errors through, and give what it printed."""
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def main() -> None:
    """Build, install into an empty environment away from the sources, and use it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, cwd=folder)
        wheel = next(folder.glob("*.whl"))
        packed = zipfile.ZipFile(wheel).namelist()
        for wanted in ("unstall/questionnaires/stalled-ai/questionnaire.toml", "unstall/py.typed"):
            assert wanted in packed, f"{wanted} is missing from the wheel"
        stray = [p for p in packed if p.startswith(("tests/", "src/", "benchmarks/"))]
        assert not stray, stray

        venv.create(folder / "env", with_pip=True)
        programs = folder / "env" / "bin"
        run(
            programs / "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=folder
        )
        unstall = programs / "unstall"
        sessions = ("--sessions", folder / "sessions")
        run(unstall, *sessions, "example", cwd=folder)
        score = json.loads(run(unstall, *sessions, "score", "Claims triage", "--json", cwd=folder))
        assert score["strategy"] == "fix", score["strategy"]
        plan = run(unstall, *sessions, "plan", "Claims triage", cwd=folder)
        assert "Week 1" in plan, plan[:500]
        report = run(unstall, *sessions, "report", "Claims triage", cwd=folder)
        assert "Claims triage" in report, report[:500]
        where = run(
            programs / "python", "-c", "import unstall; print(unstall.__file__)", cwd=folder
        )
        assert str(ROOT) not in where, where
        opens = "import unstall.tui.app, unstall.tui.screens.home, unstall.tui.screens.interview"
        run(programs / "python", "-c", opens, cwd=folder)
        print(f"The wheel works by itself: {wheel.name}, {len(packed)} files.")


if __name__ == "__main__":
    main()
