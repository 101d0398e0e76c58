"""Run it again: identical, or the first difference with its place; and the way back after a crash."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from hotwash.catalogue.injects.message import Message
from hotwash.domain.commands import FACILITATOR, LaunchFault, Rewind, StartClock, TakeAction
from hotwash.domain.msel import Inject, Release
from hotwash.domain.time import HOUR, MINUTE
from hotwash.exercise.codec import COMMANDS, FACTS, BadBody, UnknownKind, decode, encode, kind_of
from hotwash.exercise.play import play
from hotwash.exercise.projections.board import fold
from hotwash.exercise.replay import ExerciseDiffers, go_on, happened, verify
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.journal import ExerciseFile, Row, Upkeep
from tests.exercise.acts import ACTS
from tests.small_world import small_scenario


def recorded() -> list[Row]:
    store = MemoryStore()
    one = Session(small_scenario(), 911, store)
    one.open()
    play(one, ACTS, HOUR)
    return list(store.rows())


def test_a_record_replays_identically() -> None:
    assert verify(small_scenario(), 911, recorded()) is None


def test_a_changed_fact_is_found_with_its_number_and_field() -> None:
    rows = recorded()
    at = next(n for n, row in enumerate(rows) if row.kind == "fact.calls_tallied" and row.at_ms > 20 * MINUTE)
    rows[at] = replace(rows[at], body={**rows[at].body, "waiting": 99})
    found = verify(small_scenario(), 911, rows)
    assert found is not None
    assert found.seq == rows[at].seq
    assert "differs in waiting" in found.sentence


def without(value: object, name: str) -> object:
    """JSON values less every field of one name, at any depth."""
    if isinstance(value, dict):
        return {key: without(item, name) for key, item in value.items() if key != name}
    return [without(item, name) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", ["strips_location", "alerted", "beyond", "locations"])
def test_a_field_that_the_record_did_not_know_counts_as_its_default(name: str) -> None:
    rows = recorded()
    older = [replace(row, body=without(row.body, name)) for row in rows]  # type: ignore[arg-type]  # a table stays one
    assert older != rows
    assert verify(small_scenario(), 911, older) is None


def test_a_field_that_is_lacking_and_is_no_default_is_a_difference() -> None:
    older = [replace(row, body=without(row.body, "flows")) for row in recorded()]  # type: ignore[arg-type]  # a table
    assert verify(small_scenario(), 911, older) is not None
    older = [replace(row, body=without(row.body, "delivered")) for row in recorded()]  # type: ignore[arg-type]  # a table
    found = verify(small_scenario(), 911, older)
    assert found is not None
    assert found.sentence.startswith("'fact.calls_tallied' at ")
    assert found.sentence.endswith(" differs in delivered")


def test_an_added_row_is_found() -> None:
    rows = recorded()
    rows.append(replace(rows[-1], seq=len(rows) + 1))
    found = verify(small_scenario(), 911, rows)
    assert found is not None
    assert "does not give" in found.sentence


def test_another_model_is_refused_before_anything_is_written() -> None:
    rows = recorded()
    store = MemoryStore()
    with pytest.raises(ExerciseDiffers, match="can be read but not gone on with"):
        go_on(small_scenario(per_day=3_999), 911, rows, store, 0)
    assert list(store.rows()) == []


def test_every_prefix_of_a_record_can_be_gone_on_with() -> None:
    rows = recorded()
    whole = happened(rows)
    for cut in range(1, len(rows), 7):
        store = MemoryStore()
        one = go_on(small_scenario(), 911, rows[:cut], store, 0)
        reached = list(one.facts)
        assert [item.fact for item in reached[: len(whole)]] == [item.fact for item in whole[: len(reached)]]
        assert len(reached) >= sum(row.kind.startswith("fact.") for row in rows[:cut])


def test_a_record_that_ends_within_its_first_instant_replays_too() -> None:
    store = MemoryStore()
    opening = Inject(
        id="opening", subject="Opening", delivery=Message(channel="in-person", speaker="Facilitator", text="Begin."),
        at=0, release=Release.CLOCK, number=1,
    )  # fmt: skip
    scenario = replace(small_scenario(), injects=MappingProxyType({"opening": opening}))
    one = Session(scenario, 911, store)
    one.open()
    for _ in range(2):
        one.ask(FACILITATOR, StartClock())
        one.run_to(MINUTE // 2)
        one.ask(FACILITATOR, Rewind(0, ""))
        assert one.catch_up()
    one.ask(FACILITATOR, StartClock())
    one.run_to(MINUTE // 2)
    rows = list(store.rows())
    assert [row.kind for row in rows].count("fact.inject_released") == 3
    assert rows[-1].at_ms == 0
    for cut in range(1, len(rows) + 1):
        assert verify(scenario, 911, rows[:cut]) is None, rows[cut - 1].kind


def test_an_exercise_file_goes_on_from_where_the_clock_was(tmp_path: Path) -> None:
    path = tmp_path / "one.hotwash"
    upkeep = Upkeep(ballast=0)
    file = ExerciseFile.create(path, {"seed": 911}, {"s": b""}, upkeep)
    one = Session(small_scenario(), 911, file)
    one.open()
    one.ask(FACILITATOR, StartClock())
    one.run_to(11 * MINUTE)
    one.ask("duty", TakeAction("logs"))
    one.run_to(17 * MINUTE + 12_345)
    one.place()
    before = one.board
    one.close()
    again = ExerciseFile.open(path, upkeep)
    place = again.place()
    assert place is not None
    two = go_on(small_scenario(), 911, list(again.rows()), again, place.at_ms)
    assert two.now == 17 * MINUTE + 12_345
    assert two.board == before
    assert two.ask(FACILITATOR, LaunchFault("push")).accepted
    two.run_to(30 * MINUTE)
    two.close()
    with ExerciseFile.read(path) as record:
        rows = list(record.rows())
    assert verify(small_scenario(), 911, rows) is None
    assert fold(happened(rows)) == two.board


def test_commands_and_facts_keep_their_content_on_the_wire() -> None:
    rows = recorded()
    kinds = {row.kind for row in rows}
    assert len(kinds) > 12
    for row in rows:
        item = decode(row.kind, row.body)
        assert kind_of(item) == row.kind
        assert decode(row.kind, encode(item)) == item


def test_every_command_and_fact_has_a_kind_of_its_own() -> None:
    assert len(COMMANDS) == 42
    assert not set(COMMANDS) & set(FACTS)


def test_a_row_of_a_newer_version_is_told_and_not_guessed() -> None:
    with pytest.raises(UnknownKind, match="newer"):
        decode("fact.weather_changed", {})


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("command.set_speed", {}),
        ("command.set_speed", {"permille": "fast"}),
        ("command.set_speed", {"permille": True}),
        ("command.set_speed", {"permille": 1, "more": 2}),
        ("fact.world_changed", {"key": "k", "target": "t", "laid": True, "change": {"is": "Explosion"}}),
        ("fact.world_changed", {"key": "k", "target": "t", "laid": True, "change": 5}),
        ("fact.calls_tallied", {"started": [1]}),
    ],
)
def test_a_body_that_does_not_fit_is_told(kind: str, body: dict[str, object]) -> None:
    with pytest.raises(BadBody, match="can't be read"):
        decode(kind, body)
