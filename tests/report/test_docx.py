"""Word files say what the Markdown says, are well made, and tell nothing but that."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import pairwise
from typing import Any, cast

import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings

from tests.proof import examples, mostly_thorough
from tests.report.examples import ASSESSED, ONE_OF_EACH, Written, full, quick, session_of
from tests.report.hostile import TOKENS, hostile_texts, with_text_everywhere
from tests.report.structure import headings, plain, structure
from tests.report.word_reader import lines_of, opened, pandoc, without_timeline
from unstall.errors import UsageError
from unstall.report import docx as word_files
from unstall.report.blocks import (
    Checklist,
    Document,
    Section,
    bullets,
    emphasis,
    line,
    paragraph,
    strong,
    table,
)
from unstall.report.docx import What, is_installed, render_docx, words_of, write_docx
from unstall.report.formats import Formats

DAY = date(2026, 11, 20)
FORMATS = Formats.of("en_GB", "GBP")
WHATS: tuple[What, ...] = ("report", "plan", "summary")
FIX = ONE_OF_EACH["fix"]
WRITTEN = {
    **{who: (full, name) for who, name in ONE_OF_EACH.items()},
    "quick": (quick, FIX),
    "too-little-known": (full, "mostly-unknown"),
    "nothing-explains": (full, "everything-ready"),
}
PAGES: list[tuple[str, What]] = [
    *(("quick", what) for what in reversed(WHATS)),
    *((who, what) for what in WHATS for who in WRITTEN if who != "quick"),
]


def written_of(who: str) -> Written:
    write, name = WRITTEN[who]
    return write(name)


def markdown(written: Written, what: What) -> str:
    return {"report": written.report, "plan": written.plan_text, "summary": written.summary}[what]


def lines_of_markdown(text: str) -> list[str]:
    said = [said.removeprefix("[ ] ").removeprefix("[x] ") for said in plain(text).split("\n")]
    return [text for text in said if text]


@pytest.mark.parametrize("page", mostly_thorough(PAGES, always=2), ids="-".join)
def test_it_says_what_the_markdown_says_in_the_same_order(page: tuple[str, What]) -> None:
    who, what = page
    written = written_of(who)
    file = render_docx(written.dossier, what)
    assert without_timeline(lines_of(file)) == lines_of_markdown(markdown(written, what))


@pytest.mark.parametrize("page", mostly_thorough(PAGES, always=2), ids="-".join)
def test_its_headings_are_headings_of_word_below_a_title(page: tuple[str, What]) -> None:
    who, what = page
    written = written_of(who)
    found = []
    for one in opened(render_docx(written.dossier, what)).paragraphs:
        assert one.style is not None
        if one.style.name == "Title":
            found.append((1, one.text))
        elif one.style.name and one.style.name.startswith("Heading "):
            found.append((int(one.style.name[-1]) + 1, one.text))
    assert found == [
        (level, plain(f"# {text}")) for level, text in headings(markdown(written, what))
    ]


@pytest.mark.parametrize("page", mostly_thorough(PAGES), ids="-".join)
def test_pandoc_reads_the_same_headings_paragraphs_lists_and_tables(page: tuple[str, What]) -> None:
    who, what = page
    written = written_of(who)
    found = [(k, text) for k, text in pandoc(render_docx(written.dossier, what)) if text]
    said = without_timeline([text for _, text in found])
    title, *expected = lines_of_markdown(markdown(written, what))
    assert title == f"{written.session.project}: {title.partition(': ')[2]}"
    assert [" ".join(text.split()) for text in said] == [" ".join(t.split()) for t in expected]
    heads = [text for kind, text in found if kind.startswith("h")]
    assert heads == [plain(f"# {text}") for _, text in headings(markdown(written, what))][1:]
    if written.plan is not None:
        assert {kind for kind, _ in found} >= {"p", "li", "th", "td"}


SMALL = Document(
    title="Post room: plan",
    opening=(paragraph("Plain, ", strong("strong"), " and ", emphasis("emphatic"), "."),),
    sections=(
        Section(
            "one",
            "First",
            (
                *table("Who 3 | What 7", ("Ana", strong("All")), ("Jo", "Nothing")),
                *table("Who 3 | What 7", ("Mei", "More")),
                *bullets("one", "two"),
                Checklist(((False, line("to do")), (True, line("done")))),
            ),
            (Section("part", "Inside", (paragraph("Text."),)),),
            number="1",
        ),
    ),
)


def small(**changes: Any) -> bytes:
    return write_docx(SMALL, changes.pop("formats", FORMATS), DAY, **changes)


def test_headings_have_their_numbers_and_levels() -> None:
    found = [(p.style.name if p.style else "", p.text) for p in opened(small()).paragraphs]
    assert ("Title", "Post room: plan") in found
    assert ("Heading 1", "1. First") in found
    assert ("Heading 2", "Inside") in found


def test_bold_and_italic_stay() -> None:
    runs = opened(small()).paragraphs[1].runs
    assert [(run.text, bool(run.bold), bool(run.italic)) for run in runs] == [
        ("Plain, ", False, False),
        ("strong", True, False),
        (" and ", False, False),
        ("emphatic", False, True),
        (".", False, False),
    ]


def test_a_tables_headings_come_again_on_every_page_and_its_rows_stay_whole() -> None:
    tables = opened(small()).tables
    assert len(tables) == 2
    for one in tables:
        marks = [{mark.tag for mark in row._tr.get_or_add_trPr()} for row in one.rows]
        assert all(qn("w:cantSplit") in found for found in marks)
        assert [qn("w:tblHeader") in found for found in marks] == [
            True,
            *[False] * (len(marks) - 1),
        ]


def test_two_tables_in_a_row_stay_two() -> None:
    body = [child.tag for child in opened(small()).element.body]
    for one, other in pairwise(body):
        assert (one, other) != (qn("w:tbl"), qn("w:tbl"))
    assert body[-2:] != [qn("w:tbl"), qn("w:sectPr")]


def test_lists_are_lists_and_boxes_say_what_is_done() -> None:
    file = opened(small())
    numbering = cast("Any", file.part.numbering_part.element)
    kinds = {
        number.numId: numbering.xpath(
            f".//w:abstractNum[@w:abstractNumId='{number.abstractNumId.val}']//w:lvlText/@w:val"
        )[0]
        for number in numbering.num_lst
    }
    signs = {}
    for one in file.paragraphs:
        if one.style is not None and one.style.name == "List Bullet":
            own = cast("Any", one._p).pPr.numPr
            style = cast("Any", one.style.element).pPr.numPr
            signs[one.text] = kinds[(own if own is not None else style).numId.val]
    assert signs == {"one": "•", "two": "•", "to do": "☐", "done": "☑"}


@pytest.mark.parametrize(
    ("locale", "millimetres"),
    [("en_GB", (210, 297)), ("de_DE", (210, 297)), ("en-US", (216, 279)), ("fr_CA", (216, 279))],
)
def test_the_paper_is_that_of_the_users_country(locale: str, millimetres: tuple[int, int]) -> None:
    section = opened(small(formats=Formats.of(locale, None))).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == millimetres


def test_tables_fill_the_width_and_no_further() -> None:
    file = opened(render_docx(quick(FIX).dossier, "plan"))
    section = file.sections[0]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    room = (section.page_width or 0) - margins
    for one in file.tables:
        widths = [cell.width or 0 for cell in one.rows[0].cells]
        assert sum(widths) == pytest.approx(room, rel=0.01)
        assert min(widths) > 0


def test_its_properties_say_title_language_and_day_and_nobody() -> None:
    written = full(FIX)
    about = opened(render_docx(written.dossier, "report")).core_properties
    assert about.title == "Claims triage: triage report"
    assert about.language == "en-GB"
    assert about.created == about.modified == datetime(2026, 11, 20, tzinfo=UTC)
    assert about.author == about.last_modified_by == about.comments == about.keywords == ""


def test_the_language_of_the_text_is_that_of_the_document() -> None:
    styles = opened(small()).styles.element
    assert {tag.get(qn("w:val")) for tag in styles.iter(qn("w:lang"))} == {"en-GB"}


def test_nothing_of_another_program_or_author_is_left_in_it() -> None:
    with zipfile.ZipFile(BytesIO(small())) as parts:
        names = parts.namelist()
        said = b"".join(parts.read(name) for name in names)
    assert "docProps/app.xml" not in names
    assert not any("thumbnail" in name or "customXml" in name for name in names)
    assert b"Macintosh" not in said
    assert b"python-docx" not in said


def test_the_same_document_gives_the_same_bytes_and_no_part_tells_a_time() -> None:
    assert small() == small()
    with zipfile.ZipFile(BytesIO(small())) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in parts.infolist()} == {0}


def test_the_sponsors_page_has_no_number_and_the_others_have() -> None:
    assert "PAGE" not in foot(render_docx(full(FIX).dossier, "summary"))
    assert "NUMPAGES" in foot(render_docx(full(FIX).dossier, "plan"))


def foot(file: bytes) -> str:
    return str(opened(file).sections[0].footer._element.xml)


ODD = f"{' '.join(TOKENS)} {'Unbreakable' * 30}"


@pytest.mark.parametrize("what", mostly_thorough(["summary", "report", "plan"]))
def test_odd_texts_change_nothing_but_the_words(what: What) -> None:
    written = Written(with_text_everywhere(FIX, ODD))
    file, text = render_docx(written.dossier, what), markdown(written, what)
    styles = [one.style.name or "" for one in opened(file).paragraphs if one.style]
    heads = [int(style[-1]) + 1 for style in styles if style.startswith("Heading")]
    assert heads == [level for level, _ in headings(text)][1:]
    charts = text.count("```mermaid")
    assert len(opened(file).tables) == len(structure(text).tables) + charts
    assert not set(words_of(file)) & set("\x00\x07\x1b\u202e\u2066\r")


@given(hostile_texts)
@settings(max_examples=examples(200), deadline=None)
def test_any_text_can_stand_anywhere(text: str) -> None:
    document = Document(
        title=text,
        opening=(paragraph(strong(text), text),),
        sections=(Section("x", text, (*table("A 1 | B 1", (text, text)), *bullets(text))),),
    )
    file = opened(write_docx(document, FORMATS, DAY))
    (one,) = file.tables
    first, second = one.rows[1].cells
    assert first.text == second.text
    assert file.core_properties.title == file.paragraphs[0].text[:255]
    assert len(file.element.xpath("//w:hyperlink | //w:instrText | //w:object")) == 0


def test_words_of_finds_what_stands_in_headers_notes_and_properties() -> None:
    file = opened(small())
    file.sections[0].header.paragraphs[0].add_run("Ana ").bold = True
    file.sections[0].header.paragraphs[0].add_run("Ruiz")
    file.core_properties.author = "Jo Mwangi"
    changed = BytesIO()
    file.save(changed)
    said = words_of(changed.getvalue()).split("\n")
    assert "Ana Ruiz" in said
    assert "Jo Mwangi" in said
    assert "Post room: plan" in said
    assert "Heading 1" not in said


def test_without_the_library_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_installed()
    monkeypatch.setattr(word_files, "find_spec", lambda _: None)
    assert not is_installed()
    with pytest.raises(UsageError, match=r"python-docx.*pip install 'unstall\[docx\]'"):
        small()


def test_without_anything_known_it_is_written_too() -> None:
    written = Written(session_of("mostly-unknown", answers={}))
    assert written.session.assessed == ASSESSED
    for what in WHATS:
        assert any(
            "no recommendation yet" in said for said in lines_of(render_docx(written.dossier, what))
        )


def test_a_bar_of_blocks_is_set_so_small_that_it_stays_on_one_line() -> None:
    document = Document("T", (paragraph("███▒▒░░░░░"), paragraph("█ reached")), ())
    bar, legend = opened(write_docx(document, FORMATS, DAY)).paragraphs[1:3]
    assert bar.runs[0].font.size == Pt(6)
    assert legend.runs[0].font.size is None
