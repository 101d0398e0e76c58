"""Turns Hebrew round for a pen that only goes right; the algorithm of UAX #9 for a line that begins at the left."""

from __future__ import annotations

import re
from unicodedata import bidirectional

_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_CLOSES = {")": "(", "]": "[", "}": "{", "»": "«"}
_PIECES = re.compile(r"\d+(?:[.,:/]\d+)*|\D", re.DOTALL)
_LEFT, _RIGHT, _NUMERAL = "L", "R", "EN"


def visual(text: str) -> str:
    """One line of text in the order in which it is drawn from left to right; all but Hebrew stays as it is.

    A stretch of Hebrew goes from its first letter to its last letter, number or bracket that was opened in it, with no
    other letter between; numbers in it keep their order, and brackets are mirrored.
    """
    kinds = [bidirectional(character) for character in text]
    if _RIGHT not in kinds:
        return text
    made: list[str] = []
    place = 0
    while place < len(text):
        end = _end(text, kinds, place) if kinds[place] == _RIGHT else place + 1
        made.append(_turned(text[place:end]) if kinds[place] == _RIGHT else text[place])
        place = end
    return "".join(made)


def _end(text: str, kinds: list[str], start: int) -> int:
    """Where the stretch that begins at a Hebrew letter ends."""
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
        if closes or kinds[place] in (_RIGHT, _NUMERAL):
            end = place + 1
    return end


def _turned(text: str) -> str:
    return "".join(piece.translate(_MIRRORED) for piece in reversed(_PIECES.findall(text)))
