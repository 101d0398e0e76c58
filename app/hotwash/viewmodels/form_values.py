"""Text of a form to what stands in a draft, and back, by the shape of the key. Refuses nothing: the reading judges."""

from __future__ import annotations

import re

from hotwash.scenario.draft import Fields, Odd, Plain
from hotwash.scenario.placed import Form, resolve
from hotwash.scenario.shapes import Many, Shape, Text, Truth, Whole

_BETWEEN = re.compile(r"[,;\n]")


def written(value: Plain | None) -> str:
    """A value as a form shows it in one field; lists of single values line by line, points as
    "right, down", records as nothing."""
    match value:
        case None | Fields():
            return ""
        case bool():
            return "true" if value else "false"
        case Odd():
            return value.written
        case tuple():
            if any(isinstance(item, Fields) for item in value):
                return ""
            lines = (written(item) for item in value)
            return "\n".join(line.replace("\n", ", ") if isinstance(value[0], tuple) else line for line in lines)
        case _:
            return str(value)


def typed(shape: Shape, text: str) -> Plain | None:
    """What an author means by a text under a key of that shape; None where nothing is to stand there.

    What can't be meant stays as it was typed, so that nobody's work is thrown away while it is told what is wrong.
    """
    if not text.strip():
        return None
    match shape:
        case Many(item=inner):
            return tuple(one for one in (typed(inner, part.strip()) for part in _parts(inner, text)) if one is not None)
        case Whole():
            form, value = resolve(text.strip().replace("\u2009", "").replace(" ", ""))
            return value if form is Form.WHOLE and isinstance(value, int) else text.strip()
        case Truth():
            form, value = resolve(text.strip())
            return value if form is Form.TRUTH and isinstance(value, bool) else text.strip()
        case _:
            return text


def _parts(inner: Shape, text: str) -> list[str]:
    """Lines; where the values are single words, commas part them too."""
    return text.split("\n") if isinstance(inner, Text | Many) else _BETWEEN.split(text)
