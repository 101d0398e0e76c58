"""The hash chain over a journal, in words exact enough for somebody else to check it; knows neither files nor SQLite.

    head(0)   = SHA-256( "hotwash journal 1" 00
                         u64 length of the header, header (canonical JSON),
                         for each scenario file by its UTF-8 name: u64 u64 lengths of name and data, name, data )
    head(seq) = SHA-256( head(seq-1), i64 seq, i64 at_ms, i64 wall_ns, i64 mono_ns,
                         u32 u32 u32 u32 lengths of cid, actor, kind, body, then cid, actor, kind, body )

Numbers are big-endian, text is UTF-8. Every column of a row is covered, and the lengths make the split unambiguous.
A chain can't see a cut tail, nor a chain recomputed from end to end: for that, (seq, head) is kept by witnesses.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping

from hotwash.journal.rows import Prepared

_FIXED = struct.Struct(">qqqqIIII")
_PAIR = struct.Struct(">QQ")
_ONE = struct.Struct(">Q")


def genesis(header: bytes, scenario_text: Mapping[str, bytes]) -> bytes:
    """The head before the first event: it ties every later head to this header and this scenario."""
    digest = hashlib.sha256(b"hotwash journal 1\x00")
    digest.update(_ONE.pack(len(header)))
    digest.update(header)
    for name, data in sorted((name.encode("utf-8"), data) for name, data in scenario_text.items()):
        digest.update(_PAIR.pack(len(name), len(data)))
        digest.update(name)
        digest.update(data)
    return digest.digest()


def chained(before: bytes, seq: int, event: Prepared) -> bytes:
    """The head after `event` has become number `seq`."""
    cid, actor, kind = event.cid.encode("utf-8"), event.actor.encode("utf-8"), event.kind.encode("utf-8")
    fixed = _FIXED.pack(
        seq, event.at_ms, event.wall_ns, event.mono_ns, len(cid), len(actor), len(kind), len(event.body)
    )
    return hashlib.sha256(b"".join((before, fixed, cid, actor, kind, event.body))).digest()
