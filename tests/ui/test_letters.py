"""Names in other scripts are shown by shipped fonts, whatever the computer has."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication

from hotwash.ui.theme import Theme, font


@pytest.mark.parametrize("name", ["Zażółć gęślą jaźń", "警察緊急通報", "경찰", "Полиция", "الشرطة"])
def test_every_letter_of_a_name_has_a_shape(qapp: QApplication, tmp_path: Path, name: str) -> None:
    Theme(qapp, QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    layout = QTextLayout(name, font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    shapes = [index for run in layout.glyphRuns() for index in run.glyphIndexes()]
    assert shapes
    assert 0 not in shapes, "a box stands for a letter"
