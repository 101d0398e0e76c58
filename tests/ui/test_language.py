"""A translation reaches everything the window says; a made-up language with every letter doubled stands for it."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from html import unescape
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from hotwash.catalogue import registry
from hotwash.domain.commands import FACILITATOR, KeyIn, TakeAction
from hotwash.domain.conduct_commands import (
    HoldInject,
    ImproviseInject,
    LogDecision,
    PauseAt,
    ReleaseInject,
    SendMessage,
    SetBookmark,
    SkipInject,
    StateBelief,
    StopPlay,
    TakeSeat,
)
from hotwash.domain.time import MINUTE
from hotwash.ui.conduct_view import ConductView
from hotwash.ui.language import install_language
from hotwash.ui.main_window import MainWindow
from hotwash.ui.plain_text import tr
from hotwash.viewmodels.actions import ACTIONS
from tests.room_world import room_scenario
from tests.ui.conftest import MakeWindow, SampleDesk, run_to
from tests.ui.seen import exposed
from tests.viewmodels.spoken import literals

_WORD = re.compile(r"[A-Za-z]{2,}")
_PLACE = re.compile(r"(\{[^}]*\})")
NAMES = {"Hotwash", "Esc", "Ctrl", "Shift", "Space", "Tab", "Right", "PDF", "pdf", "INVITE", "OPTIONS", "ms", "hotwash"}
"""The same in every language: the program, keys, file types, SIP methods, units."""


def doubled(text: str) -> str:
    """Every letter twice, places left as they are."""
    parts = _PLACE.split(text)
    return "".join(part if part.startswith("{") else re.sub(r"([A-Za-z])", r"\1\1", part) for part in parts)


class Doubling(QTranslator):
    """Translates what the sources mark, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.known = literals()

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        return doubled(text) if text in self.known else ""


@pytest.fixture
def doubling(qapp: QApplication) -> Iterator[Doubling]:
    made = Doubling()
    qapp.installTranslator(made)
    yield made
    qapp.removeTranslator(made)


def left_over(texts: list[str], data: set[str]) -> set[str]:
    """Words that are neither doubled nor data of the exercise."""
    found = set()
    for text in texts:
        for word in _WORD.findall(unescape(re.sub("</?qt>", "", text))):
            if word[::2] != word[1::2] and word not in data:
                found.add(f"{word} in {text[:80]!r}")
    return found


def strings(value: object) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from strings(key)
            yield from strings(item)
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from strings(item)
    elif is_dataclass(value) and not isinstance(value, type):
        yield type(value).__name__
        yield from (text for name in ("title", "hint", "code") for text in strings(getattr(value, name, "")))
        for item in fields(value):
            yield from strings(getattr(value, item.name))


def vocabulary(window: MainWindow) -> set[str]:
    """Words of the scenario, of what was written down, and of the rooms below that explain it."""
    assert window.view is not None
    conduct = window.view.conduct
    session = conduct.session
    told = [*strings(session.scenario), *(text for one in session.facts for text in strings(one.fact))]
    told += [planned.fault.narrative(session.scenario.network) for planned in session.scenario.faults.values()]
    told += [condition.word for condition in conduct.world()[1].values()]
    told += [session.why(row) for row in range(len(session.calls.columns(0)["caller"]))]
    table = session.calls.columns(0)
    verdicts = {(int(v), int(s)) for v, s in zip(table["version"], table["stream"], strict=True)}
    told += [flow.sentence for v, s in verdicts for flow in session.calls.verdict(v, s).flows]
    told += [element.title for element in session.scenario.network.elements.values()]
    told += [session.board.pause_reason, f"{session.scenario.start:%a %B}", str(window.desk.exercise_folder())]
    told += [key for action in ACTIONS for key in action.keys]
    return {word for text in told for word in _WORD.findall(text)} | NAMES


def test_a_translation_reaches_everything_the_window_says(
    doubling: Doubling, make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window()
    view = window.view
    assert view is not None
    window.menus.actions["clock.run"].trigger()
    run_to(window, 9 * MINUTE)
    view.conduct.act("duty", "logs")
    view.conduct.launch("power")
    view.conduct.clear("power")
    run_to(window, 20 * MINUTE)
    view.conduct.note("seen")
    window.first.show_offers(can_go_back=True)
    window.page.show_progress(1, 2)
    texts = []
    for key in ("element:psap-a", "element:bcf-east", "element:cell-east", "call:3", "element:cell"):
        view.open_card(key)
        view.refresh()
        texts += exposed(window)
    window.menus.actions["show.seat_window"].trigger()
    assert view.seat_window is not None
    texts += exposed(view.seat_window)
    texts += [action.text() for menu in window.menuBar().findChildren(QMenu) for action in menu.actions()]
    view.show_menu("bcf-east", window.rect().center())
    assert view.menu is not None
    texts += [action.text() for action in view.menu.actions()]
    view.menu.close()
    texts += in_dialogs(window)
    view.conduct.arm("push", 40 * MINUTE)
    window.menus.actions["map.seat_view"].trigger()
    texts += exposed(window)
    assert len(set(texts)) > 300
    assert left_over(texts, vocabulary(window)) == set()


def in_dialogs(window: MainWindow) -> list[str]:
    """What every dialog says that can be opened now."""
    assert window.view is not None
    texts = []
    for action in ("help.keys", "help.about", "help.palette", "clock.jump", "exercise.end", "exercise.report"):
        window.menus.actions[action].trigger()
        dialog = window.gestures.dialog
        assert isinstance(dialog, QDialog)
        texts += exposed(dialog)
        dialog.close()
    window.view.arm("push")
    assert window.view.question is not None
    texts += exposed(window.view.question)
    window.view.question.close()
    return texts


def closed(view: ConductView) -> list[str]:
    """What the dialog of the desk says, which is closed then."""
    dialog = view.room.dialog
    assert dialog is not None
    texts = exposed(dialog)
    dialog.close()
    return texts


def test_a_translation_reaches_the_facilitators_desk(
    doubling: Doubling, make_window: MakeWindow, desk: SampleDesk
) -> None:
    desk.scenario = room_scenario()
    window = make_window()
    view = window.view
    assert view is not None
    ask = view.conduct.session.ask
    window.menus.actions["clock.run"].trigger()
    ask(FACILITATOR, TakeSeat("duty", "window", "Ann"))
    ask(FACILITATOR, TakeSeat("noc", "paper"))
    texts = []
    for minute in (5, 13, 26):
        run_to(window, minute * MINUTE)
        ask("noc", SendMessage(("simcell", "duty"), "radio", "All well?"))
        ask("noc", LogDecision("Wait", "Nothing is known", "An alarm"))
        ask("duty", StateBelief("Voice", 60, "rtp_blocked", ("bcf-east",)))
        ask(FACILITATOR, PauseAt((minute + 30) * MINUTE))
        for inject in view.conduct.session.scenario.injects:
            view.injects.list.choose(inject)
            texts += exposed(view)
    ask(FACILITATOR, HoldInject("press"))
    ask(FACILITATOR, ReleaseInject("worse"))
    ask(FACILITATOR, SkipInject("press", "Late."))
    ask(FACILITATOR, SetBookmark("First guess"))
    ask(FACILITATOR, KeyIn("noc", 5 * MINUTE, TakeAction("logs")))
    ask(FACILITATOR, ImproviseInject("Rain", "Rain", "Caretaker", "phone", fault="push"))
    for name in ("pause_reason", "pause_at", "bookmark", "bookmarks", "improvise", "key_in", "clear_all"):
        view.room.ask(name)
        texts += closed(view)
    for doing in ("skip", "defer"):
        view.room._inject(doing, "nudge")
        texts += closed(view)
    view.people.sit.emit("duty")
    texts += closed(view)
    ask("noc", StopPlay())
    view.room.open_projector()
    assert view.room.projector is not None
    view.refresh()
    texts += exposed(window) + exposed(view.room.projector)
    titles = {word for kind in registry.faults().values() for word in _WORD.findall(kind.title)}
    known = vocabulary(window) | titles | {"Ann", "First", "guess"}
    assert len(set(texts)) > 300
    assert left_over(texts, known) == set()


def test_a_word_that_no_translation_reaches_is_found() -> None:
    assert left_over([doubled("Answered"), "Cell carrier"], {"Cell", "carrier"}) == set()
    assert left_over(["Answered"], set()) == {"Answered in 'Answered'"}


def test_the_language_of_the_computer_is_taken_where_a_translation_is_shipped(
    tmp_path: Path, qapp: QApplication
) -> None:
    source = tmp_path / "hotwash_de.ts"
    source.write_text(
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="de"><context><name></name>'
        "<message><source>Start</source><translation>Los</translation></message></context></TS>",
        encoding="utf-8",
    )
    release = next(Path(PySide6.__file__).parent.rglob("lrelease*"))
    subprocess.run([str(release), str(source), "-qm", str(tmp_path / "hotwash_de.qm")], check=True, capture_output=True)
    assert not install_language(qapp, QLocale("fr_FR"), str(tmp_path))
    assert tr("Start") == "Start"
    assert install_language(qapp, QLocale("de_AT"), str(tmp_path))
    installed = qapp.findChildren(QTranslator)[-1]
    try:
        assert tr("Start") == "Los"
    finally:
        QCoreApplication.removeTranslator(installed)


def test_without_a_translation_nothing_is_installed(qapp: QApplication) -> None:
    assert not install_language(qapp, QLocale("en_US"))
