"""Facts in the words of the story: an emergency number and names of things other than this program's own."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from hotwash.domain.facts import Fact
from hotwash.domain.sentences import Sentence, Swaps, reworded


def in_words(fact: Fact, swaps: Swaps) -> Fact:
    """The fact with every sentence of this program's said in these words; the same fact where there are none."""
    if not swaps:
        return fact
    said: dict[str, Any] = {}
    for item in fields(fact):
        value = getattr(fact, item.name)
        if isinstance(value, Sentence):
            said[item.name] = reworded(value, swaps)
    return replace(fact, **said) if said else fact
