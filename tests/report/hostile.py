"""Text that people should not type and sometimes do, and a session that has it in every field."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.report.examples import ASSESSED, furnished
from unstall.session.models import (
    Accepted,
    Answer,
    CheckpointKind,
    Held,
    PlannedAction,
    Session,
)

TOKENS = (
    "|", "||", "\\", "\\|", "`", "```", "*", "**", "_", "__", "~", "~~~", "#", "##", "# ", "<",
    ">", "<b>", "<script>alert(1)</script>", "<!--", "-->", "<br>", "</td>", "&lt;", "&amp;",
    "&#35;", "&", "[", "]", "(", ")", "[x](http://evil.example)", "![x](y)", "[^1]", "^[note]",
    "[ref]: /url", "$", "$$", "$x$", "@", "@team", "@smith2020", "a@b.example",
    "http://evil.example", "www.evil.example", "{#id}", "{=html}", "{% raw %}", "{{ 7 * 7 }}",
    "\\newpage", "\\textbf{x}", "^a^", "~b~", "- ", "+ ", "* ", "1. ", "1) ", "(a) ", "iv. ", "=",
    "===", "---", "- - -", "***", "> ", ": ", ":::", "Table: x", "%", "\n", "\n\n", "\r\n", "\t",
    "    ", "\u2028", "\u0085", "\u00a0", "\u202e", "\u200b", "\x1b[31m", "\x00", "None", "é",
    "日本語", "العربية", "😀", "“”", "'", '"', "word", "a", ".", "!", "?", ";",
)  # fmt: skip

hostile_texts = st.one_of(
    st.lists(st.sampled_from(TOKENS), min_size=1, max_size=12).map("".join),
    st.lists(st.sampled_from(TOKENS), min_size=1, max_size=12).map(" ".join),
    st.text(min_size=1, max_size=60),
)


def with_text_everywhere(name: str, text: str) -> Session:
    """Put one text into every field of a case that a person may fill with words."""
    session = furnished(name)
    short = text[:120] or "x"
    facts: dict[str, Any] = {
        "respondents": [{"name": short, "role": short}, {"name": short}],
        "names_by_role": dict.fromkeys(("sponsor", "business-owner", "cto"), short),
        "regimes": [short, short],
        # Its lines become paragraphs, which is meant; here it is one line whatever the text.
        "criteria_text": " ".join(text.split()) or "x",
        "hard_date_reason": short,
    }
    session = session.with_facts(facts).model_copy(update={"project": short, "client": short})
    questions = list(session.answers)
    for question in questions:
        words = {"note": text, "evidence": text, "ask": text, "known": "seen"}
        session = session.with_answer(question, session.answers[question].model_copy(update=words))
    session = session.with_answer(questions[0], Answer(unknown=True, ask=text, note=text))
    session = session.with_answer(questions[1], Answer(not_applicable=text or "x", note=text))
    risk = Accepted(by=short, why=text or "x")
    accepted = session.answers[questions[2]].model_copy(update={"accepted": risk})
    session = session.with_answer(questions[2], accepted)
    for action in ("stop-criteria", "pause-freeze", "stop-record"):
        session = session.with_planned(action, PlannedAction(owner=short, note=text))
    held: dict[CheckpointKind, Held] = dict.fromkeys(
        ("commit", "review", "close"), Held(on=ASSESSED, outcome="go-on", note=text)
    )
    plan = session.plan.model_copy(update={"held": held})
    session = session.model_copy(update={"plan": plan})
    return session.with_planned("blocker-log", PlannedAction(dropped=text or "x"))
