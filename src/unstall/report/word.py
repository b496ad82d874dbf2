"""How Word files look: paper, type, lists and tables, through python-docx.

What can be seen hangs on styles, so that a firm can give a file its own face in Word. Imported only
where a Word file is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Literal, cast

import docx
from docx.document import Document as Word
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement
from docx.shared import Emu, Inches, Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from unstall.report.blocks import Style

Run = tuple[str, Style]
"""A text and its style."""

LETTER_COUNTRIES = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)
"""Where paper is US Letter (CLDR, supplemental data, `paperSize`)."""
_A4, _LETTER = (Mm(210), Mm(297)), (Inches(8.5), Inches(11))

FONT = "Calibri"
_INK, _SOFT, _ACCENT = RGBColor(0x1B, 0x25, 0x30), RGBColor(0x4C, 0x5A, 0x68), "1C4E80"
_LARGE = {"margin": 20.0, "text": 10.5, "table": 9.0, "title": 22.0, "heading": 15.0, "above": 16.0}
_SMALL = {"margin": 14.0, "text": 9.5, "table": 8.5, "title": 15.0, "heading": 11.0, "above": 6.0}
"""Margins in millimetres, type and the space above a heading in points."""

_NARROWEST = Mm(12)
_BAR, _BAR_SIZE = frozenset("█▒░"), Pt(6)
"""A bar of blocks, which most typefaces set so wide that it would not stay on one line."""

_NOT_OURS = {
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.THUMBNAIL,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
}
"""What the library's own template brings along and what would say nothing true of a document."""

_TABLE = "DocumentTable"
_TABLE_STYLE = """
<w:style {ns} w:type="table" w:customStyle="1" w:styleId="{id}"><w:name w:val="Document Table"/>
<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="B4BFCA"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="B4BFCA"/></w:tblBorders>
<w:tblCellMar><w:top w:w="{above}" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
<w:bottom w:w="{above}" w:type="dxa"/><w:right w:w="140" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="1B2530"/></w:tcBorders></w:tcPr>
</w:tblStylePr></w:style>
"""
_SIGNS = ("•", "☐", "☑")
"""Before the items of a list, and of a checklist what is to do and what is done."""
_LIST = """
<w:abstractNum {ns} w:abstractNumId="{id}"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{sign}"/>
<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr>
<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:hint="default"/></w:rPr>
</w:lvl></w:abstractNum>
"""
_FIELD = '<w:fldSimple {ns} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


class WordFile:
    """A Word file that is written from top to bottom."""

    def __init__(self, language: str, locale: str, *, one_page: bool) -> None:
        """Begin a file.

        Args:
            language: A language tag such as `en-GB`.
            locale: A locale such as `en_GB` or `en-GB`; its country decides the size of the paper.
            one_page: Set small, so that it fits one page, and without a number on it.
        """
        self.word: Word = docx.Document()
        self._sizes = _SMALL if one_page else _LARGE
        _take_out_what_is_not_ours(self.word)
        _set_language(self.word, language)
        self._room = _set_paper(self.word, locale, self._sizes["margin"])
        _set_type(self.word, self._sizes)
        _add_table_style(self.word, above=25 if one_page else 50)
        bullet, self._to_do, self._done = (_add_list(self.word, sign) for sign in _SIGNS)
        _number(self.word.styles["List Bullet"].element, bullet)
        self._last: Paragraph | None = None
        self._after: Literal["text", "list", "table"] = "text"
        if not one_page:
            _number_pages(self.word)

    def saved(self) -> bytes:
        """Give the file as the library saves it."""
        self._part_from_table()
        written = BytesIO()
        self.word.save(written)
        return written.getvalue()

    def title(self, text: str) -> None:
        """Write the document's title."""
        self._add("Title", [(text, "plain")])

    def heading(self, text: str, level: int) -> None:
        """Write a heading; level 1 is the highest, 9 the lowest."""
        self._add(f"Heading {level}", [(text, "plain")])

    def paragraph(self, runs: Sequence[Run], style: str = "Normal") -> None:
        """Write a paragraph in a style that the file has."""
        self._add(style, runs)

    def ticked(self, runs: Sequence[Run], *, done: bool) -> None:
        """Write an item of a checklist, with its box."""
        _number(self._add("List Bullet", runs)._p, self._done if done else self._to_do)

    def table(
        self, titles: Sequence[str], shares: Sequence[int], rows: Sequence[Sequence[Sequence[Run]]]
    ) -> None:
        """Write a table whose headings are repeated on every page.

        Args:
            titles: The headings of the columns.
            shares: How wide each column is, beside the others.
            rows: The cells of each row.
        """
        self._part_from_table()
        if self._last is not None:
            self._last.paragraph_format.keep_with_next = True
        made = self.word.add_table(rows=1 + len(rows), cols=len(titles))
        made.style = cast("Any", self.word.styles["Document Table"])
        made.autofit = False
        widths = _widths(self._room, shares)
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        heads: list[Sequence[Run]] = [[(title, "strong")] for title in titles]
        for place, (row, texts) in enumerate(zip(made.rows, [heads, *rows], strict=True)):
            # Rows stay whole over the end of a page, and the first comes again on the next.
            for mark in ("w:cantSplit", *(("w:tblHeader",) if place == 0 else ())):
                row._tr.get_or_add_trPr().append(OxmlElement(mark))
            for cell, width, runs in zip(row.cells, widths, texts, strict=True):
                cell.width = width
                _fill(cell.paragraphs[0], "Table Text", runs)
                cell.paragraphs[0].paragraph_format.keep_with_next = True if place == 0 else None
        self._last, self._after = None, "table"

    def _add(self, style: str, runs: Sequence[Run]) -> Paragraph:
        written = self.word.add_paragraph()
        _fill(written, style, runs)
        listed, form = style == "List Bullet", written.paragraph_format
        if not style.startswith("Heading"):
            if self._after == "table" or (self._after == "list" and not listed):
                form.space_before = Pt(self._sizes["above"] / 2)
            # A line in bold leads over to what follows it.
            if runs and not listed and all(kind == "strong" for _, kind in runs):
                form.keep_with_next = True
        self._last, self._after = written, "list" if listed else "text"
        return written

    def _part_from_table(self) -> None:
        """Put an empty line after a table, without which the next would be one with it."""
        if self._after == "table":
            self._add("Table Text", [])


def _fill(written: Paragraph, style: str, runs: Sequence[Run]) -> None:
    written.style = style
    for text, kind in runs:
        run = written.add_run(text)
        run.bold = True if kind == "strong" else None
        run.italic = True if kind == "emphasis" else None
        if text and _BAR.issuperset(text):
            run.font.size = _BAR_SIZE


def _xml(text: str, **values: object) -> Any:
    return parse_xml(text.format(ns=nsdecls("w"), **values))


def _take_out_what_is_not_ours(word: Word) -> None:
    for relations in (word.part.package.rels, word.part.rels):
        for key in [key for key, one in relations.items() if one.reltype in _NOT_OURS]:
            del relations[key]
    styles = word.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) != "TableNormal":
            styles.remove(style)


def _set_language(word: Word, language: str) -> None:
    for tag in word.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)
        tag.set(qn("w:eastAsia"), language)
    for tag in word.settings.element.iter(qn("w:themeFontLang")):
        tag.set(qn("w:val"), language)
        tag.attrib.pop(qn("w:eastAsia"), None)


def _set_paper(word: Word, locale: str, margin: float) -> int:
    """Set paper and margins; gives the width between them."""
    section = word.sections[0]
    letter = locale.replace("-", "_").rpartition("_")[2] in LETTER_COUNTRIES
    section.page_width, section.page_height = _LETTER if letter else _A4
    section.left_margin = section.right_margin = Mm(margin)
    section.top_margin = section.bottom_margin = Mm(margin - 2)
    section.header_distance = section.footer_distance = Mm(margin / 2)
    return int((_LETTER if letter else _A4)[0] - 2 * Mm(margin))


def _set_type(word: Word, sizes: dict[str, float]) -> None:
    styles = word.styles
    normal = cast("ParagraphStyle", styles["Normal"])
    _set_font(normal, sizes["text"])
    _set_space(normal, above=0, below=sizes["above"] / 2.5)
    title = cast("ParagraphStyle", styles["Title"])
    _set_font(title, sizes["title"], bold=True)
    _set_space(title, above=0, below=sizes["above"] / 2)
    for line in title.element.iter(qn("w:bottom")):
        line.attrib.pop(qn("w:themeColor"), None)
        line.set(qn("w:color"), _ACCENT)
    for level in range(1, 10):
        heading = cast("ParagraphStyle", styles[f"Heading {level}"])
        smaller = min(level - 1, 2)
        _set_font(heading, max(sizes["heading"] - 2 * smaller, sizes["text"]), bold=True)
        heading.font.italic = False
        heading.font.color.rgb = RGBColor.from_string(_ACCENT) if level == 1 else _INK
        _set_space(heading, above=max(sizes["above"] - 3 * smaller, 4), below=3)
    quote = cast("ParagraphStyle", styles["Quote"])
    quote.font.color.rgb = _SOFT
    quote.paragraph_format.left_indent = Mm(6)
    bullet = cast("ParagraphStyle", styles["List Bullet"])
    _set_space(bullet, above=0, below=2)
    small = cast("ParagraphStyle", styles.add_style("Table Text", 1))
    small.base_style = normal
    small.font.size = Pt(sizes["table"])
    _set_space(small, above=0, below=0)


def _set_font(style: ParagraphStyle, points: float, *, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(points), bold
    style.font.color.rgb = _INK
    fonts = style.element.get_or_add_rPr().rFonts
    # A theme's font would go before the one that is named.
    for name in ("asciiTheme", "hAnsiTheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)


def _set_space(style: ParagraphStyle, *, above: float, below: float) -> None:
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(above), Pt(below), 1.1


def _add_table_style(word: Word, *, above: int) -> None:
    word.styles.element.append(_xml(_TABLE_STYLE, id=_TABLE, above=above))


def _add_list(word: Word, sign: str) -> int:
    """Add a list whose items have a sign before them; gives its number."""
    lists = word.part.numbering_part.element
    kinds = lists.findall(qn("w:abstractNum"))
    new = 1 + max(int(kind.get(qn("w:abstractNumId"))) for kind in kinds)
    font = FONT if sign == "•" else "Segoe UI Symbol"
    kinds[-1].addnext(_xml(_LIST, id=new, sign=sign, font=font))
    return int(lists.add_num(new).numId)


def _number(element: Any, list_number: int) -> None:
    """Make a paragraph, or a style of paragraphs, an item of a list."""
    numbered = element.get_or_add_pPr().get_or_add_numPr()
    numbered.get_or_add_ilvl().val = 0
    numbered.get_or_add_numId().val = list_number


def _widths(room: int, shares: Sequence[int]) -> list[Length]:
    """Divide the width of the page; no column is so narrow that its heading breaks."""
    widths = [max(room * share // sum(shares), _NARROWEST) for share in shares]
    widest = widths.index(max(widths))
    widths[widest] -= sum(widths) - room
    return [Emu(width) for width in widths]


def _number_pages(word: Word) -> None:
    foot = word.sections[0].footer.paragraphs[0]
    foot.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
    foot._p.append(_xml(_FIELD, field="PAGE"))
    foot.add_run(" / ")
    foot._p.append(_xml(_FIELD, field="NUMPAGES"))
    for run in foot.runs:
        run.font.size = cast("Length", Pt(8))
