"""Plays random worlds in a process of its own and prints what each came to: ``python -m ... FIRST LAST``."""

from __future__ import annotations

import json
import sys
from hashlib import sha256

from hotwash.simulation.kernel import Calls, backend
from tests.simulation.kernel.worlds import any_script, any_world, play, told

SPAN = 3_600_000


def outcome_of(seed: int) -> str:
    """One digest over everything a random world with a random script tells, with a record and without."""
    tables = any_world(seed)
    script = any_script(seed, tables, SPAN)
    found: list[object] = []
    for record in (True, False):
        calls = Calls(tables, seed, record=record)
        found += [play(calls, script, SPAN), told(calls, recorded=record)]
    return sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()


def main(arguments: list[str]) -> int:
    first, last = (int(argument) for argument in arguments)
    print(json.dumps({"backend": backend(), "worlds": [outcome_of(seed) for seed in range(first, last)]}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
