"""The door of the command line: streams, exit codes, and what happens when something goes wrong."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.commands.running import Ran, Run, one_line
from unstall import __version__, paths
from unstall.commands import crash
from unstall.errors import Place, StorageError, UsageError


def test_version_is_one_line_on_standard_output(unstall: Run) -> None:
    assert unstall("--version") == Ran(0, f"unstall {__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--help"], ["-h"]])
def test_help_names_every_command_without_importing_it(unstall: Run, arguments: list[str]) -> None:
    done = unstall(*arguments)
    assert done.code == 0
    for name in cli_commands():
        assert f"\n  {name} " in done.out


def test_every_command_has_help_of_its_own(unstall: Run) -> None:
    for name in cli_commands():
        done = unstall(name, "--help")
        assert done.code == 0, name
        assert done.out.startswith(f"Usage: unstall {name} "), name
        assert done.err == ""


def cli_commands() -> list[str]:
    from unstall.commands.root import ENTRIES

    return [entry.name for entry in ENTRIES]


def test_an_unknown_command_is_refused_with_the_one_that_was_meant(unstall: Run) -> None:
    done = unstall("scroe", "x")
    assert done.code == 2
    assert done.out == ""
    assert one_line(done.err) == (
        "there is no command 'scroe'. Did you mean score? Try unstall --help."
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["score"], "Try unstall score --help."),
        (["score", "--jsno", "x"], "no such option"),
        (["paths", "too", "many"], "Try unstall paths --help."),
        (["completion", "tcsh"], "bash"),
        (["--nonsense"], "Try unstall --help."),
    ],
)
def test_wrong_use_is_one_line_that_says_where_help_is(
    unstall: Run, arguments: list[str], said: str
) -> None:
    done = unstall(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert said in one_line(done.err)


@pytest.mark.parametrize("name", ["\x1b[31mred\x07", "a\nb\nc", "\u202egnp.exe", "x" * 10_000])
def test_hostile_arguments_cannot_write_to_the_terminal(unstall: Run, name: str) -> None:
    line = one_line(unstall(name).err)
    assert "\x1b" not in line
    assert "\x07" not in line
    assert "\u202e" not in line
    assert len(line) < 300


def test_an_error_of_unstall_is_printed_with_place_and_remedy(
    unstall: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object = None) -> None:
        raise StorageError("the disk is full", Place(Path("a b.toml"), 3), "Free some space.")

    monkeypatch.setattr(paths, "listing", full)
    done = unstall("paths")
    assert done.code == 2
    assert done.err == "unstall: a b.toml:3: the disk is full. Free some space.\n"


def test_an_interrupt_ends_with_130(unstall: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object = None) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(paths, "listing", interrupted)
    done = unstall("paths")
    assert done.code == 130
    assert one_line(done.err).startswith("interrupted")


def test_an_abort_of_click_ends_with_130(unstall: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def aborted(_: object = None) -> None:
        raise click.Abort

    monkeypatch.setattr(paths, "listing", aborted)
    assert unstall("paths").code == 130


@pytest.mark.parametrize(
    "error", [ZeroDivisionError("secret"), FileNotFoundError(2, "gone", "/x"), RecursionError()]
)
def test_a_bug_is_one_line_that_names_the_file_with_the_details(
    unstall: Run, monkeypatch: pytest.MonkeyPatch, home: Path, error: Exception
) -> None:
    def broken(_: object = None) -> None:
        raise error

    monkeypatch.setattr(paths, "listing", broken)
    done = unstall("paths")
    assert done.code == 2
    details = home / "state" / "unstall" / "last-error.txt"
    line = one_line(done.err)
    assert f"this is a bug in unstall ({type(error).__name__})" in line
    assert str(details) in line
    assert "secret" not in line
    assert details.stat().st_mode & 0o777 == 0o600
    text = details.read_text()
    assert text.startswith(f"unstall {__version__}, Python ")
    assert f"{type(error).__name__}" in text


def test_details_of_a_bug_replace_those_of_the_last_and_follow_no_link(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text("precious")
    state = tmp_path / "state"
    state.mkdir()
    (state / "last-error.txt").symlink_to(elsewhere)
    crash.keep(ValueError("first"), state)
    crash.keep(ValueError("second"), state)
    assert elsewhere.read_text() == "precious"
    text = (state / "last-error.txt").read_text()
    assert "second" in text
    assert "first" not in text


def test_a_bug_is_told_also_when_its_details_cannot_be_kept(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert "could not be written" in crash.keep(ValueError(), file)


class TestRealProcess:
    """What only a real process can show."""

    def test_without_a_terminal_the_app_does_not_start(self, program: Run) -> None:
        done = program()
        assert done.code == 2
        assert done.out == ""
        line = one_line(done.err)
        assert "needs a terminal" in line
        assert "unstall list" in line

    def test_open_without_a_terminal_names_the_command_for_that_session(self, program: Run) -> None:
        done = program("open", "Claims triage")
        assert done.code == 2
        assert one_line(done.err).endswith("Without it: unstall score 'Claims triage'.")

    def test_a_reader_that_goes_away_is_no_error(self) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "unstall", "questionnaire", "show", "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout
        process.stdout.close()
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0
        assert err == b""

    def test_a_shell_pipeline_into_head_stays_quiet(self) -> None:
        command = f"{sys.executable} -m unstall questionnaire show --json | head -0"
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False, timeout=60
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
    @pytest.mark.parametrize("arguments", [["paths"], ["--help"], ["--version"]])
    def test_a_full_disk_behind_standard_output_is_said(self, arguments: list[str]) -> None:
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "unstall", *arguments],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
                timeout=60,
            )
        assert done.returncode == 2
        assert "standard output cannot be written" in one_line(done.stderr)

    def test_closed_streams_do_no_harm(self) -> None:
        command = f"{sys.executable} -m unstall paths >&- 2>&-"
        assert subprocess.run(["bash", "-c", command], check=False, timeout=60).returncode == 0

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux can make a pipe smaller")
    def test_ctrl_c_ends_with_130_and_one_line(self) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "unstall", "questionnaire", "show", "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # Whoever runs the tests in the background may have told them not to listen.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )
        assert process.stdout
        # More is written than the pipe holds, so the program waits for somebody to read on.
        fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, 4096)
        assert os.read(process.stdout.fileno(), 1) == b"{"
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 130
        assert one_line(err.decode()).startswith("interrupted")

    def test_a_terminal_that_knows_no_dashes_gets_something_readable(self, program: Run) -> None:
        done = program("questionnaire", "show", PYTHONIOENCODING="ascii")
        assert done.code == 0
        assert done.err == ""

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_completion_writes_a_script_for_each_shell(self, program: Run, shell: str) -> None:
        done = program("completion", shell)
        assert done.code == 0
        assert done.err == ""
        assert "_UNSTALL_COMPLETE" in done.out
        assert "unstall" in done.out

    def test_the_shell_is_told_what_could_come_next(self, program: Run) -> None:
        done = program(
            _UNSTALL_COMPLETE="bash_complete", COMP_WORDS="unstall questionnaire ", COMP_CWORD="2"
        )
        assert done.code == 0
        assert {"plain,check", "plain,list"} <= set(done.out.split())

    def test_an_odd_completion_request_is_no_traceback(self, program: Run) -> None:
        done = program(_UNSTALL_COMPLETE="nonsense")
        assert done.code == 1
        assert done.err == ""


def test_a_dumb_terminal_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    from unstall.commands import app

    monkeypatch.setattr(app, "_is_terminal", lambda _: True)
    app.refuse_without_terminal("x", {"TERM": "xterm-256color"})
    app.refuse_without_terminal("x", {})
    with pytest.raises(UsageError, match="TERM=dumb"):
        app.refuse_without_terminal("x", {"TERM": "dumb"})


STARTS_LIGHT = """
import sys
from unstall.cli import run
code = run(sys.argv[1:])
loaded = {name.split(".")[0] for name in sys.modules}
print(code, sorted({"textual", "rich", "jinja2", "pydantic", "babel"} & loaded), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["paths"], ["score"], ["nothing"]]
)
def test_what_needs_no_session_imports_nothing_heavy(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STARTS_LIGHT, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ},
        timeout=60,
    )
    assert done.stderr.splitlines()[-1].endswith("[]")
