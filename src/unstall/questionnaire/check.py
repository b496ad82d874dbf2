"""Whether a questionnaire can be used, and what in it is probably a slip.

`load` stops at the first error; here everything that is wrong is listed, each with file, line and
remedy. Whether the author's own cases come out as they expect is a matter of deciding, which is
not done here.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from unstall.errors import QuestionnaireError
from unstall.questionnaire.checks import findings
from unstall.questionnaire.load import Loaded, examine
from unstall.questionnaire.problems import Finding, Problem
from unstall.questionnaire.source import Source, read_source

__all__ = ["MOST_PROBLEMS", "Problem", "check", "problems_in"]

MOST_PROBLEMS = 200
"""Problems that are listed at once; nobody reads more, and more point to one cause."""


def problems_in(path: Path) -> list[Problem]:
    """List what is wrong with a file or folder, whether or not it can be loaded.

    Errors come first, each kind in the order of the files and lines.
    """
    try:
        source = read_source(path)
    except QuestionnaireError as error:
        return [Problem.of_error(error)]
    return _placed(examine(source.data, with_cases=True)[1], source)


def check(loaded: Loaded) -> list[Problem]:
    """List what does not fit in a questionnaire that was loaded with its cases."""
    return _placed(findings(loaded.questionnaire), loaded.source)


def _placed(found: Iterable[Finding], source: Source) -> list[Problem]:
    problems = [finding.in_source(source) for finding in islice(found, MOST_PROBLEMS)]
    return sorted(
        dict.fromkeys(problems),
        key=lambda p: (p.severity, str(p.place.file), p.place.line or 0),
    )
