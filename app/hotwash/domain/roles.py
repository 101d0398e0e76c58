"""What an element is for on the way of a call: the word, and with it the shape, by which every map shows it."""

from __future__ import annotations

from enum import StrEnum

from hotwash.domain.elements import Answering, Border, Element, Filter, Originating, Proxy, Service, Telephone
from hotwash.domain.sentences import term


class Role(StrEnum):
    """What a node is for; each role has a shape of its own. In the order in which a call meets them."""

    ORIGIN = term("where callers dial")
    GATEWAY = term("gateway")
    BORDER = term("border and firewall")
    FIREWALL = term("firewall on the way")
    ROUTING = term("routing")
    ROUTER = term("router")
    SERVICE = term("location and other services")
    PSAP = term("PSAP")
    TELEPHONE = term("telephone network")


def role_of(element: Element) -> Role:
    """The role of an element by its archetype; a proxy that asks no ECRF and is no router is a gateway."""
    match element:
        case Originating():
            return Role.ORIGIN
        case Border():
            return Role.BORDER
        case Filter():
            return Role.FIREWALL
        case Answering():
            return Role.PSAP
        case Telephone():
            return Role.TELEPHONE
        case Service():
            return Role.SERVICE
        case Proxy(locates=True):
            return Role.ROUTING
        case Proxy():
            turns = "gateway" in element.title.lower() or element.kind == "text_control_centre"
            return Role.GATEWAY if turns else Role.ROUTER
        case _:
            return Role.SERVICE
