"""Every word of a viewmodel passes through here, so that a window may say it in another language; knows no Qt.

`msg` is for a text that is said now, `noop` marks one that a widget translates when it shows it, and `said` is for
texts that come from rooms below, where `say` and `term` of `domain.sentences` mark them. `pyside6-lupdate
-tr-function-alias tr+=msg,tr+=say,QT_TR_NOOP+=noop,QT_TR_NOOP+=term` finds them all, because each is written out as a
literal.
"""

from __future__ import annotations

from collections.abc import Mapping

from hotwash.domain import sentences
from hotwash.domain.sentences import Swaps, Translate, told_by


class _Language:
    """How texts are said at present."""

    translate: Translate = staticmethod(lambda text: text)
    story: Swaps = ()
    """Words that the story on the screen says otherwise."""


def speak(translate: Translate) -> Translate:
    """From now on say every text as `translate` gives it; the room above calls this once. Gives what spoke before."""
    before = _Language.translate
    _Language.translate = staticmethod(translate)
    return before


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
    """A text of a room below in the language spoken, in the words of the story where it has none of its own."""
    return sentences.spoken(text, _Language.translate, _Language.story)


def said_by(error: BaseException) -> str:
    """What an error says, in the language spoken."""
    return said(told_by(error))


def worded(text: str, values: Mapping[str, object], swaps: Swaps = ()) -> str:
    """A template in the language spoken, with its values; those that are Sentences are said too, `swaps` otherwise."""
    return sentences.worded(text, values, _Language.translate, swaps)


def noop(text: str) -> str:
    """The text itself, marked so that translators are given it; whoever shows it translates it."""
    return text
