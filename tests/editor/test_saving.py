"""Saving: what was changed elsewhere is never lost, a full disk changes nothing, what comes with the app stays."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hotwash.editor.draft_json import packed, unpacked
from hotwash.editor.edits import add, headed, removed
from hotwash.editor.recent import forgotten, noted, recent
from hotwash.editor.recovery import Keeper, NotKept, NotRecovered, Recoverable, _told, dropped, recoverable, recovered
from hotwash.editor.saving import (
    AlreadyThere,
    ChangedOnDisk,
    ComesWithTheApp,
    Document,
    NeedsAFolder,
    NeedsAPlace,
    NotSaved,
    NotWritten,
    changed_on_disk,
    copied,
    opened,
    saved,
    saved_as,
    started,
)
from hotwash.resources import shipped
from hotwash.scenario.draft import Draft, Fields, Odd, draft_of
from hotwash.scenario.files import find_scenario, scenario_files
from hotwash.scenario.placed import Form
from hotwash.scenario.problems import ScenarioProblems
from hotwash.scenario.writer import alike_drafts

FILES = {
    "scenario.yaml": b"format: 1\nid: a # mine\ntitle: A\nparts: [more.yaml]\nnotes: [One.]\n",
    "more.yaml": b"format: 1\nnotes:\n  - Two. # there\n",
    "decisions/act.yaml": b"format: 1\ntitle: Act\ndecisions: []\n",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    (folder / "decisions").mkdir(parents=True)
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    return folder


def on_disk(place: Path) -> dict[str, bytes]:
    return {str(path.relative_to(place)): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()}


def titled(document: Document, title: str) -> Draft:
    return headed(document.draft, ("title",), title)


def test_only_what_changed_is_written(place: Path) -> None:
    document = opened(place)
    times = {name: (place / name).stat().st_mtime_ns for name in FILES}
    after = saved(document, titled(document, "B"))
    assert on_disk(place) == {**FILES, "scenario.yaml": FILES["scenario.yaml"].replace(b"title: A", b"title: B")}
    assert {name for name in FILES if (place / name).stat().st_mtime_ns != times[name]} == {"scenario.yaml"}
    again = saved(after, removed(after.draft, {after.draft.items("notes")[1].key}))
    assert on_disk(place)["more.yaml"] == b"format: 1\n"
    assert alike_drafts(opened(place).draft, again.draft)


def test_decisions_that_are_gone_are_gone_on_disk(place: Path) -> None:
    document = opened(place)
    saved(document, Draft(document.draft.head, document.draft.lists, {}, document.draft.files))
    assert sorted(on_disk(place)) == ["more.yaml", "scenario.yaml"]


def test_what_somebody_else_saved_is_not_overwritten(place: Path) -> None:
    document = opened(place)
    theirs = FILES["more.yaml"] + b"  - Three.\n"
    (place / "more.yaml").write_bytes(theirs)
    assert changed_on_disk(document) == ("more.yaml",)
    with pytest.raises(ChangedOnDisk, match=r"more\.yaml changed on disk") as told:
        saved(document, titled(document, "B"))
    assert told.value.names == ("more.yaml",)
    assert on_disk(place) == {**FILES, "more.yaml": theirs}
    copy = saved_as(document, titled(document, "B"), place.parent / "copy")
    assert copy.title == "B"
    assert opened(place).draft.items("notes")[2].value == "Three."


def test_a_file_that_is_deleted_meanwhile_is_told(place: Path) -> None:
    document = opened(place)
    (place / "more.yaml").unlink()
    with pytest.raises(ChangedOnDisk, match=r"more\.yaml"):
        saved(document, titled(document, "B"))


def test_a_decisions_file_that_appeared_meanwhile_is_not_overwritten(place: Path) -> None:
    document = opened(place)
    scripts = {**document.draft.scripts, "new": document.draft.scripts["act"]}
    (place / "decisions/new.yaml").write_bytes(b"theirs")
    with pytest.raises(ChangedOnDisk, match=r"decisions/new\.yaml"):
        saved(document, Draft(document.draft.head, document.draft.lists, scripts, document.draft.files))
    assert (place / "decisions/new.yaml").read_bytes() == b"theirs"


@pytest.mark.parametrize(
    ("code", "sentence"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "may not write"), (errno.EIO, "not saved")]
)
def test_a_disk_that_fails_leaves_everything_as_it_was(
    place: Path, monkeypatch: pytest.MonkeyPatch, code: int, sentence: str
) -> None:
    document = opened(place)
    draft = titled(document, "B")
    draft, _ = add(draft, "notes", "Three.")
    real, calls = os.fsync, iter(range(10))

    def full(handle: int) -> None:
        if next(calls) == 1:
            raise OSError(code, os.strerror(code))
        real(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(NotWritten, match=sentence):
            saved(document, draft)
    assert on_disk(place) == FILES
    saved(document, draft)
    assert (place / "more.yaml").read_bytes().endswith(b"  - Three.\n")


def test_a_rename_that_fails_half_way_is_put_back(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = opened(place)
    draft, _ = add(titled(document, "B"), "notes", "Three.")
    real = Path.replace

    def stuck(self: Path, target: Path) -> Path:
        if Path(target).name == "more.yaml":
            raise PermissionError(errno.EACCES, "in use")
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stuck)
        with pytest.raises(NotWritten, match="may not write"):
            saved(document, draft)
    assert on_disk(place) == FILES


def test_a_folder_that_is_gone_is_told(place: Path) -> None:
    document = opened(place)
    place.rename(place.parent / "elsewhere")
    with pytest.raises(NotSaved):
        saved(document, titled(document, "B"))
    with pytest.raises(NotWritten, match="folder is gone"):
        saved_as(document, document.draft, place / "deeper" / "copy")


def test_what_comes_with_the_app_is_never_written() -> None:
    folder = Path(str(shipped("scenarios"))) / "optus-2025"
    document = opened(folder)
    with pytest.raises(NeedsAPlace):
        saved(document, titled(document, "B"))
    with pytest.raises(ComesWithTheApp):
        saved_as(document, document.draft, folder, may_replace=True)
    with pytest.raises(ComesWithTheApp):
        saved_as(document, document.draft, folder.parent / "mine")
    assert not (folder.parent / "mine").exists()


def test_a_copy_has_a_name_of_its_own_and_keeps_the_comments(tmp_path: Path) -> None:
    source = find_scenario("optus-2025")
    document = copied(source, name="my-optus", title="Copy of it")
    after = saved_as(document, document.draft, tmp_path / "my-optus")
    text = (tmp_path / "my-optus/scenario.yaml").read_text()
    original = scenario_files(source)["scenario.yaml"].decode()
    assert [a for a, b in zip(text.splitlines(), original.splitlines(), strict=True) if a != b] == [
        "id: my-optus", "title: Copy of it",
    ]  # fmt: skip
    assert after.place == tmp_path / "my-optus"


def test_one_file_holds_one_file(tmp_path: Path, place: Path) -> None:
    document = opened(place)
    with pytest.raises(NeedsAFolder):
        saved_as(document, document.draft, tmp_path / "one.yaml")
    lone = started(Draft(Fields({"id": "x", "title": "X"}), {}))
    after = saved_as(lone, lone.draft, tmp_path / "one.yaml")
    assert (tmp_path / "one.yaml").read_bytes().startswith(b"format: 1\nid: x\n")
    with pytest.raises(AlreadyThere):
        saved_as(lone, lone.draft, tmp_path / "one.yaml")
    again = saved(after, titled(after, "Y"))
    assert opened(tmp_path / "one.yaml").draft.head == again.draft.head


def test_what_is_replaced_leaves_no_file_of_the_other(tmp_path: Path, place: Path) -> None:
    lone = started(Draft(Fields({"id": "x", "title": "X"}), {}))
    (place / "letter.txt").write_text("mine")
    with pytest.raises(AlreadyThere):
        saved_as(lone, lone.draft, place)
    saved_as(lone, lone.draft, place, may_replace=True)
    assert sorted(on_disk(place)) == ["letter.txt", "scenario.yaml"]


def test_work_survives_a_kill(tmp_path: Path, place: Path) -> None:
    kept = tmp_path / "kept"
    script = (
        "import os, signal, sys\nfrom pathlib import Path\n"
        "from hotwash.editor.recovery import Keeper\nfrom hotwash.editor.saving import opened\n"
        "from hotwash.editor.edits import headed\n"
        "document = opened(Path(sys.argv[1]))\n"
        "keeper = Keeper(Path(sys.argv[2]))\n"
        "keeper.keep(document, headed(document.draft, ('title',), 'Lost'))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    app = Path(__file__).resolve().parents[2] / "app"
    ended = subprocess.run(
        [sys.executable, "-c", script, str(place), str(kept)], env={**os.environ, "PYTHONPATH": str(app)}, check=False
    )
    assert ended.returncode != 0
    (work,) = recoverable(kept)
    assert (work.title, work.place, work.broken) == ("Lost", str(place), "")
    document = recovered(work)
    assert on_disk(place) == FILES
    after = saved(document, document.draft)
    assert on_disk(place)["scenario.yaml"] == FILES["scenario.yaml"].replace(b"title: A", b"title: Lost")
    assert after.place == place
    dropped(work)
    assert recoverable(kept) == ()


def test_recovered_work_does_not_overwrite_what_was_saved_since(tmp_path: Path, place: Path) -> None:
    document = opened(place)
    keeper = Keeper(tmp_path)
    keeper.keep(document, titled(document, "Mine"))
    saved(document, titled(document, "Theirs"))
    document = recovered(_told_of(keeper))
    with pytest.raises(ChangedOnDisk):
        saved(document, document.draft)
    keeper.close()


def _told_of(keeper: Keeper) -> Recoverable:

    return _told(keeper.path)


def test_windows_keep_out_of_each_others_work(tmp_path: Path) -> None:
    document = started(Draft(Fields({"id": "x", "title": "X"}), {}))
    with Keeper(tmp_path) as one, Keeper(tmp_path) as other:
        one.keep(document, titled(document, "One"))
        other.keep(document, titled(document, "Other"))
        assert one.path != other.path
        assert recoverable(tmp_path) == ()
        other.forget()
        assert one.path.exists()
    assert list(tmp_path.iterdir()) == []


def test_broken_work_is_told_and_nothing_breaks(tmp_path: Path) -> None:
    for name, data in (("a", b"{"), ("b", b'{"format": 9}'), ("c", b"\xff"), ("d", b"[]")):
        (tmp_path / f"{name}.work").write_bytes(data)
    found = recoverable(tmp_path)
    assert len(found) == 4
    assert all("can't be read" in work.broken for work in found)
    with pytest.raises(NotRecovered):
        recovered(found[0])
    assert recoverable(tmp_path / "nowhere") == ()


def test_what_cannot_be_kept_is_told(tmp_path: Path) -> None:
    document = started(Draft(Fields({"id": "x", "title": "X"}), {}))
    (tmp_path / "file").write_text("")
    with pytest.raises(NotKept, match="can't be kept"):
        Keeper(tmp_path / "file").keep(document, document.draft)


def test_what_no_file_can_hold_is_kept_all_the_same(tmp_path: Path) -> None:
    document = started(Draft(Fields({"id": "x", "title": "X"}), {}))
    with Keeper(tmp_path) as keeper:
        keeper.keep(document, titled(document, "\ud800"))
        back = recovered(_told_of(keeper))
        assert back.draft.head["title"] == "\ud800"
        with pytest.raises(ScenarioProblems, match="surrogate"):
            saved_as(back, back.draft, tmp_path / "saved")
        saved_as(back, titled(back, "Y"), tmp_path / "saved")
        assert opened(tmp_path / "saved").title == "Y"


@pytest.mark.parametrize("name", ["massachusetts-2024", "blank"])
def test_a_draft_comes_back_from_json(name: str) -> None:
    source = shipped("assets") / "templates" / name if name == "blank" else find_scenario(name)
    draft = draft_of(scenario_files(source))
    odd, _ = add(draft, "notes", Odd("1.5", Form.ODD))
    back = unpacked(json.loads(json.dumps(packed(odd))))
    assert alike_drafts(back, odd)
    assert back.files == draft.files


def test_recent_scenarios_newest_first(tmp_path: Path) -> None:
    file = tmp_path / "deeper" / "recent.json"
    assert recent(file) == ()
    for number in range(14):
        noted(file, tmp_path / f"s{number}", f"Title {number}")
    noted(file, tmp_path, "Here")
    noted(file, tmp_path / "s5", "Five")
    found = recent(file)
    assert [entry.title for entry in found[:3]] == ["Five", "Here", "Title 13"]
    assert [entry.is_there for entry in found[:2]] == [False, True]
    assert len(found) == 12
    forgotten(file, tmp_path)
    assert all(entry.place != tmp_path for entry in recent(file))
    file.write_bytes(b"[")
    assert recent(file) == ()


def test_files_of_a_document_say_its_draft() -> None:
    document = copied(find_scenario("att-volte-2017"))
    assert alike_drafts(draft_of(document.files), document.draft)
