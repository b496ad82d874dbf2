"""What all models read from TOML share: frozen, closed to unknown keys, strict about types."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints

T = TypeVar("T")

Many = Annotated[tuple[T, ...], Strict(strict=False)]
"""A TOML array. Strictness is lifted for the container alone, since TOML has no tuples."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$", max_length=64)]
"""Lower case words joined by hyphens (facts: underscores), stable for ever."""

Words = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
"""A sentence or a few, for people."""

Short = Annotated[str, StringConstraints(min_length=1, max_length=24)]
"""A title that fits a list on an 80-column screen."""

Weight = Annotated[int, Field(ge=1, le=10)]


class Model(BaseModel):
    """Base of everything read from a questionnaire or session file."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        populate_by_name=True,
        # Only the two roots, questionnaire and session, are ever validated: building a validator
        # for every part as well would double the time to import and the memory.
        defer_build=True,
    )
