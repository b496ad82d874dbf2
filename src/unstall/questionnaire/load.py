"""From files to a questionnaire.

`load` reads a file or a folder, refuses what the models or the checks of `check` call an error, and
gives the questionnaire with the hash by which sessions remember it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from unstall import __version__
from unstall.errors import Place, QuestionnaireError
from unstall.questionnaire.checks import findings
from unstall.questionnaire.models import SCHEMA, Questionnaire
from unstall.questionnaire.problems import Finding
from unstall.questionnaire.source import MOST_BYTES, Source, read_source
from unstall.toml import size

ONLY_FOR_AUTHORS = ("cases", "sources")
"""Tables that no triage needs."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A questionnaire and the text that it was made from."""

    questionnaire: Questionnaire
    source: Source

    @property
    def sha256(self) -> str:
        """The content hash; it covers everything, also what was left out on loading."""
        return self.source.sha256

    @property
    def path(self) -> Path:
        """The file or folder, as the user named it."""
        return self.source.path


def load(path: Path, *, with_cases: bool = False) -> Loaded:
    """Read a questionnaire from a file or a folder.

    Without `with_cases` the author's cases and sources are left out, which only checking needs.
    Raises QuestionnaireError with the first thing that is wrong; `check.problems_in` lists all.
    """
    return load_source(read_source(path), with_cases=with_cases)


def load_source(source: Source, *, with_cases: bool = False) -> Loaded:
    """Make a questionnaire of tables that were read; see `load`."""
    questionnaire, found = examine(source.data, with_cases=with_cases)
    for finding in found:
        if finding.severity == "error":
            raise finding.in_source(source).as_error()
    # Where there is no questionnaire, there was an error among the findings.
    return Loaded(cast("Questionnaire", questionnaire), source)


def examine(
    data: Mapping[str, Any], *, with_cases: bool
) -> tuple[Questionnaire | None, Iterable[Finding]]:
    """Build the questionnaire, and give what the checks find; or None and what the models refuse.

    Findings are found one by one as they are asked for. Without a questionnaire there is an error
    among them.
    """
    version = data.get("schema", SCHEMA)
    if isinstance(version, int) and not isinstance(version, bool) and version != SCHEMA:
        return None, [_other_schema(version)]
    wanted = {k: v for k, v in data.items() if with_cases or k not in ONLY_FOR_AUTHORS}
    try:
        questionnaire = Questionnaire.model_validate(wanted, by_alias=True, by_name=False)
    except ValidationError as refused:
        from unstall.questionnaire.faults import faults

        return None, faults(refused, wanted)
    return questionnaire, findings(questionnaire)


def _other_schema(version: int) -> Finding:
    return Finding(
        ("schema",),
        f"the file is written for schema {version}; unstall {__version__} reads schema {SCHEMA}",
        "Use a newer version of unstall." if version > SCHEMA else f"Write schema = {SCHEMA}.",
    )


def as_single_file(loaded: Loaded) -> str:
    """Write the whole questionnaire as one TOML text, which loads to the same content and hash.

    Raises QuestionnaireError if the text is larger than `load` would read: written in one way for
    all, it may be longer than what its author wrote.
    """
    import tomli_w

    text = tomli_w.dumps(loaded.source.data)
    if len(text.encode()) > MOST_BYTES:
        raise QuestionnaireError(
            f"as one file the questionnaire is larger than {size(MOST_BYTES)}, so that no copy of "
            "it could be kept with sessions",
            Place(loaded.path),
            "Shorten it.",
        )
    return text
