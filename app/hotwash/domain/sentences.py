"""Sentences that keep how they were made, so that a screen may say them in another language; knows no language.

Every text is written in English, once, as a literal: `say` for a sentence, `term` for a fixed word, title or label.
Both give the English text itself, so that whoever stores, compares or prints it needs to know nothing of this.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from re import escape, split
from types import MappingProxyType
from typing import Self

_NOTHING: Mapping[str, object] = MappingProxyType({})
Translate = Callable[[str], str]
"""Gives a text of this program in another language, or as it is where it has no words for it."""
Swaps = tuple[tuple[str, str], ...]
"""Words that are said otherwise, each with what is said for it; longer ones first."""


class Sentence(str):
    """An English text with the template it was made from and the values in it.

    The template has places such as `{name}` or `{count:,}`; values are put in once and never read as templates. Without
    values the template is the text itself, braces and all. A value that is a Sentence is translated too. `swaps` are
    words of the template, and of its translations, that are said otherwise here.
    """

    __slots__ = ("swaps", "template", "values")
    template: str
    values: Mapping[str, object]
    swaps: Swaps

    def __new__(cls, template: str, values: Mapping[str, object] = _NOTHING, swaps: Swaps = ()) -> Self:
        """`template` must be marked for translators where it is written: by `say`, by `term`, or by a list of words."""
        text = swapped(template, swaps)
        made = str.__new__(cls, text.format_map(values) if values else text)
        made.template = template
        made.values = values
        made.swaps = swaps
        return made

    def __reduce__(self) -> tuple[type[Sentence], tuple[str, dict[str, object], Swaps]]:
        return Sentence, (self.template, dict(self.values), self.swaps)


@lru_cache(maxsize=4_096)
def swapped(template: str, swaps: Swaps) -> str:
    """A template with some whole words said otherwise; its places stay as they are. Most are said again and again."""
    for word, said in swaps:
        parts = split(rf"(?<![\w{{-]){escape(word)}(?![\w}}-])", template)
        template = said.replace("{", "{{").replace("}", "}}").join(parts)
    return template


def spoken(text: str, translate: Translate, swaps: Swaps = ()) -> str:
    """A text in another language, with `swaps` where a Sentence has none of its own.

    A Sentence is said by its template, with its values in it. Any other text is looked up as it is: so a fixed text is
    said too when it comes out of a journal, while one with values in it stays as it was recorded.
    """
    if isinstance(text, Sentence):
        return worded(text.template, text.values, translate, text.swaps or swaps)
    return translate(text) if text else ""


def worded(template: str, values: Mapping[str, object], translate: Translate, swaps: Swaps = ()) -> str:
    """A template in another language, with its values; those that are Sentences are said too, `swaps` otherwise.

    Where a translation has places that the template has not, the English stands: no screen fails for want of a word.
    """
    found = swapped(translate(template), swaps)
    if not values:
        return found
    said = {name: spoken(one, translate, swaps) if isinstance(one, Sentence) else one for name, one in values.items()}
    try:
        return found.format_map(said)
    except (KeyError, IndexError, ValueError, AttributeError):
        return swapped(template, swaps).format_map(said)


def reworded(text: str, swaps: Swaps) -> str:
    """A text of this program with some of its words said otherwise; what people have written stays as it is."""
    if not swaps or not isinstance(text, Sentence):
        return text
    values = {
        name: reworded(value, swaps) if isinstance(value, Sentence) else value for name, value in text.values.items()
    }
    return Sentence(text.template, values, swaps)


def say(template: str, /, **values: object) -> Sentence:
    """A sentence out of a literal with `{name}` places, and what belongs in them."""
    return Sentence(template, values)


def term(text: str, /) -> Sentence:
    """A fixed word, title, label or help text, out of a literal."""
    return Sentence(text)


def joined(parts: Sequence[str], between: str = " ") -> Sentence:
    """Texts one after another, each translated by itself; `between` is a mark or a space."""
    names = [f"part{number}" for number in range(len(parts))]
    return Sentence(between.join(f"{{{name}}}" for name in names), dict(zip(names, parts, strict=True)))


def told_by(error: BaseException) -> str:
    """What an error says; a Sentence where it was raised with one, which `str(error)` would flatten."""
    return error.args[0] if error.args and isinstance(error.args[0], Sentence) else str(error)
