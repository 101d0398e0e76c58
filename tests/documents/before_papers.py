"""Scenarios and builders for the tests of what is printed before an exercise."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from hotwash.documents.beforehand import Beforehand
from hotwash.documents.cards.role_cards import player_cards
from hotwash.documents.content import Document, Figure
from hotwash.documents.marks import Marks
from hotwash.documents.names import DOCUMENTS
from hotwash.documents.stamp import Stamp
from hotwash.domain.msel import Inject, OwnColumn
from hotwash.domain.scenario import Scenario
from hotwash.scenario.files import find_scenario
from hotwash.scenario.reader import open_scenario
from tests.documents.reading import blocks_of, said

ENGINE = "hotwash 9.9 kernel 0123 plain"
SHIPPED = ("massachusetts-2024", "optus-2025", "att-volte-2017")
BEFORE = tuple(name for name, offer in DOCUMENTS.items() if not offer.needs_run)
FOR_PLAYERS = (
    "sitman", "workbook", "feedback", "hot-wash", "decision-log", "message-form", "action-sheet", "sign-in",
    "network-map", "emergency-card", "placard", "schedule", "directory", "situation-maps", "badges", "tent-cards",
    "certificate", "briefing", "invitation", "planner-feedback",
)  # fmt: skip
"""Documents of which every page may lie before a player; of the role cards those of players may."""
FIXED = Marks(stamp=Stamp("0123456789abcdef" * 4, 7, ENGINE, "", "", ""))
"""A stamp that stays the same when a class of the domain gets a field."""
CANARY = "kanarie"


@cache
def shipped(name: str) -> Scenario:
    return open_scenario(find_scenario(name))[0]


def built(name: str, scenario: Scenario, marks: Marks = FIXED) -> Document:
    return DOCUMENTS[name].build(scenario, (), engine=ENGINE, marks=marks)


def before_players(scenario: Scenario) -> dict[str, Document]:
    """Everything that may lie before a player, by name."""
    plan = Beforehand(scenario, ENGINE, FIXED)
    cards = plan.document("Role cards", player_cards(plan))
    return {"role-cards": cards, **{name: built(name, scenario) for name in FOR_PLAYERS}}


def everything(document: Document) -> str:
    """Whatever a reader, a screen reader or a program can find in a document."""
    pictures = [block.picture.alt for block in blocks_of(document) if isinstance(block, Figure)]
    labels = [
        str(getattr(mark, "text", ""))
        for block in blocks_of(document) if isinstance(block, Figure)
        for mark in block.picture.marks
    ]  # fmt: skip
    around = (document.name, document.title, document.version, document.sponsor, document.handling, document.subject)
    names = [str(getattr(block, "name", "")) + str(getattr(block, "form", "")) for block in blocks_of(document)]
    return "\n".join((*said(document), *pictures, *labels, *around, *document.keywords, *names)).casefold()


def with_canaries(scenario: Scenario) -> Scenario:
    """The scenario with a canary in the place of every word that players must not read."""
    words = replace(scenario.paperwork, hidden=(f"{CANARY} hidden",))
    overview = replace(scenario.overview, threat=f"{CANARY} threat", scenario=f"{CANARY} scenario")
    objectives = tuple(
        replace(one, text=f"{CANARY} objective", target=f"{CANARY} target", players=f"Aim {number}", source="default")
        for number, one in enumerate(scenario.objectives)
    )
    targets = {
        key: replace(
            one, text=f"{CANARY} target", reference=f"{CANARY} reference",
            tasks=tuple(replace(task, text=f"{CANARY} task") for task in one.tasks),
        )
        for key, one in scenario.targets.items()
    }  # fmt: skip
    faults = {f"{CANARY}-{key}": replace(one, id=f"{CANARY}-{key}") for key, one in scenario.faults.items()}
    policies = {
        key: replace(
            one, rules=tuple(replace(rule, id=f"{CANARY}-{n}", note=CANARY) for n, rule in enumerate(one.rules))
        )
        for key, one in scenario.network.policies.items()
    }
    return replace(
        scenario, paperwork=words, overview=overview, objectives=objectives,
        targets=MappingProxyType(targets), faults=MappingProxyType(faults),
        injects=MappingProxyType({key: _canary_inject(one) for key, one in scenario.injects.items()}),
        directory=MappingProxyType({key: replace(one, about=CANARY) for key, one in scenario.directory.items()}),
        network=replace(scenario.network, policies=MappingProxyType(policies)),
        notes=(f"{CANARY} note",), summary=f"{CANARY} summary",
        sources=tuple(replace(one, text=f"{CANARY} source") for one in scenario.sources),
    )  # fmt: skip


def _canary_inject(one: Inject) -> Inject:
    delivery: Any = one.delivery
    free = {item.name: CANARY for item in fields(delivery) if item.name in ("text", "speaker", "outlet", "name")}
    return replace(
        one, delivery=replace(delivery, **free), subject=CANARY, expected=(CANARY,), note=CANARY, otherwise=CANARY,
        thread=CANARY, author=CANARY, remarks=CANARY, columns=(OwnColumn(name=CANARY, text=CANARY),),
    )  # fmt: skip
