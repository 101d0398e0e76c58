"""Places to fill in as content controls of Word (ISO/IEC 29500-1, 17.5.2), each with its name and its label."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml import parse_xml

from hotwash.documents.docx.xml import Node, run, w
from hotwash.documents.text import one_line

EMPTY = "\u2003\u2003\u2003"
"""Stands in a control that is not filled in: room to click on, which prints as nothing."""
_TICK = (
    '<w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
    '<w14:checked w14:val="0"/><w14:checkedState w14:val="{on}" w14:font="Segoe UI Symbol"/>'
    '<w14:uncheckedState w14:val="{off}" w14:font="Segoe UI Symbol"/></w14:checkbox>'
)
BOX, CROSSED, CIRCLE, MARKED = "\u2610", "\u2612", "\u25cb", "\u25c9"


def text(name: str, label: str, *looks: Node) -> Node:
    """Text to type."""
    return _control(name, label, w("text", multiLine="1"), run(EMPTY, *looks))


def choice(name: str, label: str, choices: Sequence[str]) -> Node:
    """One of some words, or another."""
    plain = dict.fromkeys(one_line(one) for one in choices)
    items = [w("listItem", displayText=one, value=one) for one in plain if one]
    return _control(name, label, w("comboBox", *items), run(EMPTY))


def tick(name: str, label: str, *, circle: bool = False) -> Node:
    """A box or a circle to tick."""
    off, on = (CIRCLE, MARKED) if circle else (BOX, CROSSED)
    kind = parse_xml(_TICK.format(on=f"{ord(on):04X}", off=f"{ord(off):04X}"))
    return _control(name, label, kind, run(off))


def _control(name: str, label: str, kind: Node, shown: Node) -> Node:
    called = w("alias", val=one_line(label, 64) or name)
    return w("sdt", w("sdtPr", called, w("tag", val=name), kind), w("sdtContent", shown))
