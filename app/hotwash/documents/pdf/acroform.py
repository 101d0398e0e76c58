"""Places to fill in as dictionaries of a PDF form (ISO 32000-1, 12.7); knows no layout. Names and tips are data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the bottom left of the page."""

_PRINTED = 4
"""Annotation flag: the widget is printed with the page."""
_MULTILINE = 1 << 12
_COMBO = 1 << 17
_RADIO = (1 << 15) | (1 << 14)
_TYPED = "/Helv 9 Tf 0 g"
"""How viewers set what is typed; the font is the viewer's own, for nothing is typed here."""


def acroform(fields: Sequence[Any]) -> Any:
    """The form of the whole document."""
    helvetica = PDFDictionary(
        {
            "Type": PDFName("Font"), "Subtype": PDFName("Type1"), "BaseFont": PDFName("Helvetica"),
            "Encoding": PDFName("WinAnsiEncoding"),
        }
    )  # fmt: skip
    fonts = PDFDictionary({"Font": PDFDictionary({"Helv": helvetica})})
    return PDFDictionary({"Fields": PDFArray(list(fields)), "DR": fonts, "DA": PDFString(_TYPED)})


def text(name: str, tip: str, rect: Rect) -> Any:
    """A text to type; of several lines where it is higher than two of them."""
    flags = _MULTILINE if rect[3] - rect[1] > 28 else 0
    return _widget("Tx", name, tip, rect, {"DA": PDFString(_TYPED), "Ff": flags})


def choice(name: str, tip: str, rect: Rect, choices: Sequence[str]) -> Any:
    """One of some words."""
    options = PDFArray([PDFString(one) for one in choices])
    return _widget("Ch", name, tip, rect, {"DA": PDFString(_TYPED), "Ff": _COMBO, "Opt": options})


def check(name: str, tip: str, rect: Rect, on: Any, off: Any) -> Any:
    """A box to tick; `on` and `off` are references to what it looks like."""
    return _widget("Btn", name, tip, rect, _states("Yes", on, off))


def radio(name: str, tip: str) -> Any:
    """A field of which one circle can be marked; the circles are put in afterwards."""
    return PDFDictionary(
        {
            "FT": PDFName("Btn"), "T": PDFString(name), "TU": PDFString(tip), "Ff": _RADIO, "V": PDFName("Off"),
            "Kids": PDFArray([]),
        }
    )  # fmt: skip


def circle(field: Any, tip: str, rect: Rect, state: str, looks: tuple[Any, Any]) -> Any:
    """One circle of a radio field, given by its reference; `state` is the field's value when this one is marked."""
    return _widget("", "", tip, rect, {"Parent": field, **_states(state, *looks)})


def listed(references: Sequence[Any]) -> Any:
    """References as an array of the file."""
    return PDFArray(list(references))


def appearance(width: float, height: float, drawing: str) -> Any:
    """What a widget looks like in one state, as operators of a content stream."""
    about = PDFDictionary(
        {
            "Type": PDFName("XObject"), "Subtype": PDFName("Form"), "BBox": PDFArray([0, 0, width, height]),
            "Resources": PDFDictionary({}),
        }
    )  # fmt: skip
    made = PDFStream(about, drawing.encode("ascii"))
    made.filters = []
    return made


def _states(state: str, on: Any, off: Any) -> dict[str, Any]:
    looks = PDFDictionary({"N": PDFDictionary({state: on, "Off": off})})
    return {"AP": looks, "AS": PDFName("Off")}


def _widget(kind: str, name: str, tip: str, rect: Rect, more: dict[str, Any]) -> Any:
    about: dict[str, Any] = {
        "Type": PDFName("Annot"), "Subtype": PDFName("Widget"), "Rect": PDFArray([round(one, 2) for one in rect]),
        "F": _PRINTED, "TU": PDFString(tip), **more,
    }  # fmt: skip
    if kind:
        about["FT"] = PDFName(kind)
        about["T"] = PDFString(name)
    return PDFDictionary(about)
