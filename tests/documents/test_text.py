"""Text from people is cut, cleaned and kept; nothing in it becomes anything else."""

from __future__ import annotations

import unicodedata

import pytest

from hotwash.documents.pdf.direction import visual
from hotwash.documents.pdf.fonts import NO_GLYPH, Face, font, printed, register, text_width
from hotwash.documents.pdf.shaping import shaped, typed
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


def test_characters_beyond_the_first_plane_print_where_a_font_has_them() -> None:
    assert 0x1F600 in font("DejaVu").face.charToGlyph
    assert printed("\U0001f600\U0001f692") == f"\U0001f600{NO_GLYPH}"


@pytest.mark.parametrize(
    ("letters", "forms"),
    [
        ("plain", "plain"),
        ("\u0628", "\ufe8f"),
        ("\u0628\u0628\u0628", "\ufe91\ufe92\ufe90"),
        ("\u0645\u062d\u0645\u062f", "\ufee3\ufea4\ufee4\ufeaa"),
        ("\u062f\u0627\u0631", "\ufea9\ufe8d\ufead"),
        ("\u0644\u0627", "\ufefb"),
        ("\u0628\u0644\u0627", "\ufe91\ufefc"),
        ("\u0627\u0644\u0625", "\ufe8d\ufef9"),
        ("\u0628\u064e\u0628", "\ufe91\u064e\ufe90"),
        ("\u0645\u06cc\u200c\u062e", "\ufee3\ufbfd\ufea5"),
        ("\u0628\u0640\u0628", "\ufe91\u0640\ufe90"),
        ("\u0628 \u0628", "\ufe8f \ufe8f"),
        ("x\u0628y", "x\ufe8fy"),
        ("\u0621", "\ufe80"),
    ],
)
def test_arabic_letters_take_the_forms_that_their_neighbours_ask_for(letters: str, forms: str) -> None:
    assert shaped(letters) == forms
    assert shaped(forms) == forms


def test_a_joined_form_is_its_letters_again() -> None:
    assert [typed(form) for form in "\ufee3\ufefb\ufbfdx"] == ["\u0645", "\u0644\u0627", "\u06cc", "x"]


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("plain (words) 911", "plain (words) 911"),
        ("\u05d0\u05d1\u05d2", "\u05d2\u05d1\u05d0"),
        ("to \u05d0\u05d1 \u05d2\u05d3, then", "to \u05d3\u05d2 \u05d1\u05d0, then"),
        ("\u05d0 911 \u05d1", "\u05d1 911 \u05d0"),
        ("at 12:30 \u05d0\u05d1 12:30", "at 12:30 12:30 \u05d1\u05d0"),
        ("\u05d0 (\u05d1\u05d2) \u05d3", "\u05d3 (\u05d2\u05d1) \u05d0"),
        ("x \u05d0 (\u05d1) y", "x (\u05d1) \u05d0 y"),
        ("(\u05d0\u05d1) y", "(\u05d1\u05d0) y"),
        ("\u05d0 a \u05d1\u05d2", "\u05d0 a \u05d2\u05d1"),
        ("to \ufee3\ufea9 \ufead, then", "to \ufead \ufea9\ufee3, then"),
        ("\ufee3 \u0661\u0662 \ufead", "\ufead \u0661\u0662 \ufee3"),
    ],
)
def test_hebrew_and_arabic_are_drawn_from_the_right(typed: str, drawn: str) -> None:
    assert visual(typed) == drawn


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
    assert "".join(map(typed, "".join(broken.split()))) == "".join(clean(text).split())


def test_a_lead_stands_in_bold_before_the_text() -> None:
    register()
    first = lines("words follow", Face.REGULAR, 10, 400, lead="Lead:")[0]
    assert first.fragments == ((Face.BOLD, "Lead:"), (Face.REGULAR, " words follow"))


def test_characters_without_a_glyph_print_as_a_box() -> None:
    assert printed("a\u4e2d\u0627\U0001f692z") == f"a\u4e2d\u0627{NO_GLYPH}z"
    assert printed("\u3042\u30a2\ud55c\u0660") == "\u3042\u30a2\ud55c\u0660"
    assert printed("\u0e01\u0905\u07ca\u0710\u06d2") == NO_GLYPH * 5
    assert printed("\u2192 \u0416 \u2264 \u03b1 \u0531 \u10d0") == "\u2192 \u0416 \u2264 \u03b1 \u0531 \u10d0"
    assert printed("\u05e9\u05dc\u05d5\u05dd \u05d0\u05b8") == f"\u05e9\u05dc\u05d5\u05dd \u05d0{NO_GLYPH}"
    assert text_width(Face.REGULAR, NO_GLYPH, 10) > 0
