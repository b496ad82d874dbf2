"""A disk that refuses on demand, as a full, read-only or failing one does."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Disk:
    """Stands between the program and one folder; everything else goes straight through."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.refusing: dict[str, int] = {}
        self.calls: list[str] = []
        self._folder = os.path.realpath(folder)
        self._descriptors: set[int] = set()
        self._real_open = os.open
        self._real_write = os.write
        monkeypatch.setattr(os, "open", self._open)
        monkeypatch.setattr(os, "write", self._write)
        monkeypatch.setattr(os, "fsync", self._on_descriptor("fsync", os.fsync))
        for name in ("link", "replace", "rename", "mkdir"):
            monkeypatch.setattr(os, name, self._on_path(name, getattr(os, name)))

    @contextmanager
    def refuses(self, code: int, *names: str) -> Iterator[None]:
        """Refuse these calls, by default every one that would write."""
        self.refusing = dict.fromkeys(names or ("open", "link", "replace", "rename", "mkdir"), code)
        try:
            yield
        finally:
            self.refusing = {}

    def full(self) -> Any:
        """Refuse to take bytes, in the middle of a file."""
        return self.refuses(errno.ENOSPC, "write")

    def _is_here(self, path: object) -> bool:
        return os.path.realpath(str(path)).startswith(self._folder)

    def _refuse(self, name: str) -> None:
        self.calls.append(name)
        if code := self.refusing.get(name):
            raise OSError(code, os.strerror(code))

    def _open(self, path: Any, flags: int, *rest: Any, **named: Any) -> int:
        here = self._is_here(path)
        if here and flags & WRITING:
            self._refuse("open")
        descriptor = self._real_open(path, flags, *rest, **named)
        (self._descriptors.add if here else self._descriptors.discard)(descriptor)
        return descriptor

    def _write(self, descriptor: int, data: Any) -> int:
        if descriptor in self._descriptors and "write" in self.refusing:
            self._real_write(descriptor, data[: len(data) // 2])
            self._refuse("write")
        return self._real_write(descriptor, data)

    def _on_descriptor(self, name: str, real: Callable[[int], None]) -> Callable[[int], None]:
        def call(descriptor: int) -> None:
            if descriptor in self._descriptors:
                self._refuse(name)
            real(descriptor)

        return call

    def _on_path(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *rest: Any, **named: Any) -> Any:
            if self._is_here(path):
                self._refuse(name)
            return real(path, *rest, **named)

        return call
