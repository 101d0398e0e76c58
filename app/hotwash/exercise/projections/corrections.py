"""Observations that correct an earlier one: nothing is ever changed, the newer says which one it corrects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from hotwash.domain.facts import Happened
from hotwash.domain.review_facts import Observed
from hotwash.domain.sentences import say

_CORRECTS = re.compile(r"Correction of ([EN]-[0-9a-f]{5,8}): ", re.ASCII)


def correction(reference: str, text: str) -> str:
    """The text of an observation that corrects another one of the same person; a correction of a correction too."""
    return str(say("Correction of {reference}: {text}", reference=reference, text=text))


def corrects(text: str) -> str:
    """The reference of what a text corrects; empty where it corrects nothing."""
    found = _CORRECTS.match(text)
    return found.group(1) if found else ""


def short_key(key: str) -> str:
    """How a note is cited that was written without a journal."""
    return f"N-{key.replace('-', '')[:6]}"


def corrected(observations: Iterable[Happened]) -> Mapping[int, int]:
    """Numbers of observations that were corrected, each with the number of the newest that corrects it.

    Only a person's own observation counts, and only one from before.
    """
    known: dict[tuple[str, str], int] = {}
    found: dict[int, int] = {}
    for one in observations:
        if not isinstance(one.fact, Observed):
            continue
        earlier = known.get((one.fact.by, corrects(one.fact.text)))
        if earlier is not None:
            found[earlier] = one.seq
        known[one.fact.by, one.reference] = one.seq
        if one.fact.key:
            known[one.fact.by, short_key(one.fact.key)] = one.seq
    return found
