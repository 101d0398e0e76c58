"""Every word of a viewmodel passes through here, so that a window may say it in another language; knows no Qt.

`msg` is for a text that is said now, `noop` marks one that a widget translates when it shows it, and `said` is for
texts that come from rooms below, where `say` and `term` of `domain.sentences` mark them. `pyside6-lupdate
-tr-function-alias tr+=msg,tr+=say,QT_TR_NOOP+=noop,QT_TR_NOOP+=term` finds them all, because each is written out as a
literal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from hotwash.domain.sentences import Sentence, Swaps, swapped, told_by

Translate = Callable[[str], str]


class _Language:
    """How texts are said at present."""

    translate: Translate = staticmethod(lambda text: text)
    story: Swaps = ()
    """Words that the story on the screen says otherwise."""


def speak(translate: Translate) -> None:
    """From now on say every text as `translate` gives it; the room above calls this once."""
    _Language.translate = staticmethod(translate)


def tell_in(swaps: Swaps) -> None:
    """From now on say whole words of this program's own texts as the story on the screen does (`Scenario.swaps`). What
    people have written, and names, stay as they are."""
    _Language.story = swaps


def msg(text: str, /, **values: object) -> str:
    """The text in the language spoken, with `{name}` places filled in afterwards, so that values stay literal."""
    return worded(text, values, _Language.story)


def label(text: str, /, **values: object) -> str:
    """A text of this program that `noop` has marked elsewhere, said as `msg` says its own."""
    return worded(text, values, _Language.story)


def said(text: str) -> str:
    """A text of a room below in the language spoken.

    A Sentence is said by its template, with its values in it. Any other text is looked up as it is: so a fixed text is
    said too when it comes out of a journal, while one with values in it stays as it was recorded.
    """
    if isinstance(text, Sentence):
        return worded(text.template, text.values, text.swaps or _Language.story)
    return _Language.translate(text) if text else ""


def said_by(error: BaseException) -> str:
    """What an error says, in the language spoken."""
    return said(told_by(error))


def worded(text: str, values: Mapping[str, object], swaps: Swaps = ()) -> str:
    """A template in the language spoken, with its values; those that are Sentences are said too, `swaps` otherwise.

    Where a translation has places that the template has not, the English stands: no screen fails for want of a word.
    """
    found = _swapped(_Language.translate(text), swaps)
    if not values:
        return found
    spoken = {name: said(value) if isinstance(value, Sentence) else value for name, value in values.items()}
    try:
        return found.format_map(spoken)
    except (KeyError, IndexError, ValueError, AttributeError):
        return _swapped(text, swaps).format_map(spoken)


@lru_cache(maxsize=4_096)
def _swapped(template: str, swaps: Swaps) -> str:
    """Most templates are said again and again."""
    return swapped(template, swaps)


def noop(text: str) -> str:
    """The text itself, marked so that translators are given it; whoever shows it translates it."""
    return text
