"""Text that people typed, made fit for paper; nothing here is markup, and nothing is taken for it."""

from __future__ import annotations

import unicodedata

CAP = 4_000
"""Most characters of one text that are printed; the journal keeps the whole."""
SAYING = 48
"""Characters of the note that says that a text was cut."""
UNFIT = "\ufffd"
_MARKS_IN_A_ROW = 4
_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNFIT_CATEGORIES = frozenset({"Cs", "Cc", "Cn", "Co"})


def clean(text: str, cap: int = CAP) -> str:
    """The text as it may be printed: NFC, no controls but newline, no direction tricks, no stacks of accents.

    Surrogates, controls, unassigned, private and direction-control characters become U+FFFD. A text beyond
    `cap` characters is cut and says so, unless the saying would be longer than what is left out.
    """
    if len(text) <= cap and text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    left_out = len(text) - cap
    if left_out <= SAYING:
        cap, left_out = len(text), 0
    kept = "".join(_fit(character) for character in text[:cap])
    kept = _few_marks(unicodedata.normalize("NFC", kept))
    return f"{kept} [cut: {left_out} characters, full text in the journal]" if left_out > 0 else kept


def one_line(text: str, cap: int = 200) -> str:
    """The same on one line, for headings, headers and pictures."""
    return " ".join(clean(text, cap).split())


def _fit(character: str) -> str:
    if character == "\n" or character.isalnum():
        return character
    if character in _BIDI_CONTROLS or unicodedata.category(character) in _UNFIT_CATEGORIES:
        return UNFIT
    return character


def _few_marks(text: str) -> str:
    kept: list[str] = []
    run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if run <= _MARKS_IN_A_ROW:
            kept.append(character)
    return "".join(kept)
