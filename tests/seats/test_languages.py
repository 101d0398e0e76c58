"""Pages in another language: a made-up one with every letter doubled reaches every word, and what people typed none."""

import asyncio
import re
import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.request import Request, urlopen
from xml.sax.saxutils import escape

import PySide6
import pytest

from hotwash.domain.commands import FACILITATOR, EndExercise, StartClock
from hotwash.domain.conduct_commands import StopPlay
from hotwash.domain.sentences import Sentence
from hotwash.domain.visibility import eyes_of
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.seats.client import SeatClient
from hotwash.seats.kept_pages import KeptPages
from hotwash.seats.languages import BadTranslation, Languages, read_qm
from hotwash.seats.markup import in_words, speaking, tag
from hotwash.seats.shell import join_page, lost_page, seat_page
from tests.room_world import room_scenario
from tests.seats.conftest import SeatRoom, soon, until
from tests.seats.test_desk_pages import played
from tests.viewmodels.spoken import literals

_PLACE = re.compile(r"(\{[^}]*\})")
_WORD = re.compile(r"[A-Za-z]{2,}")
_READ = re.compile(
    r'(?:aria-label|title|placeholder|data-confirm|data-(?:connected|unsent|done|closed|again|reconnecting|waiting|lost))="([^"]*)"'
)
NAMES = {
    "INVITE",
    "OPTIONS",
    "ACK",
    "BYE",
    "CANCEL",
    "SIP",
    "RTP",
    "CT",
    *"Ringing Trying OK Request Terminated".split(),
}
"""The same in every language: methods and reason phrases of SIP (RFC 3261), numbers of critical tasks."""


def doubled(text: str) -> str:
    """Every letter twice, places left as they are."""
    parts = _PLACE.split(text)
    return "".join(part if part.startswith("{") else re.sub(r"([A-Za-z])", r"\1\1", part) for part in parts)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A translation as a translator would hand it in."""
    made = tmp_path_factory.mktemp("translations")
    messages = "".join(
        f"<message><source>{escape(text)}</source><translation>{escape(doubled(text))}</translation></message>"
        for text in sorted(literals())
    )
    (made / "x.ts").write_text(
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="ga"><context><name></name>'
        f"{messages}</context></TS>",
        encoding="utf-8",
    )
    release = next(Path(PySide6.__file__).parent.rglob("lrelease*"))
    subprocess.run(
        [str(release), str(made / "x.ts"), "-qm", str(made / "hotwash_ga.qm")], check=True, capture_output=True
    )
    return made


def texts(html: str) -> Iterator[str]:
    """What a person reads or hears of a fragment."""
    yield from (unescape(found) for found in _READ.findall(html))
    yield from (unescape(part) for part in re.split(r"<[^>]*>", html))


def left_over(html: str, known: set[str]) -> set[str]:
    """Words that are neither doubled nor data."""
    return {
        f"{word} in {text.strip()[:70]!r}"
        for text in texts(html)
        for word in _WORD.findall(text)
        if word[::2] != word[1::2] and word not in known
    }


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for part in pair for text in strings(part))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (text for part in value for text in strings(part))
    elif hasattr(value, "__dataclass_fields__"):
        yield from (text for name in value.__dataclass_fields__ for text in strings(getattr(value, name)))
    elif hasattr(value, "items"):
        yield from strings(dict(value.items()))


def data_of(one: Session) -> set[str]:
    """Words that authors and people wrote, and that no translation is for."""
    authored = [text for text in strings(one.scenario) if not isinstance(text, Sentence)]
    told = [text for happened in one.facts for text in strings(happened.fact)]
    return {word for text in (*authored, *told) for word in _WORD.findall(text)} | NAMES


@pytest.mark.parametrize("seat", ["duty", "noc", "psap-a", "cell", "guest", "eva"])
@pytest.mark.parametrize("moment", ["going", "stopped", "over"])
def test_a_translation_reaches_every_word_of_a_page(seat: str, moment: str, folder: Path) -> None:
    one = Session(room_scenario(), 911, MemoryStore())
    one.open()
    one.ask(FACILITATOR, StartClock())
    before = played(hostile=False)
    one = before if moment == "going" else one
    if moment != "going":
        one.run_to(20 * 60_000)
        one.ask(FACILITATOR, EndExercise() if moment == "over" else StopPlay("Smoke"))
    pages = KeptPages(one.scenario)
    eyes = eyes_of(one.scenario.seats.values(), one.scenario.network)[seat]
    pages.take(seat, [happened for happened in one.facts if eyes.see(happened.fact) is happened.fact])
    pages.moment(one)
    with speaking(Languages(folder).speech("ga")):
        made = {own: str(render(seat)) for own, render in pages.sections(seat).items()}
    known = data_of(one)
    assert {own: found for own, html in made.items() if (found := left_over(html, known))} == {}
    english = {own: str(render(seat)) for own, render in pages.sections(seat).items()}
    assert all(english[own] != made[own] for own in made), "the language is part of what is kept"


def test_a_translation_reaches_pages_without_an_exercise(folder: Path) -> None:
    with speaking(Languages(folder).speech("ga")):
        seat = seat_page("duty", "Desk", "Title", secure=False)
        pages = (join_page("Title", {"duty": "Desk"}, secure=False), seat, lost_page())
    for page in pages:
        assert left_over(page, {"Title", "Desk", "doctype"}) == set()
        assert '<html lang="ga">' in page
    assert '<html lang="en">' in join_page("Title", {"duty": "Desk"}, secure=False)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("ga-IE,ga;q=0.9,en;q=0.5", "ga"),
        ("fr;q=0.9, ga;q=0.8", "ga"),
        ("en-US,en;q=0.9,ga;q=0.8", "en"),
        ("ga;q=0", "en"),
        ("fr", "en"),
        ("", "en"),
        (";;;q=x,,", "en"),
        ("GA", "ga"),
        ("../../etc/passwd", "en"),
        ("x," * 10_000 + "ga", "en"),
    ],
)
def test_the_language_is_the_first_wish_that_can_be_met(header: str, code: str, folder: Path) -> None:
    assert Languages(folder).wished(header) == code


def test_what_people_typed_is_never_looked_up(folder: Path) -> None:
    with speaking(Languages(folder).speech("ga")):
        assert tag("p", Sentence("Send")) == "<p>SSeenndd</p>"
        assert tag("p", "Send") == "<p>Send</p>"
        assert in_words("Send") == "SSeenndd", "only where the journal holds the program's own words"


@pytest.mark.parametrize(
    "spoil", [lambda data: data[:200], lambda data: data[16:], lambda _: b"", lambda data: data[:-9]]
)
def test_a_file_that_is_no_translation_leaves_everything_in_english(
    folder: Path, tmp_path: Path, spoil: object
) -> None:
    good = (folder / "hotwash_ga.qm").read_bytes()
    (tmp_path / "hotwash_ga.qm").write_bytes(spoil(good))  # type: ignore[operator]  # one of those above
    assert Languages(tmp_path).translate("ga")("Send") in ("Send", "SSeenndd")
    with pytest.raises(BadTranslation):
        read_qm(b"\x7fELF")


def test_the_shipped_folder_may_hold_none() -> None:
    assert Languages().translate("xx")("Send") == "Send"


def test_a_browser_is_served_in_its_language_and_told_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hotwash.seats.exchange.Languages", lambda: Languages(folder))
    room = SeatRoom(room_scenario(), MemoryStore(), None, KeptPages)
    try:
        room.ask(StartClock())
        with urlopen(Request(f"http://{room.place}/join", headers={"Accept-Language": "ga"})) as answer:
            assert "RRoooomm ccooddee" in answer.read().decode()

        async def scene() -> None:
            token = await room.join("duty")
            client = SeatClient(room.place, "duty", token, language="ga")
            running = asyncio.create_task(client.run())
            await soon(client.connected.wait())
            await until(client, lambda: "MMeessssaaggeess" in client.sections.get("messages", ""))
            given = client.do("send_message", to=[], mode="chat", text="Send")
            await soon(given.done.wait())
            assert given.answer is not None
            assert given.answer["sentence"] == doubled("Say to whom the message goes.")
            english = SeatClient(room.place, "noc", await room.join("noc"))
            other = asyncio.create_task(english.run())
            await until(english, lambda: "Messages" in english.sections.get("messages", ""))
            for one in (client, english):
                await one.stop()
            await asyncio.gather(running, other)

        asyncio.run(scene())
    finally:
        room.close()
