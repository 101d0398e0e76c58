"""Damage of every kind: it is named with the first bad event, nothing is changed by looking, and the rest is read."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from hotwash.journal import CutShort, DamagedAttachment, DamagedJournal, ExerciseFile, JournalError, chain, verify
from hotwash.journal.rows import Prepared
from tests.journal.makers import HEADER, QUICK, Draws, crashed, created, entry, filled

EVENTS = 60


@pytest.fixture
def path(tmp_path: Path) -> Path:
    filled(tmp_path / "x.hotwash", EVENTS, text="y" * 300)
    return tmp_path / "x.hotwash"


def run(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def refused(path: Path, first_bad: int, match: str) -> None:
    before = path.read_bytes()
    for opener in (lambda p: ExerciseFile.open(p, QUICK), ExerciseFile.read):
        with pytest.raises(DamagedJournal, match=match) as caught:
            opener(path)
        assert caught.value.first_bad == first_bad
    assert path.read_bytes() == before
    finding = verify(path)
    assert (finding.first_bad, finding.sound) == (first_bad, False)
    if first_bad:
        with ExerciseFile.read(path, up_to_damage=True) as record:
            assert [row.seq for row in record.rows()] == list(range(1, first_bad))
            assert record.head == (finding.seq, finding.head)
            assert record.damage is not None


@pytest.mark.parametrize(
    "column", ["cid = 'z'", "actor = 'z'", "kind = 'z'", "at_ms = 1", "wall_ns = 1", "mono_ns = 1", "body = x'7b7d'"]
)
def test_an_edited_row(path: Path, column: str) -> None:
    run(path, f"UPDATE event SET {column} WHERE seq = 41")
    refused(path, 41, "damaged at event 41 .changed after it was written.; events 1 to 40 are sound")


def test_an_edited_head(path: Path) -> None:
    run(path, "UPDATE event SET head = zeroblob(32) WHERE seq = 1")
    refused(path, 1, "no event in it can be trusted")


def test_a_removed_row(path: Path) -> None:
    run(path, "DELETE FROM event WHERE seq = 41")
    refused(path, 41, "missing; event 42 follows event 40")


def test_two_rows_that_changed_places(path: Path) -> None:
    run(path, *(f"UPDATE event SET seq = {b} WHERE seq = {a}" for a, b in ((7, 999), (8, 7), (999, 8))))
    refused(path, 7, "changed after")


def test_a_row_before_the_first(path: Path) -> None:
    run(path, "UPDATE event SET seq = -1 WHERE seq = 1")
    refused(path, 1, "the first event is numbered -1")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE header SET body = x'7b7d'",
        "UPDATE header SET head = zeroblob(32)",
        "DELETE FROM header",
        "UPDATE scenario SET data = x'00' WHERE name = 'scenario.yaml'",
        "UPDATE scenario SET name = 'other.yaml' WHERE name = 'scenario.yaml'",
        "INSERT INTO scenario VALUES ('more.yaml', x'00')",
    ],
)
def test_another_header_or_scenario(path: Path, statement: str) -> None:
    run(path, statement)
    refused(path, 0, "is damaged at its beginning")
    with pytest.raises(DamagedJournal):
        ExerciseFile.read(path, up_to_damage=True)


def test_a_header_changed_together_with_its_head_does_not_fit_the_chain(path: Path, tmp_path: Path) -> None:
    with created(tmp_path / "other.hotwash") as other:
        other.append_now([entry(1, actor="somebody else")])
    rows = sqlite3.connect(path)
    rows.execute("ATTACH ? AS other", (str(tmp_path / "other.hotwash"),))
    rows.execute("DELETE FROM event WHERE seq = 1")
    rows.execute("INSERT INTO event SELECT * FROM other.event")
    rows.commit()
    rows.close()
    refused(path, 2, "changed after")


@pytest.mark.parametrize(
    "body", [b"[]", b'{"x":1.5}', b"\xff", b'{"x":NaN}', b"{" * 10, b'{"x":' * 100_000, b'{"x":9' + b"9" * 5000 + b"}"]
)
def test_a_body_no_hotwash_wrote_in_a_chain_that_fits(tmp_path: Path, body: bytes) -> None:
    """Somebody who recomputes the whole chain can store anything; it must not do harm when read."""
    path = tmp_path / "made.hotwash"
    filled(path, 3)
    connection = sqlite3.connect(path)
    ((head,),) = connection.execute("SELECT head FROM event WHERE seq = 3").fetchall()
    event = Prepared("c4", "session", "fact.noted", 0, 0, 0, body)
    connection.execute(
        "INSERT INTO event VALUES (4, 'c4', 'session', 'fact.noted', 0, 0, 0, ?, ?)",
        (body, chain.chained(head, 4, event)),
    )
    connection.commit()
    connection.close()
    with pytest.raises(DamagedJournal, match="at event 4"):
        ExerciseFile.read(path)
    with ExerciseFile.read(path, up_to_damage=True) as record:
        assert record.head[0] == 3


def test_a_header_that_is_no_table_in_a_chain_that_fits(tmp_path: Path) -> None:
    path = tmp_path / "made.hotwash"
    filled(path, 0)
    start = chain.genesis(b"[1.5]", {})
    run(path, "DELETE FROM scenario", f"UPDATE header SET body = x'{b'[1.5]'.hex()}', head = x'{start.hex()}'")
    refused(path, 0, "its header is not one")


def test_a_text_that_is_no_text(path: Path) -> None:
    run(path, "UPDATE event SET kind = CAST(x'ff' AS TEXT) WHERE seq = 9")
    with pytest.raises(DamagedJournal):
        ExerciseFile.read(path)


def test_a_changed_attachment_is_not_handed_out(tmp_path: Path) -> None:
    with created(tmp_path / "x.hotwash") as file:
        file.attach("plan.png", b"picture")
        file.append_now([entry(1)])
    run(tmp_path / "x.hotwash", "UPDATE attachment SET data = x'00'")
    with ExerciseFile.read(tmp_path / "x.hotwash") as record:
        assert record.head[0] == 1
        with pytest.raises(DamagedAttachment, match="“plan.png” in "):
            record.attachment("plan.png")


def reported_or_harmless(path: Path, heads: list[bytes]) -> str:
    """Opens a damaged file; whatever is shown of it must be what was written."""
    try:
        with ExerciseFile.read(path) as record:
            seq = record.head[0]
            assert record.head == (seq, heads[seq])
            assert [row.seq for row in record.rows()] == list(range(1, seq + 1))
            return "whole" if seq == len(heads) - 1 else "short"
    except JournalError:
        return "reported"


def damaged(path: Path, heads: list[bytes], trials: int, harm: Callable[[bytearray, Draws], bytes]) -> dict[str, int]:
    whole, draws, tally = path.read_bytes(), Draws(harm.__name__), {"whole": 0, "short": 0, "reported": 0}
    for _ in range(trials):
        path.write_bytes(harm(bytearray(whole), draws))
        target = path.with_name(path.name.removesuffix("-wal"))
        tally[reported_or_harmless(target, heads)] += 1
    return tally


def one_bit(content: bytearray, draws: Draws) -> bytes:
    content[draws.below(len(content))] ^= 1 << draws.below(8)
    return bytes(content)


def cut(content: bytearray, draws: Draws) -> bytes:
    return bytes(content[: draws.below(len(content))])


def cut_at_a_sector(content: bytearray, draws: Draws) -> bytes:
    return bytes(content[: 512 * draws.below(len(content) // 512)])


def zeroed_page(content: bytearray, draws: Draws) -> bytes:
    start = 4096 * draws.below(len(content) // 4096)
    content[start : start + 4096] = bytes(4096)
    return bytes(content)


def page_of(path: Path, text: bytes) -> int:
    """Where the page begins that holds a text."""
    return path.read_bytes().index(text) // 4096 * 4096


def test_a_bad_page_loses_no_event_before_it(path: Path) -> None:
    rows = sqlite3.connect(path).execute("SELECT seq, hex(body) FROM event").fetchall()
    bodies = {seq: bytes.fromhex(body) for seq, body in rows}
    whole = path.read_bytes()
    start = page_of(path, bodies[40])
    first = min(seq for seq, body in bodies.items() if whole.index(body) // 4096 * 4096 == start)
    path.write_bytes(whole[:start] + bytes(4096) + whole[start + 4096 :])
    assert first > 20
    refused(path, first, f"damaged at event {first} .SQLite can't read on.*events 1 to {first - 1} are sound")
    with ExerciseFile.read(path, up_to_damage=True) as record:
        assert record.left_out() == EVENTS - first + 1


@pytest.mark.parametrize("there", [0.99, 0.9, 0.8])
def test_a_file_cut_short_says_so_and_shows_its_sound_part(path: Path, tmp_path: Path, there: float) -> None:
    whole = path.read_bytes()
    kept = int(len(whole) * there)
    heads = sqlite3.connect(path).execute("SELECT head FROM event ORDER BY seq").fetchall()
    ends = [whole.index(head) + len(head) for (head,) in heads]
    sound = next((number for number, end in enumerate(ends) if end > kept), EVENTS)
    path.write_bytes(whole[:kept])
    names = sorted(entry.name for entry in path.parent.iterdir())
    with pytest.raises(CutShort, match=f"is cut short: {kept:,} of {len(whole):,} bytes are there; events 1 to"):
        ExerciseFile.read(path)
    with ExerciseFile.read(path, up_to_damage=True) as record:
        found = list(record.rows())
        damage = record.damage
    assert isinstance(damage, CutShort)
    assert [row.seq for row in found] == list(range(1, sound + 1))
    assert damage.first_bad == sound + 1
    assert sound > 10
    assert path.read_bytes() == whole[:kept]
    assert sorted(entry.name for entry in path.parent.iterdir()) == names


@pytest.mark.parametrize("kept", [100, 3_000, 9_000])
def test_a_file_of_which_only_the_beginning_is_there_is_cut_short_and_nothing_else(path: Path, kept: int) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:kept])
    with pytest.raises(CutShort, match=f"is cut short: {kept:,} of {len(whole):,} bytes are there; no event"):
        ExerciseFile.read(path, up_to_damage=True)


def test_a_size_that_is_made_up_fills_no_disk(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[28:32] = b"\xff\xff\xff\xff"
    path.write_bytes(content)
    with pytest.raises(DamagedJournal):
        ExerciseFile.read(path)
    with pytest.raises(JournalError):
        ExerciseFile.open(path, QUICK)
    assert path.read_bytes() == content


def heads_of(path: Path) -> list[bytes]:
    with ExerciseFile.read(path) as record:
        return [record._start, *(row.head for row in record.rows())]


@pytest.mark.parametrize("harm", [one_bit, cut, cut_at_a_sector, zeroed_page])
def test_damage_to_a_finished_file_is_reported_or_harmless(
    path: Path, harm: Callable[[bytearray, Draws], bytes]
) -> None:
    tally = damaged(path, heads_of(path), 120, harm)
    assert tally["short"] == 0
    assert tally["reported"] > 30


@pytest.mark.parametrize("harm", [one_bit, cut_at_a_sector])
def test_damage_to_the_log_shortens_and_never_alters(tmp_path: Path, harm: Callable[[bytearray, Draws], bytes]) -> None:
    """The limit of a chain: a cut tail looks like a shorter exercise; only witnesses of (seq, head) see it."""
    path = tmp_path / "x.hotwash"
    answers = crashed(path, EVENTS)
    with ExerciseFile.read(path) as record:
        heads = [record._start, *(answer.head for answer in answers)]
    tally = damaged(path.with_name("x.hotwash-wal"), heads, 60, harm)
    assert tally["short"] > 30
    assert tally["reported"] == 0


def test_a_removed_log_shortens(tmp_path: Path) -> None:
    path = tmp_path / "x.hotwash"
    answers = crashed(path, EVENTS)
    path.with_name("x.hotwash-wal").unlink()
    with ExerciseFile.read(path) as record:
        assert record.head[0] < EVENTS
        assert not record.holds(EVENTS, answers[-1].head)


def test_the_log_of_another_exercise_is_noticed(tmp_path: Path) -> None:
    path, other = tmp_path / "x.hotwash", tmp_path / "other.hotwash"
    filled(path, 200, text="z" * 200)
    crashed(other, 50, header={**HEADER, "exercise": "another"})
    path.with_name("x.hotwash-wal").write_bytes(other.with_name("other.hotwash-wal").read_bytes())
    with pytest.raises(JournalError, match="damaged"):
        ExerciseFile.open(path, QUICK)


def test_a_recomputed_chain_is_seen_by_witnesses_alone(tmp_path: Path) -> None:
    answers = filled(tmp_path / "true.hotwash", 10)
    with created(tmp_path / "false.hotwash") as file:
        file.append_now([entry(n, text="altered" if n == 5 else "") for n in range(1, 11)])
    with ExerciseFile.read(tmp_path / "false.hotwash") as record:
        assert record.damage is None
        assert not record.holds(10, answers[-1].head)
