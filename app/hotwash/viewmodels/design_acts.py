"""What can be done on the canvas of an author, as records: name, keys, when it is allowed. Who does it is in `ui`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hotwash.viewmodels.words import noop


@dataclass(frozen=True, slots=True)
class Chosen:
    """What decides which acts are allowed: how much of each is chosen, and what else there is."""

    elements: int = 0
    links: int = 0
    notes: int = 0
    zones: int = 0
    """Zones and sites of what is chosen."""
    anything: bool = False
    """Whether there is anything on the canvas."""
    undoes: str = ""
    redoes: str = ""
    runs: bool = False
    """Whether the draft has been read and nothing is wrong with it."""

    @property
    def placed(self) -> int:
        """Elements and notes."""
        return self.elements + self.notes

    @property
    def all(self) -> int:
        """Everything chosen."""
        return self.placed + self.links


Allowed = Callable[[Chosen], bool]


def _always(_: Chosen) -> bool:
    return True


def _some(chosen: Chosen) -> bool:
    return chosen.all > 0


def _one(chosen: Chosen) -> bool:
    return chosen.all == 1


def _several(chosen: Chosen) -> bool:
    return chosen.placed > 1


def _three(chosen: Chosen) -> bool:
    return chosen.placed > 2


def _placed(chosen: Chosen) -> bool:
    return chosen.placed > 0


def _element(chosen: Chosen) -> bool:
    return chosen.elements > 0


def _link(chosen: Chosen) -> bool:
    return chosen.links == 1 and chosen.placed == 0


def _anything(chosen: Chosen) -> bool:
    return chosen.anything


def _grouped(chosen: Chosen) -> bool:
    return chosen.zones > 0


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do. Keys are written as Qt reads them; `menu` says whether the context menu offers it."""

    id: str
    label: str
    keys: tuple[str, ...]
    allowed: Allowed = _always
    menu: bool = True
    everywhere: bool = False
    """Whether its keys work in the whole workspace, not only on the canvas."""


BREAK = Act("", "", ())
"""A line between groups of a menu."""

ACTS: tuple[Act, ...] = (
    Act("undo", noop("Undo"), ("Ctrl+Z",), lambda c: bool(c.undoes), menu=False, everywhere=True),
    Act("redo", noop("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), lambda c: bool(c.redoes), menu=False, everywhere=True),
    Act("find", noop("Find and go…"), ("Ctrl+F",), _anything, menu=False, everywhere=True),
    Act("run", noop("Run this scenario"), ("Ctrl+Return",), lambda c: c.runs, menu=False, everywhere=True),
    Act("inspect", noop("Properties"), ("Return", "Enter"), _some),
    Act("rename", noop("Rename"), ("F2",), _one),
    Act("link", noop("Link to…"), ("L",), lambda c: c.elements == 1 and c.all == 1),
    Act("join", noop("Link all of them in a row"), ("Shift+L",), lambda c: c.elements > 1),
    Act("label", noop("Label the link"), ("T",), _link),
    Act("bend", noop("Add a bend"), ("B",), _link),
    Act("straighten", noop("Take the bends out"), ("Shift+B",), lambda c: c.links > 0),
    Act("next_link", noop("Choose its next link"), ("K",), lambda c: c.anything),
    BREAK,
    Act("cut", noop("Cut"), ("Ctrl+X",), _some),
    Act("copy", noop("Copy"), ("Ctrl+C",), _some),
    Act("paste", noop("Paste"), ("Ctrl+V",)),
    Act("duplicate", noop("Duplicate"), ("Ctrl+D",), _some),
    Act("delete", noop("Delete"), ("Delete", "Backspace"), _some),
    BREAK,
    Act("zone", noop("Put into a zone…"), ("Z",), _element),
    Act("site", noop("Put into a site…"), ("S",), _element),
    Act("collapse", noop("Collapse or open the zone or site"), ("C",), _grouped),
    Act("note", noop("Write a note here"), ("N",)),
    BREAK,
    Act("align_left", noop("Align left edges"), ("Ctrl+Shift+Left",), _several),
    Act("align_right", noop("Align right edges"), ("Ctrl+Shift+Right",), _several),
    Act("align_top", noop("Align top edges"), ("Ctrl+Shift+Up",), _several),
    Act("align_bottom", noop("Align bottom edges"), ("Ctrl+Shift+Down",), _several),
    Act("align_middle_x", noop("Align in a column"), ("Alt+C",), _several),
    Act("align_middle_y", noop("Align in a row"), ("Alt+R",), _several),
    Act("spread_x", noop("Distribute across"), ("Alt+Shift+C",), _three),
    Act("spread_y", noop("Distribute down"), ("Alt+Shift+R",), _three),
    Act("snap", noop("Snap to the grid"), ("G",), _placed),
    BREAK,
    Act("layers", noop("Lay out by role"), ("Ctrl+L",), _anything),
    Act("forces", noop("Lay out by forces…"), ("Ctrl+Shift+L",), _anything),
    BREAK,
    Act("all", noop("Choose everything"), ("Ctrl+A",), _anything),
    Act("fit", noop("Whole map"), ("Ctrl+0",), menu=False),
    Act("nearer", noop("Nearer"), ("Ctrl+=", "Ctrl++"), menu=False),
    Act("farther", noop("Farther"), ("Ctrl+-",), menu=False),
    Act("actual", noop("Zoom 100 %"), ("Ctrl+1",), menu=False),
    Act("fit_chosen", noop("Show what is chosen"), ("Shift+1", "!"), _some, menu=False),
    Act("minimap", noop("Show or hide the overview"), ("O",), menu=False),
    Act("scenario", noop("The scenario itself"), ("F4",), everywhere=True),
    Act("next_part", noop("Next part of the workspace"), ("F6",), menu=False, everywhere=True),
    Act("next_mistake", noop("Next problem"), ("F8",), menu=False, everywhere=True),
)
"""In the order of the context menu. An act that another gesture does too (a drag) is here for the keyboard."""


def act(name: str) -> Act:
    """The act of a name. Raises KeyError where there is none."""
    for found in ACTS:
        if found.id == name:
            return found
    raise KeyError(name)
