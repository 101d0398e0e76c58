"""The map given out is what stands on the screen: every name of it, as shapes and not as a picture of dots."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from defusedxml import ElementTree
from pypdf import PdfReader
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from hotwash.scenario.draft import draft_of
from hotwash.scenario.files import find_scenario, scenario_files
from hotwash.ui.design_export import write_pdf, write_svg
from hotwash.ui.design_picture import DesignPicture
from hotwash.ui.theme import Theme

DAY = date(2026, 11, 22)


@pytest.fixture
def theme(qapp: QApplication, tmp_path: Path) -> Theme:
    """Colours of a fresh start."""
    return Theme(qapp, QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def picture(theme: Theme) -> DesignPicture:
    """The map of a shipped scenario, with something chosen."""
    made = DesignPicture(theme)
    made.take(draft_of(scenario_files(find_scenario("optus-2025"))))
    made.show_chosen(frozenset(list(made.things)[:3]), next(iter(made.things)))
    return made


def test_an_svg_has_every_name_and_no_picture(picture: DesignPicture, theme: Theme, tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    write_svg(picture, theme.tokens, "<b>Night & day</b>", DAY, path)
    root = ElementTree.parse(path).getroot()
    assert root is not None
    words = " ".join(part.strip() for part in root.itertext())
    assert "<b>Night & day</b>" in words
    assert DAY.isoformat() in words
    assert "Southern gateway" in words
    assert "carries calls" in words
    assert "<image" not in path.read_text(encoding="utf-8")


def test_a_pdf_is_one_page_of_the_size_of_the_map(picture: DesignPicture, theme: Theme, tmp_path: Path) -> None:
    path = tmp_path / "map.pdf"
    write_pdf(picture, theme.tokens, "Night", DAY, path)
    [page] = PdfReader(path).pages
    assert page.mediabox.width > page.mediabox.height * 0.8
    text = re.sub(r"\s+", " ", page.extract_text())
    assert "Southern gateway" in text
    assert DAY.isoformat() in text
    assert not page.images


def test_what_is_chosen_is_chosen_afterwards_and_not_marked(
    picture: DesignPicture, theme: Theme, tmp_path: Path
) -> None:
    before = {key: thing.look for key, thing in picture.things.items()}
    write_svg(picture, theme.tokens, "Night", DAY, tmp_path / "map.svg")
    assert {key: thing.look for key, thing in picture.things.items()} == before
    assert theme.tokens.chosen.lower() not in (tmp_path / "map.svg").read_text(encoding="utf-8").lower()


def test_a_place_that_refuses_raises_what_the_system_says(picture: DesignPicture, theme: Theme, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_svg(picture, theme.tokens, "Night", DAY, tmp_path / "none" / "map.svg")
