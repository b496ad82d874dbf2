"""The pictures in the README are what the app shows today."""

from __future__ import annotations

import pytest

from tests.screenshots import FOLDER, PICTURES, SIZES, Picture, take


@pytest.mark.parametrize(
    "size_name",
    # The README shows the large ones; screens have pictures in both sizes among their own tests.
    [
        pytest.param(name, marks=[] if name == "120x40" else [pytest.mark.thorough])
        for name in SIZES
    ],
)
@pytest.mark.parametrize(
    "picture",
    [
        # The same screens in other colours are left for a proof.
        pytest.param(p, id=p.name, marks=[] if p.theme == Picture.theme else [pytest.mark.thorough])
        for p in PICTURES
    ],
)
async def test_a_picture_is_what_the_app_shows(picture: Picture, size_name: str) -> None:
    drawn = await take(picture, SIZES[size_name])
    kept = (FOLDER / f"{picture.name}-{size_name}.svg").read_text(encoding="utf-8")
    assert drawn == kept, "run make screenshots, and look at what changed"


def test_no_picture_is_left_over() -> None:
    wanted = {f"{picture.name}-{size}.svg" for picture in PICTURES for size in SIZES}
    assert {path.name for path in FOLDER.glob("*.svg")} == wanted
