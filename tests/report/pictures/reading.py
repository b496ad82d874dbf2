"""Pictures read back as XML, with another reader than the one that draws them."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET


@dataclass(frozen=True)
class Drawn:
    """One picture."""

    root: ET.Element

    @property
    def form(self) -> str:
        return self.root.attrib["class"]

    @property
    def title(self) -> str:
        return self.root.findtext("title") or ""

    @property
    def said(self) -> str:
        return self.root.findtext("desc") or ""

    @property
    def size(self) -> tuple[int, int]:
        _, _, width, height = self.root.attrib["viewBox"].split()
        return int(width), int(height)

    def of(self, class_: str) -> list[ET.Element]:
        """Give the elements of a class."""
        return [one for one in self.root.iter() if class_ in one.get("class", "").split()]

    def texts(self, class_: str) -> list[str]:
        """Give the texts of a class."""
        return [one.text or "" for one in self.of(class_) if one.tag == "text"]


def pictures(figure: str, form: str = "wide") -> list[Drawn]:
    """Read a figure's pictures of one form."""
    # The figure is our own drawing, made in this process.
    found = [Drawn(one) for one in ET.fromstring(figure).findall("svg")]  # noqa: S314
    return [one for one in found if one.form == form]


def caption(figure: str) -> str:
    """Give what stands below a figure's pictures."""
    return ET.fromstring(figure).findtext("figcaption") or ""  # noqa: S314
