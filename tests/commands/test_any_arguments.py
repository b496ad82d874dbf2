"""Whatever is typed: an exit code of the contract, at most one line of error, nothing hidden."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unstall.cli import run
from unstall.commands.root import ENTRIES

# Without / and ~ no argument can name a place outside the test's own folder.
TYPED = st.text(st.characters(exclude_characters="/~"), max_size=40)
WORDS = st.sampled_from(
    [
        *(entry.name for entry in ENTRIES if entry.name != "open"),
        *(
            "list",
            "show",
            "check",
            "new",
            "adopt",
            "schema",
            "alpha",
            "Alpha",
            "stalled-ai",
            "bash",
        ),
        *(
            "--json",
            "--help",
            "--all",
            "--dry-run",
            "--against",
            "--force",
            "--format",
            "md",
            "json",
            "html",
            "docx",
            "--start",
        ),
        *("--project", "--client", "--depth", "full", "--currency", "EUR", "--questionnaire"),
        *("value-case=1", "value-case=", "value-case=n/a:x", "--fact", "--note", "--soon"),
        *("--known", "months_stalled=7", "value-case=seen", "-o", "-", "--", "", "--sessions"),
    ]
)
PAIRS = st.builds("{}={}".format, st.sampled_from(["value-case", "sector", "hard_date"]), TYPED)

GIVEN = st.sampled_from(["--fact", "--note", "--evidence", "--ask", "--known", "--soon"])
LINES = st.one_of(
    st.builds(lambda name: ["new", "--project", name], TYPED),
    st.builds(lambda rest: ["answer", "alpha", *rest], st.lists(PAIRS, max_size=4)),
    st.builds(lambda key, pair: ["answer", "alpha", key, pair], GIVEN, PAIRS),
    st.builds(
        lambda first, rest: [first, *rest],
        st.sampled_from(["score", "plan", "report", "summary", "list", "questionnaire"]),
        st.lists(st.one_of(WORDS, TYPED), max_size=4),
    ),
)


@settings(
    deadline=None,
    max_examples=80,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.one_of(LINES, st.lists(st.one_of(WORDS, TYPED), min_size=1, max_size=5)))
def test_any_arguments_end_in_a_code_and_at_most_one_line_of_error(
    home: Path, arguments: list[str]
) -> None:
    if not (home / "data").exists():
        run(["new", "--project", "Alpha"])
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(arguments)
    said = err.getvalue()
    assert code in (0, 1, 2), (code, said)
    assert "bug in unstall" not in said, (home / "state/unstall/last-error.txt").read_text()
    if code == 2:
        assert said.startswith("unstall: ")
        assert said.count("\n") == 1
    assert not set(out.getvalue() + said) & set("\x00\x07\x1b\x9b\r\u202e\u2066")
