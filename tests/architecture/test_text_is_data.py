"""Text typed by people never becomes markup: not in a window, not in a PDF."""

import ast

import pytest

from tests.architecture.qt_sinks import sinks
from tests.architecture.repository import modules

PLAIN_TEXT = "hotwash.ui.plain_text"


def paragraphs(tree: ast.Module) -> list[int]:
    """Lines on which a ReportLab Paragraph, which reads markup, is made."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("Paragraph", "XPreformatted")
    ]


def test_no_text_of_people_reaches_a_qt_sink_that_reads_markup() -> None:
    found = [
        f"{module.path}:{line}: {told}"
        for module in modules()
        if module.room in ("ui", "bootstrap") and module.name != PLAIN_TEXT
        for line, told in sinks(module.tree)
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "QLabel(name)",
        "QLabel(f'calls {n}')",
        "QtWidgets.QLabel(self.state.title, self)",
        "QLabel(text=name)",
        "label = QLabel('a')\nlabel.setText(name)",
        "self.label = QLabel()\nself.label.setText(name)",
        "class Badge(QLabel): pass",
        "QMessageBox.warning(self, 'Title', 'text')",
        "QMessageBox(icon, title, text)",
        "box = QMessageBox(self)\nbox.setText(str(error))",
        "button.setToolTip(element.name)",
        "button.setWhatsThis('a' + b)",
        "form.addRow(field.label, edit)",
        "form.addRow(f'{name}:', edit)",
        "form.addRow(str(name), edit)",
        "title = str(name)\nform.addRow(title, edit)",
        "document.setHtml(text)",
        "from PySide6.QtWidgets import QTextEdit",
        "from PySide6.QtWidgets import QTextBrowser as Reader",
        "label.setTextFormat(Qt.TextFormat.RichText)",
        "if role == Qt.ItemDataRole.ToolTipRole: pass",
    ],
)
def test_the_lint_finds_a_sink(source: str) -> None:
    assert list(sinks(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "QLabel('Answer time')",
        "QLabel(self.tr('Answer time'))",
        "QLabel('Answer time', self)",
        "QLabel(self)",
        "label = plain_text.label(name)\nlabel.setText('a')",
        "edit = QLineEdit()\nedit.setText(name)",
        "button.setToolTip('Pause the clock')",
        "form.addRow('Seed', edit)",
        "form.addRow(plain_text.label(name), edit)",
        "title = plain_text.label(name)\nform.addRow(title, edit)",
        "box = QMessageBox(self)\nbox.setWindowTitle(name)",
    ],
)
def test_the_lint_leaves_literals_and_plain_widgets_alone(source: str) -> None:
    assert list(sinks(ast.parse(source))) == []


def test_paragraphs_are_made_where_text_is_escaped() -> None:
    found = [
        f"{module.path}:{line}"
        for module in modules()
        if not module.name.startswith("hotwash.documents.pdf")
        for line in paragraphs(module.tree)
    ]
    assert found == []
    assert paragraphs(ast.parse("story.append(platypus.Paragraph(text, style))")) == [1]
