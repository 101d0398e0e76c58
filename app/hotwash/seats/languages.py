"""Languages that pages can be said in: the window's own translations, read without Qt; knows no page.

A translation is one file, `hotwash_<language>.qm`, for window and browsers alike. Texts without one stay in English.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.resources.abc import Traversable
from types import MappingProxyType

from hotwash.domain.sentences import Swaps, Translate, term
from hotwash.resources import shipped
from hotwash.seats.markup import Speech

FOLDER, PREFIX, SUFFIX = "translations", "hotwash_", ".qm"
ENGLISH = "en"
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ur", "yi"})
LONGEST_WISH = 200
"""Characters of a browser's wish for languages that are looked at."""
_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_MESSAGES = 0x69
_END, _TRANSLATION, _SOURCE = 1, 3, 6
_SKIPPED = {2, 4, 7, 8}
"""Fields of a message that have a length and are of no use here: other spellings of the source, context, comment."""


class BadTranslation(ValueError):
    """A file that is no translation; the text is for whoever made it."""


class Languages:
    """Every language of a folder, each read when it is first wanted."""

    def __init__(self, folder: Traversable | None = None) -> None:
        """`folder` holds the files; the shipped ones unless given."""
        self._files = dict(_files(folder or shipped("assets") / FOLDER))
        self._read: dict[str, Mapping[str, str]] = {}

    def wished(self, header: str) -> str:
        """The language for an Accept-Language header: the first wish that can be met, English for none."""
        for wish in _wishes(header[:LONGEST_WISH]):
            for code in (wish, wish.partition("-")[0]):
                if code == ENGLISH:
                    return ENGLISH
                if code in self._files:
                    return code
        return ENGLISH

    def speech(self, code: str, swaps: Swaps = ()) -> Speech | None:
        """A language to make pages in, with the words of the story; None for English in this program's own words."""
        if code == ENGLISH and not swaps:
            return None
        return Speech(code, self.translate(code), code.partition("-")[0] in RIGHT_TO_LEFT, swaps)

    def translate(self, code: str) -> Translate:
        """Says a text in a language; one that can't be read says everything in English."""
        if code not in self._read:
            self._read[code] = MappingProxyType({})
            if code in self._files:
                with suppress(OSError, BadTranslation):
                    self._read[code] = MappingProxyType(read_qm(self._files[code].read_bytes()))
        known = self._read[code]
        return lambda text: known.get(text, text)


def _files(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    if folder.is_dir():
        for item in sorted(folder.iterdir(), key=lambda one: one.name):
            if item.name.startswith(PREFIX) and item.name.endswith(SUFFIX):
                yield item.name[len(PREFIX) : -len(SUFFIX)].replace("_", "-").lower(), item


def _wishes(header: str) -> list[str]:
    """Codes of an Accept-Language header (RFC 9110, 12.5.4), dearest first."""
    wishes = []
    for place, part in enumerate(header.split(",")):
        code, _, weight = part.partition(";")
        dear = 1.0
        if weight.strip().startswith("q="):
            with suppress(ValueError):
                dear = float(weight.strip()[2:])
        if code.strip() and dear > 0:
            wishes.append((-dear, place, code.strip().lower()))
    return [code for _, _, code in sorted(wishes)]


def read_qm(data: bytes) -> dict[str, str]:
    """Translations by their English texts, of a file that `lrelease` made; raises BadTranslation."""
    if not data.startswith(_MAGIC):
        raise BadTranslation(term("This file is no translation."))
    place, found = len(_MAGIC), dict[str, str]()
    try:
        while place < len(data):
            kind, size = data[place], int.from_bytes(data[place + 1 : place + 5])
            if kind == _MESSAGES:
                found = dict(_messages(data[place + 5 : place + 5 + size]))
            place += 5 + size
    except (IndexError, UnicodeError) as error:
        raise BadTranslation(term("This file is no whole translation.")) from error
    return found


def _messages(data: bytes) -> Iterator[tuple[str, str]]:
    """English texts with their translations; those of a file without English texts can't be found again."""
    place, source, said = 0, "", ""
    while place < len(data):
        field = data[place]
        place += 1
        if field == _END:
            if source and said:
                yield source, said
            source = said = ""
            continue
        size = int.from_bytes(data[place : place + 4])
        text = data[place + 4 : place + 4 + (0 if size == 0xFFFFFFFF else size)]
        place += 4 + len(text)
        if field == _TRANSLATION:
            said = said or text.decode("utf-16-be")  # the first form of several
        elif field == _SOURCE:
            source = text.decode("utf-8")
        elif field not in _SKIPPED:
            raise IndexError
