"""A large network as a draft, for tests of how long things take: 2,000 elements and 5,000 links."""

from __future__ import annotations

from hotwash.scenario.draft import SECTIONS, Draft, Fields, Item, Plain


def big_draft(elements: int = 2_000, links: int = 5_000) -> Draft:
    """Ten borders, proxies and routers; a tenth originating networks; the rest PSAPs of twenty regions."""
    lists: dict[str, list[Plain]] = {name: [] for name in SECTIONS}
    kinds = ("bcf", "esrp", "esinet_router")
    for number in range(elements):
        kind = kinds[number % 3] if number < 30 else "wireless_network" if number % 10 == 0 else "psap"
        more: dict[str, Plain] = {"region": f"r{number % 20}", "weight": 1} if kind == "psap" else {"tags": ("a", "b")}
        place = (number % 50 * 40, number // 50 * 40)
        lists["elements"].append(
            Fields({"kind": kind, "id": f"e{number}", "name": f"Element {number}", "at": place, **more})
        )
    for number in range(links):
        a, b = number * 7 % 30, number % elements
        lists["links"].append(Fields({"a": f"e{a}", "b": f"e{b if b != a else 31}", "id": f"l{number}"}))
    key = 0
    items: dict[str, tuple[Item, ...]] = {}
    for name, values in lists.items():
        items[name] = tuple(Item(key + at, "scenario.yaml", value) for at, value in enumerate(values, 1))
        key += len(values)
    return Draft(Fields({"id": "big", "title": "Big"}), items, next_key=key + 1)
