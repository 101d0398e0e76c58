"""Documents reach the disk whole or not at all, and what is in the way is said in one sentence."""

from __future__ import annotations

import errno
import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from hotwash.documents.errors import (
    DiskFull,
    DocumentCancelled,
    FolderMissing,
    IsFolder,
    NoSuchDocument,
    NoSuchFormat,
    NoSuchPaper,
    NotADocument,
    NotAllowed,
    NotWritten,
)
from hotwash.documents.files import write_whole
from hotwash.documents.names import DOCUMENTS, build_aar_pdf, print_document
from tests.documents.reading import reader
from tests.documents.synthetic import ENGINE, happened, scenario


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", list(DOCUMENTS))
@pytest.mark.parametrize("paper", ["letter", "A4"])
def test_every_document_prints_on_every_paper(tmp_path: Path, name: str, paper: str) -> None:
    print_document(name, scenario(), happened(), tmp_path / "out.pdf", paper, engine=ENGINE)
    assert left(tmp_path) == ["out.pdf"]
    assert "Small test outage" in reader((tmp_path / "out.pdf").read_bytes()).pages[0].extract_text()


def test_an_unknown_name_lists_what_there_is(tmp_path: Path) -> None:
    told = r"^There is no document 'sitmann'; there are: sitman, .*decision-log, .*all\.$"
    with pytest.raises(NoSuchDocument, match=told):
        print_document("sitmann", scenario(), happened(), tmp_path / "out.pdf", engine=ENGINE)
    assert left(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "form"), [(name, form) for name, offer in DOCUMENTS.items() for form in offer.formats]
)
def test_every_document_is_made_in_every_format_it_offers(tmp_path: Path, name: str, form: str) -> None:
    path = tmp_path / f"out.{form}"
    for _ in range(2):
        print_document(name, scenario(), happened(), path, engine=ENGINE, format=form.upper())
    assert left(tmp_path) == [path.name]
    assert path.read_bytes().startswith({"pdf": b"%PDF-", "csv": b"\xef\xbb\xbf"}.get(form, b"PK"))


def test_a_format_that_is_not_offered_is_told_with_those_that_are(tmp_path: Path) -> None:
    told = r"^The document 'aar' is not made as 'xlsx'; choose one of: pdf, docx\.$"
    with pytest.raises(NoSuchFormat, match=told):
        print_document("aar", scenario(), happened(), tmp_path / "out.xlsx", engine=ENGINE, format="xlsx")
    assert left(tmp_path) == []


def zipped(member: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(member, text)
    return out.getvalue()


@pytest.mark.parametrize(
    "older",
    [
        b"my notes",
        b"\x89PNG\r\n",
        b"PK\x03\x04 no zip",
        zipped("docProps/app.xml", "<Application>Microsoft Office Word</Application>"),
        zipped("other.txt", "<Application>Hotwash</Application>"),
        b"%PDF-1.7 printed %%EOF and filled in %%EOF",
        b"name,phone\r\n1,2\r\n",
    ],
)
@pytest.mark.parametrize("data", [b"%PDF-new", b"PK new", b"id,name\r\n1,2\r\n"])
def test_what_somebody_else_made_or_changed_is_left_as_it_is(tmp_path: Path, older: bytes, data: bytes) -> None:
    path = tmp_path / "thing"
    path.write_bytes(older)
    with pytest.raises(NotADocument, match=r"is left as it is; give the document another name\.$"):
        write_whole(path, data)
    assert path.read_bytes() == older
    assert left(tmp_path) == ["thing"]


@pytest.mark.parametrize(
    ("older", "data"),
    [
        (b"", b"PK new"),
        (b"%PDF-1.7 older %%EOF", b"PK new"),
        (zipped("docProps/app.xml", "<Properties><Application>Hotwash</Application>"), b"%PDF-new"),
        (b"\xef\xbb\xbfid,name\r\n1,2\r\n", b"id,name\r\n3,4\r\n"),
    ],
)
def test_an_older_document_of_any_kind_gives_way(tmp_path: Path, older: bytes, data: bytes) -> None:
    path = tmp_path / "thing"
    path.write_bytes(older)
    write_whole(path, data)
    assert path.read_bytes() == data


def test_an_unknown_paper_lists_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPaper, match="letter, a4"):
        build_aar_pdf(scenario(), happened(), tmp_path / "out.pdf", paper="folio", engine=ENGINE)


def test_a_cancelled_print_leaves_the_older_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(b"%PDF-older")
    asked = iter([False] * 25)
    with pytest.raises(DocumentCancelled):
        build_aar_pdf(scenario(), happened(), path, engine=ENGINE, cancelled=lambda: next(asked, True))
    assert path.read_bytes() == b"%PDF-older"
    assert left(tmp_path) == ["out.pdf"]


def test_a_finished_print_replaces_the_older_file(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(b"%PDF-older")
    write_whole(path, b"newer")
    assert path.read_bytes() == b"newer"
    assert left(tmp_path) == ["out.pdf"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing, match="nowhere"):
        write_whole(tmp_path / "nowhere" / "out.pdf", b"x")


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(IsFolder, match="is a folder"):
        write_whole(tmp_path, b"x")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EACCES, NotAllowed),
        (errno.EROFS, NotAllowed),
        (errno.ENOENT, FolderMissing),
        (errno.EIO, NotWritten),
    ],
)
@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_each_refusal_of_the_system_has_its_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, expected: type[Exception], step: str
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path if step == "replace" else os, step, refuse)
    path = tmp_path / "out.pdf"
    with pytest.raises(expected) as caught:
        write_whole(path, b"x" * 10_000)
    monkeypatch.undo()
    assert left(tmp_path) == []
    assert "out.pdf" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")
