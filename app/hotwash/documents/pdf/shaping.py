"""Joins Arabic letters: each takes the form that its neighbours ask for, as in The Unicode Standard, 9.2.

The forms are the presentation forms of Unicode, which fonts for plain typesetting hold; what Unicode has no such form
for stays as it is. Knows no font and no order: the text stays in the order in which it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

_BLOCKS = (range(0xFB50, 0xFDFC), range(0xFE70, 0xFEFD))
_ARABIC = re.compile("[\u0620-\u065f\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f]")
_LAM = "\u0644"
_TATWEEL, _JOINER, _NON_JOINER = "\u0640", "\u200d", "\u200c"


@dataclass(slots=True)
class _Forms:
    """The forms of each letter by their names, and those of lam with an alef; what each form is made of."""

    of: dict[str, dict[str, str]] = field(default_factory=dict)
    with_lam: dict[str, dict[str, str]] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)


@cache
def _forms() -> _Forms:
    """Read from the decompositions of the character database that Python brings along."""
    made = _Forms()
    for block in _BLOCKS:
        for code in block:
            name, *letters = unicodedata.decomposition(chr(code)).split() or [""]
            whole = "".join(chr(int(letter, 16)) for letter in letters)
            if name not in ("<isolated>", "<final>", "<initial>", "<medial>") or " " in whole:
                continue
            if len(whole) == 1:
                made.of.setdefault(whole, {})[name] = chr(code)
            elif len(whole) == 2 and whole[0] == _LAM and code >= 0xFEF5:
                made.with_lam.setdefault(whole[1], {})[name] = chr(code)
            else:
                continue
            made.typed[chr(code)] = whole
    return made


def shaped(text: str) -> str:
    """The text with its Arabic letters joined; other text as it is."""
    if _ARABIC.search(text) is None:
        return text
    forms = _forms()
    letters = [place for place, character in enumerate(text) if not _is_transparent(character)]
    made = list(text)
    skipped: set[int] = set()
    for order, place in enumerate(letters):
        character = text[place]
        if place in skipped or character not in forms.of:
            continue
        before = text[letters[order - 1]] if order else ""
        after = text[letters[order + 1]] if order + 1 < len(letters) else ""
        joins_before = _joins_on(before) and "<final>" in forms.of[character]
        if character == _LAM and after in forms.with_lam:
            made[place] = forms.with_lam[after]["<final>" if joins_before else "<isolated>"]
            made[letters[order + 1]] = ""
            skipped.add(letters[order + 1])
            continue
        joins_after = _joins_on(character) and _joins_back(after)
        name = {(True, True): "<medial>", (True, False): "<final>", (False, True): "<initial>"}.get(
            (joins_before, joins_after), "<isolated>"
        )
        made[place] = forms.of[character].get(name, character)
    return "".join(one for one in made if one not in (_JOINER, _NON_JOINER))


def typed(form: str) -> str:
    """What was typed for one printed character: a joined form is its letter again."""
    return _forms().typed.get(form, form)


def _is_transparent(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me")


def _joins_on(character: str) -> bool:
    """Whether a letter reaches to the one after it."""
    return character in (_TATWEEL, _JOINER) or "<initial>" in _forms().of.get(character, {})


def _joins_back(character: str) -> bool:
    """Whether a letter reaches to the one before it."""
    return character in (_TATWEEL, _JOINER) or "<final>" in _forms().of.get(character, {})
