"""What keeps a record from being the whole, undoubted account of its exercise; knows neither file nor page."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.domain.time import Millis


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a page made of a record must not be taken for all that was played.

    `sentence` says it for people, `brief` in the few words of a page's stamp: what is left out, since when, and how
    many entries where that is known. `since` is the exercise time that the sound part reaches; `noted` where the clock
    was last noted beside the journal, None where that can't be read. `whole` where nothing is left out, so that only
    the figures are in doubt.
    """

    sentence: str
    brief: str
    since: Millis
    noted: Millis | None = None
    whole: bool = False
