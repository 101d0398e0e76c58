"""A county with two PSAPs, written from blank by the window alone; then checked and played from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from hotwash.cli.main import main
from hotwash.ui.design_start import StartDialog
from hotwash.ui.plan_panel import PlanPanel
from tests.ui.author import CTRL, SHIFT, Author, wait
from tests.ui.conftest import MakeWindow

Key = Qt.Key


@pytest.fixture
def author(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> Author:
    window = make_window(begin=False)
    window.activateWindow()
    window.gestures.design()
    dialog = window.gestures.dialog
    assert isinstance(dialog, StartDialog)
    QTest.keyClick(dialog.gallery, Key.Key_Return)
    qtbot.waitUntil(lambda: window.designing.workspace is not None, timeout=20_000)
    assert window.designing.workspace is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made = Author(window.designing.workspace, qtbot)
    made.read()
    return made


def write_lists(author: Author) -> None:
    author.head(
        id="our-county",
        title="Our county",
        summary="Call takers pick up and hear nothing.",
        overview__name="Our county",
        demand__per_day="20000",
        paperwork__purpose="For those who answer for 911.",
    )
    author.records(("paperwork", "acronyms"), [{"short": "BCF", "long": "Border control function"}])
    author.add("sources", id="ours", standing="default", text="Figures of this test.")
    author.head(demand__source="ours", demand__hours_source="ours")
    author.add("regions", id="county", name="County", source="ours")
    author.add("regions", id="city", name="City", source="ours")


def draw(author: Author) -> None:
    author.map()
    author.place("wireless_network", id="mobile-a", name="Mobile A", share_permille="500", source="ours")
    author.place("wireless_network", id="mobile-b", name="Mobile B", share_permille="300", source="ours")
    author.place("wireline_network", id="wireline", name="Wireline", share_permille="200", source="ours")
    author.add("policies", id="border-policy", name="Border policy", default="deny")
    author.records(
        ("rules",),
        [
            {"id": "set-up", "verb": "allow", "services": "sip-invite", "from_zone": "outside"},
            {"id": "keep-alive", "verb": "allow", "services": "sip-options", "from_zone": "outside"},
            {"id": "voice", "verb": "allow", "services": "rtp", "note": "Voice both ways"},
            {"id": "look-ups", "verb": "allow", "services": "held, dns", "from_zone": "inside"},
            {"id": "rest", "verb": "deny", "services": "any", "log": "true"},
        ],
    )
    author.map()
    author.place("lng", id="gateway", name="Legacy gateway", source="ours")
    for site in ("courthouse", "station"):
        author.place(
            "bcf", id=f"border-{site}", name=f"Border {site}", policy="border-policy", site=site, source="ours"
        )
        author.place("esrp", id=f"proxy-{site}", name=f"Routing proxy {site}", locates="true", site=site, source="ours")
        author.place("ecrf", id=f"finder-{site}", name=f"Finder {site}", site=site, source="ours")
    author.place("psap", id="county-psap", name="County PSAP", region="county", weight="60", positions="60")
    author.fill(waiting="60", admin_lines="4", source="ours")
    author.place("psap", id="city-psap", name="City PSAP", region="city", weight="40", positions="40")
    author.fill(waiting="40", admin_lines="4", overflow="county-psap", source="ours")
    author.link("wireline", "gateway", latency="6", source="ours")
    for site in ("courthouse", "station"):
        for origin in ("mobile-a", "mobile-b", "gateway"):
            author.link(origin, f"border-{site}", latency="8", source="ours")
        for psap in ("county-psap", "city-psap"):
            author.link(f"proxy-{site}", psap, latency="3", source="ours")
        for other in ("courthouse", "station"):
            author.link(f"border-{site}", f"proxy-{other}", latency="2", source="ours")
            author.link(f"proxy-{site}", f"finder-{other}", latency="1", carries="queries", source="ours")
    author.head(default_psap="county-psap")


def arrange(author: Author) -> None:
    """By mouse and keyboard on the map; nothing of it changes what is played."""
    author.map()
    QTest.keyClick(author.canvas, Key.Key_L, CTRL)
    wait()
    proxy = author.key("elements", "proxy-station")
    before = author.canvas.picture.model.spots[proxy]
    author.drag(proxy, 40, 60)
    after = author.canvas.picture.model.spots[proxy]
    assert (after.x, after.y) != (before.x, before.y)


def write_exercise(author: Author) -> None:
    author.add("seats", id="duty-officer", name="Duty officer", organisation="County", brief="You watch over 911.")
    author.fill(first="Find out who is affected.", switchboard="true")
    author.add("seats", id="noc", name="Network operations", organisation="Vendor", brief="You keep the firewall.")
    author.fill(sees__elements="everything", sees__policies="border-policy")
    author.add("seats", id="evaluator", name="Evaluator", organisation="Evaluation team", brief="You help nobody.")
    author.fill(part="evaluator")
    author.add("faults", kind="rtp_blocked", id="voice-dropped", at="0:15:00", policy="border-policy", source="ours")
    author.add("actions", kind="place_test_call", id="test-call", origin="mobile-a", seats="duty-officer, noc")
    author.fill(source="ours")
    author.add("actions", kind="notify_psaps", id="notify", seats="duty-officer", source="ours")
    author.add("actions", kind="post_public_notice", id="post", seats="duty-officer", source="ours")
    author.add("actions", kind="permit_media_range", id="permit", policy="border-policy", seats="noc", source="ours")
    author.fill(approval="duty-officer")
    write_plan(author)
    author.add("modules", id="fails", title="Module 1: Something fails", begins="0:00:00", minutes="60")
    author.records(("story",), [{"at": "0:15:00", "text": "Call takers hear nothing."}])
    author.records(("questions",), [{"text": "What tells you that it is more than one call?", "seats": "duty-officer"}])
    write_injects(author)


def write_plan(author: Author) -> None:
    plan = author.page("Plan")
    assert isinstance(plan, PlanPanel)
    for name, capability in (("see", "Situational Assessment"), ("repair", "Infrastructure Systems")):
        author.page("Plan")
        plan.tree.setFocus()
        QTest.keyClick(plan.tree, Key.Key_N, CTRL | SHIFT)
        author.fill(id=name, text=f"To {name} it.", capability=capability, target="Within 30 minutes.", source="ours")
        author.fill(faults="voice-dropped")
        plan.tree.setFocus()
        QTest.keyClick(plan.tree, Key.Key_N, CTRL)
        author.fill(id=f"{name}-path", text=f"Within 30 minutes they {name} it.", reference="Plan", source="ours")
        done = {"see": "act(test-call)", "repair": "act_over(permit)"}[name]
        task = {"id": f"t-{name}", "text": f"They {name} it.", "done": done, "after": "inject(signs)"}
        author.records(("tasks",), [{**task, "within": "0:30:00"}])


def write_injects(author: Author) -> None:
    author.add("injects", kind="briefing", id="startex", subject="Start", text="This is an exercise.")
    author.fill(at="0:00:00", release="clock", category="administrative", module="fails", controller="Facilitator")
    author.add("injects", kind="message", id="signs", subject="The first sign", text="A number and no voice.")
    author.fill(at="0:18:00", release="clock", module="fails", objectives="see", tasks="t-see", channel="phone")
    author.fill(speaker="PSAP desk", to="duty-officer", expected="Has a test call placed", category="expected")
    author.add("injects", kind="message", id="hint", subject="Help", text="Look at what the firewall has dropped.")
    author.fill(at="0:40:00", when="fault(voice-dropped) and not act(permit)", timeout="0:50:00", release="clock")
    author.fill(category="contingency", label="HELP", module="fails", objectives="repair", tasks="t-repair")
    author.fill(channel="e-mail", speaker="Vendor", to="noc", expected="Permits the voice")
    author.add("injects", kind="briefing", id="endex", subject="End", text="This is the end.", at="1:58:00")
    author.fill(category="administrative", module="fails", controller="Facilitator")


def save(author: Author, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+S asks for a folder, as there is none yet."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    author.map()
    QTest.keyClick(author.canvas, Key.Key_S, CTRL)
    author.qtbot.waitUntil(lambda: author.table.is_saved, timeout=20_000)


def measured(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """What `hotwash run --json` prints."""
    capsys.readouterr()
    assert main(["run", *arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def answered(found: dict[str, Any]) -> float:
    """The part of attempts that somebody answered."""
    outcomes: dict[str, int] = found["outcomes"]
    return sum(n for name, n in outcomes.items() if name.startswith("answered")) / float(found["attempts"])


def test_a_county_is_built_from_blank_by_the_window_alone(
    author: Author, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_lists(author)
    draw(author)
    arrange(author)
    write_exercise(author)
    assert author.read() == []
    assert [str(finding.sentence) for finding in author.table.findings] == []
    place = tmp_path / "our-county"
    save(author, place, monkeypatch)
    capsys.readouterr()
    assert main(["check", str(place)]) == 0, capsys.readouterr()

    whole = measured(capsys, str(place))
    undisturbed = measured(capsys, str(place), "--until", "0:14:59")
    assert answered(undisturbed) > 0.99
    assert undisturbed["callers_never_answered"] <= 1
    assert set(whole["outcomes"]) == {"answered", "no_audio", "in_progress"}
    assert answered(whole) < 0.2
    assert whole["callers_never_answered"] > 1_000
    assert [(one["psap"], one["answered"] > 0) for one in whole["by_psap"]] == [
        ("county-psap", True),
        ("city-psap", True),
    ]


def test_what_was_built_can_be_undone_to_the_first_letter(author: Author) -> None:
    first = author.table.draft
    write_lists(author)
    draw(author)
    arrange(author)
    last = author.table.draft
    author.map()
    while author.table.history.undoes:
        QTest.keyClick(author.canvas, Key.Key_Z, CTRL)
    assert author.table.draft == first
    while author.table.history.redoes:
        QTest.keyClick(author.canvas, Key.Key_Y, CTRL)
    assert author.table.draft == last
