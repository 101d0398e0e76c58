"""Every word of a viewmodel passes through here, so that a window may say it in another language; knows no Qt.

`msg` is for a text that is said now, `noop` marks one that a widget translates when it shows it, and `said` is for
texts that come from rooms below, which are listed here. `pyside6-lupdate -tr-function-alias
tr+=msg,QT_TR_NOOP+=noop` finds them all, because each is written out as a literal.
"""

from __future__ import annotations

from collections.abc import Callable

Translate = Callable[[str], str]


class _Language:
    """How texts are said at present."""

    translate: Translate = staticmethod(lambda text: text)


def speak(translate: Translate) -> None:
    """From now on say every text as `translate` gives it; the room above calls this once."""
    _Language.translate = staticmethod(translate)


def msg(text: str, /, **values: object) -> str:
    """The text in the language spoken, with `{name}` places filled in afterwards, so that values stay literal."""
    found = _Language.translate(text)
    return found.format(**values) if values else found


def said(text: str) -> str:
    """A text of a room below (one of `FROM_BELOW`) in the language spoken."""
    return _Language.translate(text)


def noop(text: str) -> str:
    """The text itself, marked so that translators are given it; whoever shows it translates it."""
    return text


FROM_BELOW: tuple[str, ...] = (
    noop("in progress"),
    noop("answered"),
    noop("answered by another PSAP"),
    noop("answered without location"),
    noop("answered on a 10-digit line"),
    noop("reached by call-back"),
    noop("helped in person"),
    noop("no sound"),
    noop("silence"),
    noop("fast busy"),
    noop("busy"),
    noop("hung up waiting"),
    noop("cut off"),
    noop("call-back not answered"),
    noop("working"),
    noop("degraded"),
    noop("blocking"),
    noop("down"),
    noop("media in"),
    noop("media out"),
    noop("LoST query"),
    noop("HELD query"),
    noop("DNS query"),
    noop("allow"),
    noop("deny"),
    noop("reject"),
    noop("calls"),
    noop("queries"),
    noop("telephone"),
)
"""Words of outcomes, standings, flows, verbs and links, as the rooms below write them."""
