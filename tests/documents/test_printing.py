"""Documents reach the disk whole or not at all, and what is in the way is said in one sentence."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from hotwash.documents.errors import (
    DiskFull,
    DocumentCancelled,
    FolderMissing,
    IsFolder,
    NoSuchDocument,
    NoSuchPaper,
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
    with pytest.raises(NoSuchDocument, match=r"^There is no document 'sitmann'; there are: aar, .*decision-log\.$"):
        print_document("sitmann", scenario(), happened(), tmp_path / "out.pdf", engine=ENGINE)
    assert left(tmp_path) == []


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
