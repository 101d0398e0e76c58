"""What people's texts must be to be kept: something that can be seen, and not too long."""

from __future__ import annotations

from unicodedata import category

from hotwash.domain.sentences import say

_UNSEEN = frozenset({"Cc", "Cf", "Mn", "Me", "Zl", "Zp", "Zs"})
"""Categories of Unicode in which no character can be seen alone."""
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that are drawn as nothing: the Hangul fillers and the Braille cell without dots."""
LONGEST_NOTE = 4_000
"""Characters of one text; longer ones take a window too long to lay out."""
LONGEST_LINE = 200
"""Characters of a subject, a name or a title."""


def text_refusal(text: str, *, empty: bool = False, most: int = LONGEST_NOTE) -> str:
    """Why a text can't be kept, as a sentence; empty where it can. `empty` lets it be left out."""
    if not any(_visible(character) for character in text):
        return "" if empty and not text.strip() else say("The note is empty.")
    if len(text) > most:
        return say("The note has {count:,} characters; at most {most:,} can be kept.", count=len(text), most=most)
    return ""


def _visible(character: str) -> bool:
    """Whether a character shows anything by itself: no space, control, joiner, direction mark or lone accent."""
    return category(character) not in _UNSEEN and character not in _BLANK
