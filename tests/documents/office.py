"""Reads Word files and workbooks back: their words in order, their parts, what they point to outside."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(data: bytes) -> dict[str, bytes]:
    """Every member of the package by its name."""
    with zipfile.ZipFile(BytesIO(data)) as found:
        return {name: found.read(name) for name in found.namelist()}


def body(data: bytes) -> Any:
    """The root of the main part of a Word file."""
    return ET.fromstring(parts(data)["word/document.xml"])


def paragraphs(data: bytes) -> list[str]:
    """The text of each paragraph in reading order, those in tables and controls too; a line break is a newline."""
    return ["".join(_letters(one)) for one in body(data).iter(f"{W}p")]


def _letters(paragraph: Any) -> Iterator[str]:
    for one in paragraph.iter():
        if one.tag == f"{W}t":
            yield one.text or ""
        elif one.tag == f"{W}br":
            yield "\n"


def instructions(data: bytes) -> set[str]:
    """The kinds of field that stand anywhere in a Word file."""
    told = (one.text or "" for name, part in parts(data).items() if name.endswith(".xml") and name.startswith("word/")
            for one in ET.fromstring(part).iter(f"{W}instrText"))  # fmt: skip
    return {one.split()[0] for one in told}


def outside(data: bytes) -> list[str]:
    """What the relationships of the package point to outside of it."""
    return [
        one.get("Target", "")
        for name, part in parts(data).items()
        if name.endswith(".rels")
        for one in ET.fromstring(part)
        if one.get("TargetMode") == "External"
    ]
