"""What tests of session files share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.disk import Disk


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Disk:
    """A disk under the test's folder that can be made to refuse."""
    return Disk(tmp_path, monkeypatch)
