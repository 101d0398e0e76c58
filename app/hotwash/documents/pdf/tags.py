"""The structure of a tagged PDF over ReportLab's canvas: elements, marked content, artifacts, parent tree.

ISO 32000-1, 14.7 and 14.8. What is written is a tagged file; no claim of PDF/UA conformance is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFPage,
    PDFStream,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from hotwash.documents.pdf.acroform import acroform

for _name in ("StructParents", "Tabs"):
    if _name not in PDFPage.__NoDefault__:
        PDFPage.__NoDefault__ = [*PDFPage.__NoDefault__, _name]


@dataclass(frozen=True, slots=True)
class Widget:
    """A place to fill in as a kid of an element: references to its annotation and to its page."""

    annotation: Any
    page: Any


class Element:
    """One element of the structure tree; `kids` are elements, marks as (number on page, page reference), or widgets.
    `span` is the number of columns that a cell covers."""

    def __init__(self, tag: str, alt: str = "", scope: str = "", span: int = 1) -> None:
        self.tag = tag
        self.alt = alt
        self.scope = scope
        self.span = span
        self.kids: list[Element | tuple[int, Any] | Widget] = []

    def child(self, tag: str, alt: str = "", scope: str = "", span: int = 1) -> Element:
        """A new element below this one."""
        made = Element(tag, alt, scope, span)
        self.kids.append(made)
        return made


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab ships no types
    """A canvas that notes which element each piece of a page belongs to."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.setPageCompression(1)
        self._marks: list[Element] = []
        self._parents: list[list[Element] | Element] = []
        self._fields: list[Any] = []
        self._depth = 0

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """What is drawn inside belongs to an element; inside another mark it is part of that one."""
        if self._depth:
            yield
            return
        number = len(self._marks)
        element.kids.append((number, self._doc.thisPageRef()))
        self._marks.append(element)
        yield from self._within(f"/{element.tag} <</MCID {number}>> BDC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside is decoration: running lines, rules, shading."""
        if self._depth:
            yield
            return
        yield from self._within("/Artifact BMC")

    def _within(self, opening: str) -> Iterator[None]:
        self._code.append(opening)
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            self._code.append("EMC")

    def showPage(self) -> None:  # noqa: N802  # ReportLab's spelling
        """End the page and keep its marks for the parent tree."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.StructParents = len(self._parents)
        page.Tabs = PDFName("S")
        self._parents.append(self._marks)
        self._marks = []

    def widget(self, element: Element, annotation: Any) -> Any:
        """Put the annotation of a place to fill in onto this page and below an element; returns its reference."""
        annotation["P"] = self._doc.thisPageRef()
        annotation["StructParent"] = len(self._parents)
        self._parents.append(element)
        reference = self._doc.Reference(annotation)
        self._annotationrefs.append(reference)
        element.kids.append(Widget(reference, self._doc.thisPageRef()))
        return reference

    def fillable(self, field: Any) -> None:
        """Name a field of the form by its reference."""
        self._fields.append(field)

    def object(self, made: Any) -> Any:
        """The reference to an object of its own in the file."""
        return self._doc.Reference(made)

    def finish(self, root: Element, title: str, language: str) -> None:
        """Write the structure into the catalogue; to be called once, after the last page and before saving."""
        document = self._doc
        references: dict[int, Any] = {}
        top = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        top_reference = document.Reference(top)
        top["K"] = _written(document, root, top_reference, references)
        numbers: list[Any] = []
        for number, parent in enumerate(self._parents):
            if isinstance(parent, Element):
                numbers += [number, references[id(parent)]]
            else:
                numbers += [number, PDFArray([references[id(element)] for element in parent])]
        top["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        top["ParentTreeNextKey"] = len(self._parents)
        self.setViewerPreference("DisplayDocTitle", "true")
        catalogue = document.Catalog
        catalogue.StructTreeRoot = top_reference
        catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
        if self._fields:
            catalogue.AcroForm = document.Reference(acroform(self._fields))
        catalogue.Metadata = document.Reference(_xmp(title, language))


def _written(document: Any, element: Element, parent: Any, references: dict[int, Any]) -> Any:
    """One element and all below it as PDF dictionaries; the reference to it."""
    made = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(element.tag), "P": parent})
    reference = document.Reference(made)
    references[id(element)] = reference
    own = next((kid[1] for kid in element.kids if isinstance(kid, tuple)), None)
    kids: list[Any] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(_written(document, kid, reference, references))
        elif isinstance(kid, Widget):
            kids.append(PDFDictionary({"Type": PDFName("OBJR"), "Obj": kid.annotation, "Pg": kid.page}))
        elif own is not None and kid[1].name == own.name:
            kids.append(kid[0])
        else:
            kids.append(PDFDictionary({"Type": PDFName("MCR"), "Pg": kid[1], "MCID": kid[0]}))
    made["K"] = PDFArray(kids)
    if own is not None:
        made["Pg"] = own
    if element.alt:
        made["Alt"] = PDFString(element.alt)
    if element.scope or element.span > 1:
        about: dict[str, Any] = {"O": PDFName("Table")}
        if element.scope:
            about["Scope"] = PDFName(element.scope)
        if element.span > 1:
            about["ColSpan"] = element.span
        made["A"] = PDFDictionary(about)
    return reference


def _xmp(title: str, language: str) -> Any:
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>\n'
        f"<dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>\n"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    )
    stream = PDFStream(PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), packet.encode())
    stream.filters = []
    return stream
