"""Finds every kind by looking into its folder: a new kind is one new file, and nothing is listed twice."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import TypeVar

from hotwash.catalogue import actions as actions_folder
from hotwash.catalogue import elements as elements_folder
from hotwash.catalogue import faults as faults_folder
from hotwash.catalogue import injects as injects_folder
from hotwash.domain.elements import Element
from hotwash.domain.scripts import Action, Delivery, Fault
from hotwash.domain.sentences import say

K = TypeVar("K")


class KindClash(ValueError):
    """Two files define one kind."""

    def __init__(self, kind: str, first: type, second: type) -> None:
        super().__init__(
            say(
                "kind '{kind}' is defined twice: in {__module__} and in {__module__2}",
                kind=kind,
                __module__=first.__module__,
                __module__2=second.__module__,
            )
        )


class NoKind(ValueError):
    """A file of the catalogue defines no kind, or more than one."""

    def __init__(self, module: str, found: int) -> None:
        super().__init__(say("{module} must define exactly one kind, but defines {found}", module=module, found=found))


def _kinds(folder: ModuleType, archetype: type[K]) -> Mapping[str, type[K]]:
    found: dict[str, type[K]] = {}
    for info in sorted(pkgutil.iter_modules(folder.__path__), key=lambda item: item.name):
        module = import_module(f"{folder.__name__}.{info.name}")
        own = [
            item
            for _, item in inspect.getmembers(module, inspect.isclass)
            if issubclass(item, archetype) and item.__module__ == module.__name__
        ]
        if len(own) != 1:
            raise NoKind(module.__name__, len(own))
        kind: str = own[0].kind  # type: ignore[attr-defined]  # every archetype declares it as a ClassVar
        if kind in found:
            raise KindClash(kind, found[kind], own[0])
        found[kind] = own[0]
    return MappingProxyType(found)


@cache
def elements() -> Mapping[str, type[Element]]:
    """Every element kind by its name."""
    return _kinds(elements_folder, Element)


@cache
def faults() -> Mapping[str, type[Fault]]:
    """Every fault kind by its name."""
    return _kinds(faults_folder, Fault)  # type: ignore[type-abstract]  # only concrete subclasses are collected


@cache
def actions() -> Mapping[str, type[Action]]:
    """Every action kind by its name."""
    return _kinds(actions_folder, Action)  # type: ignore[type-abstract]  # only concrete subclasses are collected


@cache
def injects() -> Mapping[str, type[Delivery]]:
    """Every kind of inject by its name."""
    return _kinds(injects_folder, Delivery)  # type: ignore[type-abstract]  # only concrete subclasses are collected
