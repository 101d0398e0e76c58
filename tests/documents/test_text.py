"""Text from people is cut, cleaned and kept; nothing in it becomes anything else."""

from __future__ import annotations

import unicodedata

import pytest

from hotwash.documents.pdf.fonts import NO_GLYPH, Face, printed, register, text_width
from hotwash.documents.pdf.typeset import lines
from hotwash.documents.text import CAP, UNFIT, clean, one_line
from tests.documents.synthetic import HOSTILE


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("plain words", "plain words"),
        ("two\r\nlines\rand\ttab", "two\nlines\nand    tab"),
        ("\x00\x07\x1b[31m", f"{UNFIT}{UNFIT}{UNFIT}[31m"),
        ("\ud800", UNFIT),
        ("\ue000\ufffe", UNFIT * 2),
        ("\u202eabc\u2066", f"{UNFIT}abc{UNFIT}"),
        ("e\u0301", "\u00e9"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("", ""),
    ],
)
def test_clean_keeps_words_and_marks_what_is_unfit(typed: str, shown: str) -> None:
    assert clean(typed) == shown


def test_a_stack_of_accents_is_cut_to_four() -> None:
    marks = [c for c in clean("x" + "\u0308\u0323\u0330" * 40) if unicodedata.combining(c)]
    assert 0 < len(marks) <= 4


def test_a_long_text_is_cut_and_says_how_much_is_missing() -> None:
    cut = clean("a" * 6_000)
    assert cut.startswith("a" * CAP)
    assert cut.endswith(f"[cut: {6_000 - CAP} characters, full text in the journal]")
    assert clean("a" * CAP) == "a" * CAP


def test_one_line_has_no_line_breaks() -> None:
    assert one_line("a\n\n  b\tc") == "a b c"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_line_is_wider_than_its_room(text: str) -> None:
    register()
    for line in lines(clean(text), Face.REGULAR, 9, 61.0):
        assert line.width(9) <= 61.0 + 1e-6


@pytest.mark.parametrize("text", HOSTILE)
def test_breaking_into_lines_loses_no_character(text: str) -> None:
    register()
    broken = "".join(part for line in lines(clean(text), Face.REGULAR, 9, 61.0) for _, part in line.fragments)
    assert "".join(broken.split()) == "".join(clean(text).split())


def test_a_lead_stands_in_bold_before_the_text() -> None:
    register()
    first = lines("words follow", Face.REGULAR, 10, 400, lead="Lead:")[0]
    assert first.fragments == ((Face.BOLD, "Lead:"), (Face.REGULAR, " words follow"))


def test_characters_without_a_glyph_print_as_a_box() -> None:
    assert printed("a\u4e2d\u0627\U0001f692z") == f"a{NO_GLYPH * 3}z"
    assert printed("\u2192 \u0416 \u2264") == "\u2192 \u0416 \u2264"
    assert text_width(Face.REGULAR, NO_GLYPH, 10) > 0
