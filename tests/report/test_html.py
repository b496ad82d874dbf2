"""Pages: what is a heading, which cells name rows and columns, and pictures in place of charts."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings

from tests.builtin import questionnaire
from tests.report.examples import ONE_OF_EACH, Written, full, furnished, quick
from tests.report.hostile import hostile_texts
from unstall.report.blocks import (
    Bullets,
    Column,
    Document,
    Paragraph,
    Section,
    Table,
    line,
    paragraph,
    strong,
    table,
)
from unstall.report.decoded import ways_of_reading
from unstall.report.html import (
    LEAST_SHARE,
    column_of_row_heads,
    column_shares,
    is_lead,
    is_title,
    render,
    render_plan_html,
    render_report_html,
)
from unstall.session.edit import set_planned
from unstall.session.leaks import leaks
from unstall.session.models import PlannedAction
from unstall.session.own import add_own

FIX = ONE_OF_EACH["fix"]
FIGURE = re.compile(r"<figure.*?</figure>", re.DOTALL)


def page(*sections: Section, template: str = "report.html.j2") -> str:
    return render(Document("A title", (), sections), template)


class _Read(HTMLParser):
    """Reads which tags stand in a page, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.mark.parametrize("said", ["What decided it", "Checkpoints"])
def test_a_bold_line_that_is_no_sentence_is_a_heading(said: str) -> None:
    assert is_title(paragraph(strong(said)))
    text = page(Section("a", "A", (paragraph(strong(said)), Bullets((line("x"),)))))
    assert f"<h3><strong>{said}</strong></h3>" in text


@pytest.mark.parametrize("said", ["Our advice is to stop.", "The balance tips:", "Why? …"])
def test_a_bold_sentence_leads_over_and_is_no_heading(said: str) -> None:
    assert is_lead(paragraph(strong(said)))
    assert not is_title(paragraph(strong(said)))
    assert f'<p class="lead"><strong>{said}</strong></p>' in page(
        Section("a", "A", (paragraph(strong(said)),))
    )


@pytest.mark.parametrize(
    "said", [paragraph("plain"), paragraph(strong("Standing."), " It holds."), Paragraph(())]
)
def test_a_paragraph_that_is_not_all_bold_is_neither(said: Paragraph) -> None:
    assert not is_lead(said)
    assert not is_title(said)


def test_the_bold_column_names_the_rows_and_without_one_the_first() -> None:
    (bold,) = table("No. 1 | Action 4", ("1", line(strong("Do"), ".")), ("2", strong("See")))
    (plain,) = table("What 1 | Said 4", ("a", strong("b")), ("c", "d"))
    assert column_of_row_heads(bold) == 1
    assert column_of_row_heads(plain) == 0


def test_every_column_and_every_row_of_a_table_is_named() -> None:
    read = _Read(render_report_html(full(FIX).dossier))
    heads = read.of("th")
    rows = len(read.of("tr")) - len(read.of("thead"))
    assert {head["scope"] for head in heads} == {"col", "row"}
    assert sum(head["scope"] == "row" for head in heads) == rows
    assert all(cell["data-head"] for cell in read.of("td"))


def test_columns_share_the_width_and_none_is_too_narrow_for_a_word() -> None:
    columns = (Column("No.", 1), Column("Action", 29), Column("Why", 30))
    assert column_shares(Table(columns, ())) == (LEAST_SHARE, 48, 50)


def test_a_page_draws_what_markdown_leaves_to_its_reader() -> None:
    dossier = full(FIX).dossier
    for text in (render_plan_html(dossier), render_report_html(dossier)):
        assert "mermaid" not in text
        assert "dateFormat" not in text
        assert "█" not in text
        assert _Read(text).of("figure")
    assert len(_Read(render_report_html(dossier)).of("figure")) == 2


def test_markdown_holds_the_bars_where_a_page_has_its_picture() -> None:
    assert "█" in full(FIX).report
    assert "<svg" not in full(FIX).report


@pytest.mark.parametrize("name", ["stop", "pause"])
def test_every_dated_plan_is_drawn_in_its_report_too(name: str) -> None:
    text = render_report_html(full(ONE_OF_EACH[name]).dossier)
    assert "Timeline of the plan" in text


def test_a_short_document_has_no_contents() -> None:
    sections = [Section(name, name.upper(), (paragraph("x"),)) for name in ("a", "b", "c", "d")]
    assert not _Read(page(*sections[:3])).of("nav")
    read = _Read(page(*sections))
    assert read.of("nav")
    assert [link["href"] for link in read.of("a")] == ["#the-text", "#a", "#b", "#c", "#d"]


def test_a_page_says_its_language() -> None:
    assert '<html lang="en-GB">' in render_report_html(full(FIX).dossier)


def test_a_page_forbids_what_it_does_not_need() -> None:
    (policy,) = [
        one["content"] or ""
        for one in _Read(page()).of("meta")
        if one.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none';")
    assert "script-src" not in policy
    assert "http" not in policy


def test_the_same_session_gives_the_same_bytes() -> None:
    once, again = (Written(furnished(FIX)).dossier for _ in range(2))
    assert render_report_html(once) == render_report_html(again)
    assert render_plan_html(once) == render_plan_html(again)


def named(title: str) -> Written:
    """Write about a plan with an action of one's own, under a title of one's own."""
    bank = questionnaire()
    session, added = add_own(
        furnished(FIX),
        bank,
        title=title,
        role="tech-lead",
        effort=(1, 2),
        added_for="fix",
        done_when="It is over.",
        after=[],
    )
    return Written(set_planned(session, bank, added, PlannedAction(owner="Ana Ruiz")))


def test_a_name_is_found_wherever_a_picture_says_it() -> None:
    (figure,) = FIGURE.findall(
        render_plan_html(named("Hand it over to Zebulon Quartermaine").dossier)
    )
    nothing = ways_of_reading("", "html")
    for kind in ("title", "text"):
        said = "\n".join(re.findall(rf"<{kind}\b[^>]*>.*?</{kind}>", figure))
        assert leaks(ways_of_reading(said, "html"), ["Zebulon Quartermaine"], nothing)


def test_a_name_in_the_description_of_a_picture_is_found() -> None:
    text = '<svg role="img"><title>x</title><desc>Stage of R. Adeyemi: 3 actions</desc></svg>'
    assert leaks(ways_of_reading(text, "html"), ["R. Adeyemi"], ways_of_reading("", "html"))


def test_a_name_that_a_label_cuts_is_found_in_what_it_was_cut_from() -> None:
    long = f"{'Hand over the keys and the notes of the ' * 2}pilot to Quartermaine"
    (figure,) = FIGURE.findall(render_plan_html(named(long).dossier))
    labels = "\n".join(re.findall(r"<text\b[^>]*>.*?</text>", figure))
    assert "Quartermaine" not in labels
    assert leaks(ways_of_reading(figure, "html"), ["Quartermaine"], ways_of_reading("", "html"))


@given(title=hostile_texts)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_title_of_an_action_brings_a_tag_into_a_picture(title: str) -> None:
    shown = f"x{title}"[:100]
    harmless, hostile = (render_plan_html(named(one).dossier) for one in ("xword", shown))
    kinds = [[tag for tag, _ in _Read(text).found] for text in (harmless, hostile)]
    assert sorted(kinds[0]) == sorted(kinds[1])


def test_a_quick_call_draws_its_weeks_and_its_sections() -> None:
    text = render_report_html(quick(FIX).dossier)
    assert "Timeline of the plan" in text
    assert "too early to say" in FIGURE.findall(text)[0]
