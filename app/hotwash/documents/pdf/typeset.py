"""Breaks text into lines of a width; there is no markup, so nothing that people type can become any."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.documents.pdf.fonts import Face, glyph, word_width
from hotwash.documents.pdf.shaping import shaped


@dataclass(frozen=True, slots=True)
class Line:
    """One line as fragments of a face each."""

    fragments: tuple[tuple[Face, str], ...]

    def width(self, size: float) -> float:
        """Its width in points."""
        return sum(word_width(face, text) for face, text in self.fragments) * size / 1000


def lines(text: str, face: Face, size: float, width: float, lead: str = "") -> list[Line]:
    """The text in lines no wider than `width`; a word wider than that is cut where it must be.

    `lead` begins the first line in bold. A newline begins a new line; an empty text is one empty line.
    """
    room = width * 1000 / size
    made: list[Line] = []
    for number, paragraph in enumerate(shaped(text).split("\n")):
        words = [(Face.BOLD, word) for word in shaped(lead).split()] if number == 0 else []
        words += [(face, word) for word in paragraph.split(" ")]
        made.extend(_filled(words, room))
    return made


def _filled(words: list[tuple[Face, str]], room: float) -> list[Line]:
    done: list[Line] = []
    line: list[tuple[Face, str]] = []
    used = 0.0
    for face, whole in words:
        word = whole
        space = word_width(face, " ") if line else 0.0
        if line and used + space + word_width(face, word) > room:
            done.append(_line(line))
            line, used, space = [], 0.0, 0.0
        while word_width(face, word) > room:
            head = _head(face, word, room)
            done.append(Line(((face, head),)))
            word = word[len(head) :]
        line.append((face, word))
        used += space + word_width(face, word)
    done.append(_line(line))
    return done


def _head(face: Face, word: str, room: float) -> str:
    """As many characters of an over-long word as fit, at least one."""
    used = 0.0
    for place, character in enumerate(word):
        used += glyph(face, character)[2]
        if used > room and place:
            return word[:place]
    return word[: max(1, len(word) - 1)]


def _line(words: list[tuple[Face, str]]) -> Line:
    fragments: list[tuple[Face, str]] = []
    for place, (face, word) in enumerate(words):
        text = word if place == 0 else f" {word}"
        if fragments and fragments[-1][0] == face:
            fragments[-1] = (face, fragments[-1][1] + text)
        else:
            fragments.append((face, text))
    return Line(tuple(fragments))
