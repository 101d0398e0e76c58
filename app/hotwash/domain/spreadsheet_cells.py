"""Text in a cell of a CSV file, so that no spreadsheet takes it for a formula; knows no file.

Spreadsheets run a cell that begins like a formula, quoted or not. A text whose first character is one of = + - @, their
full-width forms, a tab, a line end, NUL or an apostrophe therefore gets an apostrophe put before it.
"""

from __future__ import annotations

_LEADING = frozenset("=+-@\t\r\n\x00'＝＋－＠")


def safe_cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return "'" + text if text[:1] in _LEADING and text else text


def bare_cell(text: str) -> str:
    """What `safe_cell` was given; a text that it never makes is left as it is."""
    return text[1:] if text[:1] == "'" and safe_cell(text[1:]) == text else text
