"""The tables of an exercise file and how to know them again; holds SQL text and runs none of it."""

from __future__ import annotations

from hotwash.domain.sentences import say

FORMAT = 1
APPLICATION_ID = 0x48574A31
"""Bytes 68 to 71 of the file: "HWJ1"; `file(1)` and other programs tell by it what they have before them."""

SQLITE_NEEDED = (3, 37, 0)
"""STRICT tables came with SQLite 3.37.0."""

TABLES: dict[str, str] = {
    "header": """CREATE TABLE header (
 one INTEGER PRIMARY KEY CHECK (one = 1),
 body BLOB NOT NULL,
 head BLOB NOT NULL
) STRICT""",
    "scenario": """CREATE TABLE scenario (
 name TEXT PRIMARY KEY NOT NULL,
 data BLOB NOT NULL
) STRICT""",
    "event": """CREATE TABLE event (
 seq INTEGER PRIMARY KEY,
 cid TEXT NOT NULL,
 actor TEXT NOT NULL,
 kind TEXT NOT NULL,
 at_ms INTEGER NOT NULL,
 wall_ns INTEGER NOT NULL,
 mono_ns INTEGER NOT NULL,
 body BLOB NOT NULL,
 head BLOB NOT NULL,
 UNIQUE (actor, cid)
) STRICT""",
    "place": """CREATE TABLE place (
 one INTEGER PRIMARY KEY CHECK (one = 1),
 at_ms INTEGER NOT NULL,
 running INTEGER NOT NULL,
 speed_milli INTEGER NOT NULL,
 wall_ns INTEGER NOT NULL
) STRICT""",
    "columns": """CREATE TABLE columns (
 name TEXT PRIMARY KEY NOT NULL,
 digest BLOB NOT NULL,
 data BLOB NOT NULL
) STRICT""",
    "attachment": """CREATE TABLE attachment (
 name TEXT PRIMARY KEY NOT NULL,
 digest BLOB NOT NULL,
 data BLOB NOT NULL
) STRICT""",
}

Listing = frozenset[tuple[str, str, str, str | None]]
"""The content of sqlite_master: type, name, table, SQL text."""


def expected_listing() -> Listing:
    """What sqlite_master of a format 1 file holds, and nothing else; read-only and received files are held to it."""
    tables = {("table", name, name, sql) for name, sql in TABLES.items()}
    automatic = {
        ("index", f"sqlite_autoindex_{name}_1", name, None) for name in ("scenario", "event", "columns", "attachment")
    }
    return frozenset(tables | automatic)


def difference(found: Listing, expected: Listing) -> str:
    """Names the first thing that doesn't belong, or is missing; empty when the listings agree."""
    for kind, name, _, _ in sorted(found - expected, key=repr):
        return say("a {kind} named “{name}” that Hotwash did not make", kind=kind, name=name[:60])
    for kind, name, _, _ in sorted(expected - found, key=repr):
        return say("its {kind} “{name}” is missing", kind=kind, name=name)
    return ""


LISTING = "SELECT type, name, tbl_name, sql FROM sqlite_master"
ADD_HEADER = "INSERT INTO header (one, body, head) VALUES (1, ?, ?)"
ADD_SCENARIO = "INSERT INTO scenario (name, data) VALUES (?, ?)"
READ_HEADER = "SELECT body, head FROM header"
READ_SCENARIO = "SELECT name, data FROM scenario ORDER BY name"
ADD_EVENT = (
    "INSERT INTO event (seq, cid, actor, kind, at_ms, wall_ns, mono_ns, body, head) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
READ_EVENTS = (
    "SELECT seq, cid, actor, kind, at_ms, wall_ns, mono_ns, body, head FROM event NOT INDEXED "
    "WHERE seq > ? ORDER BY seq LIMIT ?"
)
LEAST_SEQ = "SELECT min(seq) FROM event"
LAST_EVENT = "SELECT seq, head FROM event ORDER BY seq DESC LIMIT 1"
HEAD_OF = "SELECT head FROM event WHERE seq = ?"
KNOWN_EVENT = "SELECT seq, kind, body, head FROM event WHERE actor = ? AND cid = ?"
SET_PLACE = (
    "INSERT INTO place (one, at_ms, running, speed_milli, wall_ns) VALUES (1, ?, ?, ?, ?) "
    "ON CONFLICT (one) DO UPDATE SET at_ms = excluded.at_ms, running = excluded.running, "
    "speed_milli = excluded.speed_milli, wall_ns = excluded.wall_ns"
)
READ_PLACE = "SELECT at_ms, running, speed_milli, wall_ns FROM place"
SET_COLUMNS = (
    "INSERT INTO columns (name, digest, data) VALUES (?, ?, ?) "
    "ON CONFLICT (name) DO UPDATE SET digest = excluded.digest, data = excluded.data"
)
READ_COLUMNS = "SELECT data, digest FROM columns WHERE name = ?"
COLUMN_NAMES = "SELECT name FROM columns ORDER BY name"
DROP_COLUMNS = "DELETE FROM columns WHERE name = ?"
ADD_ATTACHMENT = "INSERT INTO attachment (name, digest, data) VALUES (?, ?, ?)"
READ_ATTACHMENT = "SELECT data, digest FROM attachment WHERE name = ?"
ATTACHMENT_NAMES = "SELECT name FROM attachment ORDER BY name"
