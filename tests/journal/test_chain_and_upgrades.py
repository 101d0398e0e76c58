"""The chain as anybody may recompute it, and the mechanism that brings older files up."""

import hashlib
import sqlite3
import struct
from pathlib import Path

import pytest

from hotwash.journal import schema, upgrades
from hotwash.journal.link import Link, LinkError, Mode, open_link
from tests.journal.makers import filled


def recomputed(path: Path) -> list[tuple[bytes, bytes]]:
    """(stored, expected) of each head, from the published rule alone, with nothing of the app's."""
    db = sqlite3.connect(path)
    ((header, start),) = db.execute("SELECT body, head FROM header").fetchall()
    text = b"hotwash journal 1\0" + struct.pack(">Q", len(header)) + header
    for name, data in db.execute("SELECT CAST(name AS BLOB), data FROM scenario ORDER BY 1"):
        text += struct.pack(">QQ", len(name), len(data)) + name + data
    head = hashlib.sha256(text).digest()
    pairs = [(start, head)]
    for seq, at, wall, mono, cid, actor, kind, body, stored in db.execute(
        "SELECT seq, at_ms, wall_ns, mono_ns, CAST(cid AS BLOB), CAST(actor AS BLOB), CAST(kind AS BLOB), body, head "
        "FROM event ORDER BY seq"
    ):
        fixed = struct.pack(">qqqqIIII", seq, at, wall, mono, len(cid), len(actor), len(kind), len(body))
        head = hashlib.sha256(head + fixed + cid + actor + kind + body).digest()
        pairs.append((stored, head))
    db.close()
    return pairs


def test_the_chain_follows_its_published_rule(tmp_path: Path) -> None:
    filled(tmp_path / "x.hotwash", 20, text="Ü 🚒")
    pairs = recomputed(tmp_path / "x.hotwash")
    assert len(pairs) == 21
    assert all(stored == expected for stored, expected in pairs)


def test_the_chain_of_the_kept_file_follows_it_too() -> None:
    pairs = recomputed(Path(__file__).parents[1] / "old_files" / "journal" / "format-1.hotwash")
    assert len(pairs) == 4
    assert all(stored == expected for stored, expected in pairs)


def add_table(link: Link) -> None:
    link.execute("CREATE TABLE witness (seq INTEGER PRIMARY KEY) STRICT")


def add_row(link: Link) -> None:
    link.execute("INSERT INTO witness VALUES (7)")


def stumble(link: Link) -> None:
    link.execute("INSERT INTO nowhere VALUES (7)")


def tables(path: Path) -> tuple[int, set[str]]:
    link = open_link(path, Mode.READ)
    ((version,),) = link.execute("PRAGMA user_version")
    names = {str(name) for (name,) in link.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    link.close()
    assert isinstance(version, int)
    return version, names


def test_steps_run_in_order_in_one_transaction(tmp_path: Path) -> None:
    path = tmp_path / "x.hotwash"
    filled(path, 3)
    link = open_link(path, Mode.WRITE)
    upgrades.bring_up(link, 1, {1: add_table, 2: add_row}, 3)
    assert link.execute("SELECT seq FROM witness") == [(7,)]
    link.close()
    assert tables(path) == (3, {*schema.TABLES, "witness"})
    assert all(stored == expected for stored, expected in recomputed(path))


def test_a_step_that_fails_leaves_the_old_format_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.hotwash"
    filled(path, 3)
    link = open_link(path, Mode.WRITE)
    with pytest.raises(LinkError):
        upgrades.bring_up(link, 1, {1: add_table, 2: stumble}, 3)
    link.close()
    assert tables(path) == (1, set(schema.TABLES))


def test_there_is_a_shape_for_each_format_and_a_step_from_each_older_one() -> None:
    assert set(upgrades.SHAPES) == set(range(1, schema.FORMAT + 1))
    assert set(upgrades.STEPS) == set(range(1, schema.FORMAT))
