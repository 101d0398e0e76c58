"""Numbered steps that bring an older exercise file up to the present format; knows no scenario and no event kind.

`STEPS[n]` turns format n into n + 1 inside a transaction. A step may add tables and columns; it never touches a row of
the chain. `SHAPES[n]` is what sqlite_master of format n holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from hotwash.domain.sentences import say
from hotwash.journal import schema
from hotwash.journal.errors import ForeignSchema, NewerFormat, NotAnExerciseFile
from hotwash.journal.link import Link, LinkError
from hotwash.journal.reading import Reader

Step = Callable[[Link], None]

STEPS: Mapping[int, Step] = {}
SHAPES: Mapping[int, schema.Listing] = {1: schema.expected_listing()}


def found_format(path: Path, link: Link) -> int:
    """The format of an open file. Raises NotAnExerciseFile, NewerFormat, ForeignSchema (a trigger, a view)."""
    ((application,),) = link.execute("PRAGMA application_id")
    if application != schema.APPLICATION_ID:
        raise NotAnExerciseFile(path, say("is a database of another program"))
    ((version,),) = link.execute("PRAGMA user_version")
    known = max(SHAPES)
    if not isinstance(version, int) or version > known:
        raise NewerFormat(path, version if isinstance(version, int) else 0, known)
    if version not in SHAPES:
        raise NotAnExerciseFile(path, say("claims the format {version}, which never was", version=version))
    what = schema.difference(Reader(path, link).listing(), SHAPES[version])
    if what:
        raise ForeignSchema(path, what)
    return version


def bring_up(link: Link, version: int, steps: Mapping[int, Step], target: int) -> None:
    """Runs the steps from `version` to `target`, all in one transaction, so that a kill leaves the old format whole."""
    if version == target:
        return
    link.execute("BEGIN IMMEDIATE")
    try:
        for number in range(version, target):
            steps[number](link)
            link.execute(f"PRAGMA user_version = {number + 1}")
        link.execute("COMMIT")
    except LinkError:
        link.execute("ROLLBACK")
        raise
