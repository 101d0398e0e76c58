"""What the window is given: begin, list, go on, report; every failure one sentence."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from hotwash.bootstrap import printing
from hotwash.bootstrap.desk import RealDesk
from hotwash.domain.commands import FACILITATOR, EndExercise, SetSpeed, StartClock
from hotwash.domain.time import MINUTE
from hotwash.exercise.session import Session
from hotwash.viewmodels.desk import Desk, OpenFailed, PrintOrder

NAME = "massachusetts-2024"


def quiet(_page: int, _pages: int) -> None:
    """Nobody watches."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return RealDesk(tmp_path / "exercises")


def only_file(desk: Desk) -> Path:
    (path,) = desk.exercise_folder().glob("*.hotwash")
    return path


def test_every_shipped_scenario_is_offered(desk: Desk) -> None:
    assert [(offer.name, offer.title) for offer in desk.scenarios()] == [
        (NAME, "Massachusetts, 18 June 2024"),
        ("att-volte-2017", "Trusted addresses, 8 March 2017"),
        ("optus-2025", "A gateway locked too early, 18 September 2025"),
    ]
    assert all(offer.summary.endswith(".") for offer in desk.scenarios())


def test_an_exercise_goes_on_paused_at_the_second_where_it_was_left(desk: Desk) -> None:
    session = desk.begin(NAME, 7)
    session.ask(FACILITATOR, StartClock())
    session.ask(FACILITATOR, SetSpeed(60_000))
    session.run_to(17 * MINUTE + 7_000)
    assert desk.recent() == (), "a file that is open is not offered"
    session.close()
    (line,) = desk.recent()
    assert (line.title, line.place, line.unfinished) == ("Massachusetts, 18 June 2024", "13:17:07", True)
    again = desk.resume(only_file(desk))
    assert isinstance(again, Session)
    assert again.now == 17 * MINUTE + 7_000
    assert again.seed == 7
    assert not again.board.running
    assert again.board.fault("firewall") is not None
    again.ask(FACILITATOR, EndExercise())
    again.close()
    (line,) = desk.recent()
    assert not line.unfinished


def test_the_report_of_the_window_is_that_of_the_file(desk: Desk, tmp_path: Path) -> None:
    session = desk.begin(NAME, None)
    session.ask(FACILITATOR, StartClock())
    session.run_to(20 * MINUTE)
    session.ask(FACILITATOR, EndExercise())
    session.settle()
    pages: list[tuple[int, int]] = []
    shown, printed = tmp_path / "shown.pdf", tmp_path / "printed.pdf"
    desk.write_report(session, shown, "a4", lambda page, of: pages.append((page, of)), lambda: False)
    session.close()
    printing.write_document("aar", only_file(desk), printed, "a4")
    assert shown.read_bytes() == printed.read_bytes()
    assert pages[-1][0] == pages[-1][1] == len(PdfReader(shown).pages)


def test_documents_of_the_scenario_and_of_the_run_are_printed_as_ordered(desk: Desk, tmp_path: Path) -> None:
    session = desk.begin(NAME, None)
    session.ask(FACILITATOR, StartClock())
    session.run_to(20 * MINUTE)
    for name, form, draft in (("msel-as-run", "pdf", False), ("improvement-plan", "pdf", True), ("msel", "csv", True)):
        path = tmp_path / f"{name}.{form}"
        desk.write_document(session, PrintOrder(name, "a4", form, draft), path, quiet, lambda: False)
        assert path.stat().st_size
    session.close()
    final, draft_too = (PdfReader(tmp_path / name) for name in ("msel-as-run.pdf", "improvement-plan.pdf"))
    assert "DRAFT" not in final.pages[0].extract_text()
    assert "DRAFT" in draft_too.pages[0].extract_text()
    long_side = max(float(side) for side in final.pages[0].mediabox[2:])
    assert round(long_side) in (842, 1191)  # A4 or, for wide sheets, A3


def test_a_cancelled_set_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    session = desk.begin(NAME, None)
    told: list[int] = []
    folder = tmp_path / "set"
    desk.write_set(session, PrintOrder(""), folder, lambda done, _: told.append(done), lambda: bool(told))
    session.close()
    assert told == [1]
    assert not folder.exists()


def test_a_cancelled_report_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    session = desk.begin(NAME, None)
    desk.write_report(session, tmp_path / "no.pdf", "letter", quiet, lambda: True)
    session.close()
    assert not (tmp_path / "no.pdf").exists()


def test_every_failure_is_one_sentence(desk: Desk, tmp_path: Path) -> None:
    broken = tmp_path / "broken.hotwash"
    broken.write_bytes(b"not a database")
    for path in (broken, tmp_path, tmp_path / "missing.hotwash"):
        with pytest.raises(OpenFailed) as failed:
            desk.resume(path)
        assert str(path) in str(failed.value)
        assert "\n" not in str(failed.value)
    with pytest.raises(OpenFailed, match="no shipped scenario"):
        desk.begin("nowhere", None)


def test_a_file_that_cannot_be_read_says_why_in_the_list(desk: Desk) -> None:
    (desk.exercise_folder() / "broken.hotwash").write_bytes(b"not a database at all, but long enough to look at")
    (line,) = desk.recent()
    assert line.title == "broken"
    assert line.words.endswith(".")


def test_two_exercises_begun_in_one_second_have_two_files(desk: Desk) -> None:
    first, second = desk.begin(NAME, 1), desk.begin(NAME, 2)
    first.close()
    second.close()
    assert len(list(desk.exercise_folder().glob("*.hotwash"))) == 2
