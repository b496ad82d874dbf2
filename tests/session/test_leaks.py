"""A name is found however it is spelled, and ordinary words are left alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unstall.session.leaks import Leak, folded, leaks

FORM = "The price is due in May.\nPerson 1 of the team"


def names_in(text: str, *names: str, form: str = FORM) -> list[str]:
    return [leak.name for leak in leaks((text,), names, (form,))]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Ask Ana Ruiz.", "Ana Ruiz"),
        ("Ask ANA RUIZ!", "ANA RUIZ"),
        ("as Ruiz agreed", "Ruiz"),
        ("Ana-led", "Ana"),
        ("_Ruiz_ and Ruiz2", "Ruiz"),
        ("write to ana.ruiz@acme.example", "ana.ruiz"),
        ("write to anaruiz@acme.example", "anaruiz"),
        ("analysis", None),
        ("the price of May", None),
        ("Prices", None),
        ("Ms Price said", None),
        ("Person 1", None),
    ],
)
def test_a_name_is_found_whole_or_in_part_but_not_inside_other_words(
    line: str, found: str | None
) -> None:
    said = leaks((f"first\n{line}",), ["Ana Ruiz", "May Price"], (FORM,))
    assert said == (() if found is None else (Leak(2, found),))


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Karin Müller-Schmidt", "Ms Müller promised", "Müller"),
        ("Karin Müller-Schmidt", "Ms Schmidt promised", "Schmidt"),
        ("Karin Müller-Schmidt", "Karin Müller\u2011Schmidt", "Karin Müller\u2011Schmidt"),
        ("Karin Müller", "Ms Mueller promised", "Mueller"),
        ("Karin Müller", "Ms Muller promised", "Muller"),
        ("Karin Strauß", "STRAUSS promised", "STRAUSS"),
        ("Karin Strauss", "Strauß promised", "Strauß"),
        ("Sean O'Brien", "As O’Brien promised", "O’Brien"),
        ("Sean O’Brien", "as O`Brien's team", "O`Brien"),
        ("Sean O'Brien", "as OBrien promised", "OBrien"),
        ("Sean O'Brien", "as Brien promised", "Brien"),
        ("Ana ŉRuiz", "as ʼnRuiz promised", "nRuiz"),
        ("Ingrid Solberg", "the Solbergs' team", "Solbergs"),
        ("AŉA", "as AʼNA promised", "AʼNA"),
        ("Søren Łuk", "Soren Luk", "Soren Luk"),
        ("José García", "Garcia promised", "Garcia"),
        ("Ｔｏｍ Ａｄｅｙｅｍｉ", "Adeyemi promised", "Adeyemi"),
        ("Tom Adeyemi", "Ａｄｅｙｅｍｉ promised", "Ａｄｅｙｅｍｉ"),
        ("Tom Adeyemi", "Ade\u200byemi promised", "Ade\u200byemi"),
        ("Tom Adeyemi", "Ade\u00adye\u2060mi promised", "Ade\u00adye\u2060mi"),
        ("Tom Ade\u200byemi", "Adeyemi promised", "Adeyemi"),
        ("王小芳", "请王小芳确认", "王小芳"),
        ("王 小芳", "请王小芳确认", "王小芳"),
        ("김민수", "김민수는 동의했다", "김민수"),
        ("田中", "田中さんに聞く", "田中"),
        ("สมชาย ใจดี", "ถามสมชายก่อน", "สมชาย"),
        ("Ana Ruiz", "请Ruiz确认", "Ruiz"),
        ("Иван Петров", "с ПЕТРОВ согласовано", "ПЕТРОВ"),
        ("प्रिया शर्मा", "शर्मा ने कहा", "शर्मा"),
        ("İpek Yıldız", "YILDIZ promised", "YILDIZ"),
    ],
)
def test_a_name_is_found_however_it_is_spelled(name: str, text: str, found: str | None) -> None:
    assert names_in(text, name) == ([] if found is None else [found])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Al Fe", "also the alfe"),
        ("林", "森林と林業"),
        ("Li Xu", "Lixu"),
        ("Jo B.", "Job"),
        ("May Price", "the PRICE in may"),
        ("Ann-Price", "the price"),
        ("Team 3", "Team 34"),
        ("Anna Rice", "the price"),
        ("???", "Really???"),
        ("—", "a — b"),
        ("\u200b", "anything"),
    ],
)
def test_ordinary_words_are_no_names(name: str, text: str) -> None:
    assert names_in(text, name) == []


@pytest.mark.parametrize("name", ["Al", "Li Xu", "林", "Jo B.", "Team 3"])
def test_a_short_name_is_found_where_it_stands_by_itself(name: str) -> None:
    assert names_in(f"ask ({name}) first", name) == [name.rstrip(".")]


def test_each_way_of_reading_is_held_against_the_forms_own() -> None:
    found = leaks(("<main>", "Mr Main"), ["Jo Main"], ("<main>", ""))
    assert found == (Leak(1, "Main"),)


def test_a_line_is_named_once_with_its_longest_name() -> None:
    text = "Ruiz\n\nAna Ruiz, Ruiz"
    assert leaks((text, text), ["Ana Ruiz"], ("", "")) == (Leak(1, "Ruiz"), Leak(3, "Ana Ruiz"))


LETTERS = st.characters(categories=("Lu", "Ll", "Lo")).filter(
    lambda char: unicodedata.normalize("NFKC", char).isalpha()
)
WORDS = st.text(LETTERS, min_size=3, max_size=8)


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=3), st.data())
def test_no_spelling_of_a_name_escapes(words: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([" ", "-", "'"])).join(words)
    spelled = data.draw(
        st.sampled_from(
            [
                name,
                name.casefold(),
                unicodedata.normalize("NFD", name),
                unicodedata.normalize("NFKC", name),
                name.replace("'", "’").replace("-", "\u2010"),
                "\u200b".join(name),
                data.draw(st.sampled_from(words)),
            ]
        )
    )
    assert names_in(f"as {spelled} promised", name, form="")


@given(st.text())
def test_the_one_spelling_is_reached_in_one_step_and_keeps_lines(text: str) -> None:
    once = folded(text)
    assert folded(once) == once


@given(st.text(st.sampled_from("aéß\n'’-\u200bŁ王 ﬁ")), st.text(max_size=9))
def test_a_leak_names_what_stands_in_its_line(before: str, after: str) -> None:
    text = f"{before}\nTom Adeyemi\n{after}"
    for leak in leaks((text,), ["Tom Adeyemi"], ("",)):
        if leak.name == "Tom Adeyemi":
            assert text.split("\n")[leak.line - 1] == "Tom Adeyemi"
            break
    else:
        raise AssertionError("not found")
