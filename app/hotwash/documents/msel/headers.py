"""Which field of an inject a column of somebody else's MSEL means, by its title; knows no cell below it.

The words are a list of our own after the fields that exercise documents name; each is a guess that a column mapping
overrules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from hotwash.domain.msel_columns import COLUMNS, KIND, OWN

DTG, MODE, SENDER, MINE, SKIP = "dtg", "mode", "sender", "own", "skip"
"""What a column may be beside a field: the story's date and time, how it is delivered, who it comes from, a column of
the author's own, nothing."""
FIELDS: tuple[str, ...] = (*(column.field for column in COLUMNS), DTG, MODE, SENDER, MINE, SKIP)
"""Every word that may stand in a column mapping."""
LOOKED_AT = 20
"""Rows from the top in which a header is looked for."""

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "number": ("number", "no", "nr", "msel no", "msel number", "inject number", "inject no", "event number", "event no",
               "serial", "serial number", "item", "item number", "line", "line number", "msel id", "inject id",
               "event id"),
    "at": ("time", "t plus", "t", "exercise time", "elapsed", "elapsed time", "startex plus", "startex", "start time",
           "planned time", "inject time", "release time", "time of inject", "delivery time", "planned t plus",
           "ex time"),
    DTG: ("dtg", "date time", "date time group", "scenario time", "scenario date time", "scenario dtg", "story time",
          "date", "event time", "local time", "scenario date", "date and time", "event date time"),
    "subject": ("subject", "title", "event", "event title", "inject", "inject title", "event name", "headline",
                "summary", "topic", "event subject", "short description", "inject name", "synopsis"),
    "text": ("description", "script", "message", "text", "inject description", "event description",
             "description script",
             "message text", "content", "details", "narrative", "inject text", "inject message", "event details",
             "detailed description", "inject content"),
    SENDER: ("from", "sender", "from sender", "originator", "from agency", "simulated sender", "initiator",
             "inject from", "sent by", "sending agency", "originating agency"),
    "to": ("to", "recipient", "recipients", "to recipient", "to recipients", "receiver", "addressee", "player",
           "players", "target audience", "audience", "delivered to", "receiving agency", "recipient player",
           "inject to"),
    MODE: ("mode", "method", "channel", "delivery method", "delivery mode", "means", "medium", "media", "inject mode",
           "inject method", "communication method", "communications method", "via", "delivery", "method of delivery",
           "inject delivery method", "mode of delivery"),
    "expected": ("expected action", "expected actions", "expected player action", "expected player actions",
                 "expected response", "expected responses", "expected outcome", "expected outcomes", "player action",
                 "player actions", "anticipated response", "anticipated action", "anticipated player action"),
    "controller": ("controller", "injected by", "inject by", "responsible controller", "controller name", "injector",
                   "delivered by", "responsible", "by", "assigned controller"),
    "objectives": ("objective", "objectives", "exercise objective", "exercise objectives", "obj", "related objective",
                   "related objectives", "objective number"),
    "tasks": ("task", "tasks", "critical task", "critical tasks"),
    "category": ("type", "category", "inject type", "event type", "msel type", "type of inject"),
    "status": ("status", "inject status"),
    "label": ("label",),
    "module": ("module", "phase", "module phase", "part"),
    "thread": ("thread", "storyline", "story line", "vignette", "scenario thread"),
    "note": ("note", "notes", "controller note", "controller notes", "evaluator note", "evaluator notes",
             "controller evaluator notes", "controller instructions"),
    "remarks": ("remark", "remarks", "comment", "comments", "background"),
    "author": ("author", "poc", "writer", "point of contact", "developed by"),
    "otherwise": ("contingency", "if no response", "contingency action", "consequence", "if not done"),
    "when": ("condition", "trigger", "triggered by"),
    "begins": ("network effect", "fault", "faults"),
}  # fmt: skip
_BY_WORDS = {word: field for field, words in SYNONYMS.items() for word in words}
_OWN = {column.header: column.field for column in COLUMNS}


def plain(title: str) -> str:
    """A title without marks and case: `MSEL #` is `msel number`, `T+` is `t plus`."""
    spelled = title.casefold().replace("#", " number ").replace("+", " plus ")
    spelled = re.sub(r"\([^)]*\)", " ", spelled) if re.sub(r"\([^)]*\)", "", spelled).strip() else spelled
    words = re.sub(r"[^\w]+|_", " ", spelled).split()
    return " ".join(words[:8]).replace("number number", "number")


def field_of(title: str, mapping: Mapping[str, str]) -> str:
    """The field of a column: as mapped, by our own header, or by its words; empty where none is known."""
    for mapped, field in mapping.items():
        if title == mapped or plain(title) == plain(mapped):
            return field
    if title in _OWN:
        return _OWN[title]
    return MINE if title.startswith(OWN) else _BY_WORDS.get(plain(title), "")


def is_ours(titles: tuple[str, ...]) -> bool:
    """Whether it is the header of a sheet as this program writes it, with all of its columns."""
    return set(_OWN) <= set(titles) and KIND.header in titles
