"""Where text from people could reach Qt as markup. It judges one syntax tree and must not know which files exist.

A QLabel, a message box, a tool tip and some more guess whether their text is markup, and then open the files and
network shares it names. Data goes through `hotwash.ui.plain_text`; everywhere else these sinks take literals only.
"""

import ast
from collections.abc import Iterator

RICH_CLASSES = {
    "QErrorMessage",
    "QInputDialog",
    "QProgressDialog",
    "QStaticText",
    "QTextBrowser",
    "QTextDocument",
    "QTextEdit",
    "QWhatsThis",
    "QWizard",
    "QWizardPage",
}
RICH_METHODS = {"appendHtml", "insertHtml", "setHtml", "setMarkdown", "setDefaultStyleSheet", "insertMarkdown"}
RICH_FORMATS = {"AutoText", "MarkdownText", "RichText"}
TIPS = {"setToolTip", "setWhatsThis", "setLabelText"}
TIP_ROLES = {"ToolTipRole", "WhatsThisRole"}
BOX_STATICS = {"about", "critical", "information", "question", "warning"}
GUESSING = {"QLabel", "QMessageBox"}  # their text is guessed at unless a format is set
TEXT_MAKERS = {"str", "repr", "format", "join", "format_map", "replace", "strip", "title", "upper", "lower", "getvalue"}


def sinks(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the line of each sink that is handed something else than a literal, and what to do instead."""
    guessing, made = _assigned(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for base in node.bases:
                if _last(base) in GUESSING | RICH_CLASSES:
                    yield node.lineno, f"a class made from {_last(base)}: put it into plain_text"
        elif isinstance(node, ast.Attribute) and node.attr in RICH_FORMATS | TIP_ROLES:
            yield node.lineno, f"{node.attr}: plain_text answers for formats and tips"
        elif isinstance(node, ast.Call):
            yield from ((node.lineno, told) for told in _call(node, guessing, made))
        elif isinstance(node, ast.alias) and node.name in RICH_CLASSES:
            yield node.lineno, f"{node.name} reads markup"


def _call(node: ast.Call, guessing: set[str], made: set[str]) -> Iterator[str]:
    name, owner = _last(node.func), _last(node.func.value) if isinstance(node.func, ast.Attribute) else ""
    texts = [*node.args, *(word.value for word in node.keywords if word.arg in ("text", "toolTip", "whatsThis"))]
    open_to_data = [text for text in texts if not _literal(text)]
    if name == "QLabel" and any(not _widget(text, made) for text in open_to_data):
        yield "QLabel with a text that is not a literal: use plain_text"
    elif name == "QMessageBox" and len(open_to_data) > 1:
        yield "QMessageBox with a text that is not a literal: use plain_text"
    elif owner == "QMessageBox" and name in BOX_STATICS:
        yield f"QMessageBox.{name} guesses at markup: use plain_text"
    elif name == "setText" and owner in guessing and open_to_data:
        yield f"{owner}.setText with a text that is not a literal: use plain_text"
    elif name in TIPS and open_to_data:
        yield f"{name} with a text that is not a literal: use plain_text"
    elif name == "addRow" and node.args and not (_literal(node.args[0]) or _widget(node.args[0], made)):
        yield "addRow makes a label of its text: give it a widget from plain_text"
    elif name in RICH_METHODS:
        yield f"{name} reads markup"


def _assigned(tree: ast.Module) -> tuple[set[str], set[str]]:
    """Names that hold a label or a message box, and names that hold whatever a call made other than text."""
    guessing, made = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = {_last(target) for target in targets}
            maker = _last(node.value.func)
            if maker in GUESSING:
                guessing |= names
            if maker not in TEXT_MAKERS:
                made |= names
    return guessing, made


def _literal(node: ast.expr) -> bool:
    if isinstance(node, ast.Call) and _last(node.func) in ("tr", "translate"):
        return all(_literal(argument) for argument in node.args)
    return isinstance(node, ast.Constant)


def _widget(node: ast.expr, made: set[str]) -> bool:
    if isinstance(node, ast.Call):
        return _last(node.func) not in TEXT_MAKERS | {"tr", "translate"}
    return _last(node) in made | {"self", "parent"}


def _last(node: ast.expr) -> str:
    """Return the last name of a dotted expression, or nothing."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
