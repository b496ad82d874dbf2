"""Templates of documents: the built-in ones, and before them the firm's own.

A file of the same name in the user's templates folder stands in for a built-in one. It can begin
anew, or build on the built-in one and change a part:

    {% extends "builtin/report.md.j2" %}
    {% block masthead %}Northwind Advisory{% endblock %}

Templates run in Jinja's sandbox and print only what they are given, escaped. A document is
rendered whole before anything is written, so an error in a template leaves nothing half-written.
What stands in the folder under a template's name and is no regular file in it is refused, and so is
an empty document.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FunctionLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import SandboxedEnvironment

from unstall.errors import Place, SettingsError, UnstallError
from unstall.report.blocks import Document, Section
from unstall.toml import read_text

BUILTIN = "builtin"
"""What stands before a built-in template's name where it is meant whatever else there is."""
SUFFIX = ".j2"
MOST_BYTES = 200_000
"""Largest template that is read."""
HINT = "Mend the template, or take it out of the folder; nothing was written."
_FOLDER_HINT = "Make it a folder of your own, or take it away; nothing was written."

Source = tuple[str, str, Callable[[], bool]]


class Templates:
    """The templates of one format."""

    def __init__(self, own: Path | None, finalize: Callable[[Any], Any]) -> None:
        """Look after templates.

        Args:
            own: The folder with the firm's own templates, which need not exist; None for none.
            finalize: What becomes of every value that a template prints.
        """
        self._own = own
        builtin = PackageLoader("unstall.report", "templates")
        loaders: list[BaseLoader] = [builtin, PrefixLoader({BUILTIN: builtin})]
        if own is not None:
            loaders.insert(0, FunctionLoader(lambda name: _own_source(own, name)))
        self.environment = SandboxedEnvironment(
            loader=ChoiceLoader(loaders),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.environment.filters["titled"] = _titled

    def render(self, template: str, document: Document) -> str:
        """Put a document through a template.

        Raises `SettingsError` with file and line for an error in one of the firm's own templates,
        and if they write an empty document.
        """
        try:
            text = self.environment.get_template(template).render(document=document)
        except UnstallError:
            raise
        except Exception as error:
            # Whatever a template does wrong comes out as some exception at one of its own lines.
            place = self._place_of(error)
            if place is None:
                raise
            said = f"there is no template {error}" if isinstance(error, TemplateNotFound) else error
            what = " ".join(str(said).split()).rstrip(".") or type(error).__name__
            raise SettingsError(f"the template does not work: {what}", place, HINT) from None
        if self._own is not None and not text.strip():
            place = Place(self._own / template)
            raise SettingsError("the template writes an empty document", place, HINT)
        return text

    def _place_of(self, error: Exception) -> Place | None:
        if self._own is None:
            return None
        if isinstance(error, TemplateSyntaxError) and error.filename:
            at = Path(error.filename), error.lineno
            return Place(*at) if at[0].parent == self._own else None
        frames = [
            f for f in extract_tb(error.__traceback__) if Path(f.filename).parent == self._own
        ]
        return Place(Path(frames[-1].filename), frames[-1].lineno) if frames else None


def _own_source(own: Path, name: str) -> Source | None:
    # A name is that of a file in the folder and no path, so that it cannot lead out of it.
    if Path(name).name != name or not name.endswith(SUFFIX) or not _stands_in(own, name):
        return None
    file = own / name
    if not _is_file_inside(file, own):
        raise SettingsError("this is no file in this folder, as a template is", Place(file), HINT)
    try:
        text = read_text(file, most_bytes=MOST_BYTES, error=SettingsError)
        changed = file.stat().st_mtime_ns
    except SettingsError as refused:
        raise SettingsError(refused.message, refused.place, HINT) from None
    return text, str(file), lambda: file.is_file() and file.stat().st_mtime_ns == changed


def _stands_in(own: Path, name: str) -> bool:
    """Tell whether anything of that name is there; raises `SettingsError` if nobody can tell."""
    try:
        os.lstat(own / name)
    except NotADirectoryError:
        raise SettingsError("this is not a folder", Place(own), _FOLDER_HINT) from None
    except PermissionError:
        raise SettingsError("you may not look into this folder", Place(own), _FOLDER_HINT) from None
    except (OSError, ValueError):
        return False
    return True


def _is_file_inside(file: Path, own: Path) -> bool:
    try:
        target = file.resolve(strict=True)
        return target.is_file() and target.is_relative_to(own.resolve())
    except (OSError, RuntimeError):
        return False


def _titled(section: Section, title: str) -> Section:
    """Give a section under another heading."""
    return replace(section, title=str(title))
