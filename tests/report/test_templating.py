"""A firm's own templates stand before the built-in ones, and fail with file and line."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.report.examples import full
from unstall.errors import SettingsError
from unstall.report.html import render_plan_html, render_report_html
from unstall.report.markdown import render_plan, render_report

MASTHEAD = """{% extends "builtin/report.md.j2" %}
{% block masthead %}
Northwind Advisory

{% endblock %}
"""


def report(own: Path | None = None) -> str:
    written = full("validation-loop")
    return render_report(written.dossier, own)


def test_without_a_folder_of_ones_own_nothing_changes(tmp_path: Path) -> None:
    assert report(tmp_path / "none") == report(tmp_path) == report()


def test_a_firm_puts_its_name_above_the_report(tmp_path: Path) -> None:
    (tmp_path / "report.md.j2").write_text(MASTHEAD)
    assert report(tmp_path) == f"Northwind Advisory\n\n{report()}"


def test_a_change_of_a_template_is_seen_at_once(tmp_path: Path) -> None:
    file = tmp_path / "report.md.j2"
    file.write_text(MASTHEAD)
    report(tmp_path)
    file.write_text(MASTHEAD.replace("Northwind", "Southwind & Sons, "))
    assert report(tmp_path).startswith("Southwind")
    file.unlink()
    assert report(tmp_path) == report()


def test_a_firm_leaves_a_section_out_and_gives_another_its_own_heading(tmp_path: Path) -> None:
    (tmp_path / "report.md.j2").write_text("""{% extends "builtin/report.md.j2" %}
{% from "blocks.md.j2" import section %}
{% block sections %}
{% for part in document.sections if part.id == "answer" %}
{{ section(part|titled("In * short"), 2) }}
{% endfor %}
{% endblock %}
""")
    text = report(tmp_path)
    assert "## 1. In \\* short" in text
    assert text.count("\n## ") == 1


def test_a_page_has_the_firms_colours_and_imprint(tmp_path: Path) -> None:
    for name in ("report", "plan"):
        (tmp_path / f"{name}.html.j2").write_text(f"""{{% extends "builtin/{name}.html.j2" %}}
{{% block style %}}h1 {{ color: #123456; }}{{% endblock %}}
{{% block imprint %}}<footer>Northwind &amp; Co</footer>{{% endblock %}}
""")
    written = full("validation-loop")
    for render in (render_report_html, render_plan_html):
        page = render(written.dossier, tmp_path)
        assert "color: #123456" in page
        assert "<footer>Northwind &amp; Co</footer>" in page


def test_what_a_template_of_ones_own_prints_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "report.md.j2").write_text("{{ document.language ~ ' | <b>' }}")
    assert report(tmp_path) == "en-GB \\| &lt;b&gt;"


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("fine\n{% for %}", 2, "Expected"),
        ("fine\n\n{{ nothing }}", 3, "'nothing' is undefined"),
        ("{{ document.owner }}", 1, "no attribute 'owner'"),
        ("a\n{% include 'report.md.j2' %}", 2, "recursion"),
        ("a\n{{ ''.__class__.__mro__ }}", 2, "unsafe"),
        ("a\n{{ 1 / 0 }}", 2, "division by zero"),
        ("a\n{% include '../../../etc/passwd' %}", 2, "there is no template"),
        ("a\n{% extends 'another.md.j2' %}", 2, "there is no template another.md.j2"),
        ("{% for i in range(10**9) %}{% endfor %}", 1, "Range too big"),
        ("a\n{{ document.opening[9]|default(none) }}", 2, "may print texts and numbers"),
        ("{% from 'blocks.md.j2' import section %}\n{{ section(3, 2) }}", 2, "no attribute"),
    ],
)
def test_an_error_says_file_and_line_and_what_is_wrong(
    template: str, line: int, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "report.md.j2"
    file.write_text(template)
    with pytest.raises(SettingsError) as caught:
        report(tmp_path)
    assert (caught.value.place.file, caught.value.place.line) == (file, line)
    assert said in caught.value.message
    assert "nothing was written" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_template_that_is_no_text_or_far_too_large_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "plan.md.j2"
    written = full("validation-loop")
    for content in (b"\xff\xfe", b"a" * 300_000, b"\0"):
        file.write_bytes(content)
        with pytest.raises(SettingsError, match=r"plan\.md\.j2"):
            render_plan(written.dossier, tmp_path)


@pytest.mark.parametrize(
    "template", ["", " \n\t\n", "{# to be written #}", "{% if false %}x{% endif %}"]
)
def test_a_template_that_writes_nothing_is_refused(template: str, tmp_path: Path) -> None:
    file = tmp_path / "report.md.j2"
    file.write_text(template)
    with pytest.raises(SettingsError, match="writes an empty document") as caught:
        report(tmp_path)
    assert caught.value.place.file == file
    assert "Mend the template" in str(caught.value)


def _folder(file: Path) -> None:
    file.mkdir()


def _broken_link(file: Path) -> None:
    file.symlink_to("nowhere.md.j2")


def _link_out_of_the_folder(file: Path) -> None:
    outside = file.parents[1] / "outside.md.j2"
    outside.write_text("Southwind")
    file.symlink_to(outside)


def _link_to_a_folder(file: Path) -> None:
    (file.parent / "parts").mkdir()
    file.symlink_to("parts")


def _link_to_itself(file: Path) -> None:
    file.symlink_to(file.name)


@pytest.mark.parametrize(
    "put",
    [_folder, os.mkfifo, _broken_link, _link_out_of_the_folder, _link_to_a_folder, _link_to_itself],
)
def test_what_is_no_file_in_the_folder_is_refused_and_not_passed_over(
    put: Callable[[Path], None], tmp_path: Path
) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    file = own / "report.md.j2"
    put(file)
    with pytest.raises(SettingsError, match="no file in this folder") as caught:
        report(own)
    assert caught.value.place.file == file
    assert "nothing was written" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_link_inside_the_folder_and_a_linked_folder_are_followed(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "firm.md.j2").write_text(MASTHEAD)
    (tmp_path / "kept" / "report.md.j2").symlink_to("firm.md.j2")
    (tmp_path / "linked").symlink_to("kept")
    assert report(tmp_path / "linked").startswith("Northwind Advisory")


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "templates").write_text("Northwind")
    with pytest.raises(SettingsError, match="not a folder"):
        report(tmp_path / "templates")


@pytest.mark.parametrize("name", ["x" * 300, r"a\x00b", "..", "sub/report"])
def test_a_name_that_no_file_can_have_is_no_template(name: str, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "report.md.j2").write_text("x")
    (tmp_path / "report.md.j2").write_text(f"{{% include '{name}.md.j2' %}}")
    with pytest.raises(SettingsError, match="there is no template"):
        report(tmp_path)


def test_the_remedy_for_a_template_speaks_of_templates(tmp_path: Path) -> None:
    (tmp_path / "report.md.j2").write_bytes(b"\0")
    with pytest.raises(SettingsError) as caught:
        report(tmp_path)
    assert "TOML" not in str(caught.value)
