"""Turns Hebrew and Arabic round for a pen that only goes right; UAX #9 for a line that begins at the left."""

from __future__ import annotations

import re
from unicodedata import bidirectional

_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_CLOSES = {")": "(", "]": "[", "}": "{", "»": "«"}
_PIECES = re.compile(r"\d+(?:[.,:/\u066b\u066c]\d+)*|\D", re.DOTALL)
"""Numbers and single characters. A mark above or below a letter is drawn before it: its glyph stands to the right."""
_LEFT, _RIGHT, _NUMERAL = "L", ("R", "AL"), ("EN", "AN")


def visual(text: str) -> str:
    """One line of text in the order in which it is drawn from left to right; all but Hebrew and Arabic stays.

    A stretch of them goes from its first letter to its last letter, number or bracket that was opened in it, with no
    other letter between; numbers in it keep their order, and brackets are mirrored.
    """
    kinds = [bidirectional(character) for character in text]
    if not any(kind in _RIGHT for kind in kinds):
        return text
    made: list[str] = []
    place = 0
    while place < len(text):
        turns = kinds[place] in _RIGHT
        end = _end(text, kinds, place) if turns else place + 1
        made.append(_turned(text[place:end]) if turns else text[place])
        place = end
    return "".join(made)


def _end(text: str, kinds: list[str], start: int) -> int:
    """Where the stretch that begins at a letter written from the right ends."""
    end = start
    opened: list[str] = []
    for place in range(start, len(text)):
        if kinds[place] == _LEFT:
            break
        if text[place] in _CLOSES.values():
            opened.append(text[place])
        closes = bool(opened) and _CLOSES.get(text[place]) == opened[-1]
        if closes:
            opened.pop()
        if closes or kinds[place] in (*_RIGHT, *_NUMERAL) or (kinds[place] == "NSM" and end == place):
            end = place + 1
    return end


def _turned(text: str) -> str:
    return "".join(piece.translate(_MIRRORED) for piece in reversed(_PIECES.findall(text)))
