"""HTML made of tags and texts, in which every text is data. It must not know what a page is about.

Only this module makes `Html`; whatever else is put into a tag is escaped. Attributes that could run a script or fetch
from elsewhere are refused, so that a page can be no more dangerous than its author's tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from hotwash.domain.sentences import Sentence, Swaps, Translate, spoken

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "circle", "line", "rect", "polyline", "use"})
_BARRED_TAGS = frozenset({"iframe", "object", "embed", "base", "style", "template", "foreignobject"})
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "poster", "data", "srcset", "ping"})
_CONTROLS = [code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"]
_UNSEEN = dict.fromkeys(
    [*_CONTROLS, *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)], "\N{REPLACEMENT CHARACTER}"
)
"""Controls, marks that turn round everything after them (Trojan Source, CVE-2021-42574), and halves of characters."""


@dataclass(frozen=True, slots=True)
class Speech:
    """How a page speaks: `code` is the language as HTML writes it, `swaps` are words that the story says otherwise."""

    code: str
    translate: Translate
    right_to_left: bool = False
    swaps: Swaps = ()

    def says(self, text: str) -> str:
        """A text of this program, as it is said here."""
        return spoken(text, self.translate, self.swaps)


_SPEECH: ContextVar[Speech | None] = ContextVar("speech", default=None)


@contextmanager
def speaking(speech: Speech | None) -> Iterator[None]:
    """Within it every Sentence that is put into a tag is said in this language; None for English."""
    token = _SPEECH.set(speech)
    try:
        yield
    finally:
        _SPEECH.reset(token)


def language() -> str:
    """The language that is spoken now."""
    speech = _SPEECH.get()
    return speech.code if speech is not None else "en"


def manner() -> tuple[str, Swaps]:
    """All that the words of a page depend on, for whoever keeps what was made."""
    speech = _SPEECH.get()
    return (speech.code, speech.swaps) if speech is not None else ("en", ())


def in_words(text: str) -> str:
    """A text of this program in the language spoken, also one that comes out of a journal."""
    speech = _SPEECH.get()
    return str(text) if speech is None else speech.says(text)


class Html(str):
    """Markup that is whole: every text in it is escaped."""

    __slots__ = ()


def shown(text: str) -> str:
    """A text without what a browser would swallow or turn round; not yet escaped."""
    return text if text.isascii() and text.isprintable() else text.translate(_UNSEEN)


def tag(name: str, /, *parts: object, **attributes: str | int | bool | None) -> Html:
    """One element with texts, numbers, markup or lists of them in it.

    Attributes are written as in HTML with `_` for `-` and one at the end where Python wants it (`class_`, `data_do`);
    True gives one without a value, None and False none. Raises ValueError for a tag or attribute that is refused.
    """
    _checked_tag(name)
    told = "".join([_attribute(key, value) for key, value in attributes.items()]) if attributes else ""
    return Html(f"<{name}{told}>" if name in _VOID else f"<{name}{told}>{''.join(map(_inside, parts))}</{name}>")


def joined(*parts: object) -> Html:
    """Texts, numbers, markup and lists of them one after another."""
    return Html("".join(map(_inside, parts)))


def said(text: str) -> Html:
    """What a person wrote, with a direction of its own, so that it turns nothing round it."""
    return tag("bdi", text)


def recorded(text: str) -> Html:
    """A text that this program or an author wrote into the journal: said as it was, or in another language."""
    return tag("bdi", in_words(text))


def page(title: str, head: Html, body: Html) -> str:
    """A whole document."""
    meta = joined(
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        head,
    )
    speech = _SPEECH.get()
    turned = "rtl" if speech is not None and speech.right_to_left else None
    return f"<!doctype html>{tag('html', tag('head', meta), body, lang=language(), dir=turned)}"


def _inside(part: object) -> str:
    if isinstance(part, Html):
        return part
    if isinstance(part, str):
        return escape(shown(in_words(part) if isinstance(part, Sentence) else part))
    if part is None or part is False:
        return ""
    if isinstance(part, int):
        return str(part)
    if isinstance(part, Iterable):
        return "".join(map(_inside, part))
    raise ValueError(f"{type(part).__name__} is no text")


def _attribute(key: str, value: str | int | bool | None) -> str:  # noqa: FBT001  # True is an attribute alone
    name = _checked_attribute(key)
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    text = shown(in_words(value) if isinstance(value, Sentence) else str(value))
    if name in _ADDRESSES and not _ours(text):
        raise ValueError(f"{name} leads elsewhere")
    return f' {name}="{escape(text, quote=True)}"'


@lru_cache(maxsize=500)
def _checked_tag(name: str) -> None:
    if not _NAME.fullmatch(name) or name in _BARRED_TAGS:
        raise ValueError(f"no tag '{name}'")


@lru_cache(maxsize=500)
def _checked_attribute(key: str) -> str:
    name = key.rstrip("_").replace("_", "-").lower()
    if not _NAME.fullmatch(name) or name.startswith("on") or name in ("style", "srcdoc"):
        raise ValueError(f"no attribute '{name}'")
    return name


def _ours(address: str) -> bool:
    """Whether an address stays on this server."""
    return address.startswith("#") or (address.startswith("/") and not address.startswith(("//", "/\\")))
