"""The situation maps of all modules on wide sheets, four to a sheet: what everybody was told by then, and no cause."""

from __future__ import annotations

from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Block, Columns2, Document, Figure, Heading, Section, Text
from hotwash.documents.known import known_by
from hotwash.documents.network_map import Look, network_map
from hotwash.domain.plan import Module
from hotwash.domain.time import clock

TITLE = "Situation maps"
LOOK = Look(width=560.0, height=205.0, names=7.0, grown=1.3)
"""As wide as half of the text of a large sheet, and two of them as high as all of it."""
A_SHEET = 4
ALONE = Look(width=560.0, height=330.0, names=8.0, grown=1.4)
"""The same where one row of them has the sheet to itself."""
A_ROW = 2


def situation_series(plan: Beforehand) -> Document:
    """Two by two on a sheet, in the order of the modules; the network as built where there is none."""
    modules = plan.scenario.modules
    sheets = [modules[start : start + A_SHEET] for start in range(0, len(modules), A_SHEET)]
    sections = tuple(_sheet(plan, sheet) for sheet in sheets)
    built = Figure(network_map(plan.scenario), "The network as built; the scenario has no modules.")
    return plan.document(TITLE, sections or (Section((Heading(TITLE), built), frame="tabloid"),))


def _sheet(plan: Beforehand, modules: tuple[Module, ...]) -> Section:
    look = ALONE if len(modules) <= A_ROW else LOOK
    left = tuple(block for one in modules[0::2] for block in _one(plan, one, look))
    right = tuple(block for one in modules[1::2] for block in _one(plan, one, look))
    return Section((Heading(TITLE), Columns2(left, right)), frame="tabloid")


def _one(plan: Beforehand, module: Module, look: Look) -> tuple[Block, ...]:
    known = known_by(plan.scenario, module.begins)
    picture = network_map(plan.scenario, look, [(number, one.places) for number, one in enumerate(known, start=1)])
    told = f"{plan.moment(module.begins)} (T+ {clock(module.begins)}); numbers as in the Situation Manual."
    return (Text("", "body", lead=module.title), Figure(picture, told))
