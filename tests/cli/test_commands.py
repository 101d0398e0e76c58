"""The command line as its user types it: output, exit codes, and one sentence for every failure."""

import json
from pathlib import Path

import pytest

from hotwash.cli.main import main

SMALL = "massachusetts-2024"
KEYS = {
    "scenario",
    "seed",
    "engine",
    "span_s",
    "attempts",
    "callers",
    "outcomes",
    "callers_never_answered",
    "answered_within",
    "answer_time_s",
    "by_psap",
    "by_origin",
    "per_minute",
    "timeline",
    "user_minutes",
}


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, out, err


def test_run_prints_one_object_with_every_measure(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "run", SMALL, "--decisions", "textbook", "--until", "0:30:00", "--json")
    told = json.loads(out)
    assert code == 0
    assert set(told) >= KEYS
    assert told["span_s"] == 1_800


def test_psaps_add_up_to_the_whole(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(said(capsys, "run", SMALL, "--decisions", "history", "--json")[1])
    assert sum(row["test_calls"] for row in told["by_psap"]) == told["test_calls"] > 0
    for name, number in told["outcomes"].items():
        assert name == "in_progress" or sum(row["outcomes"].get(name, 0) for row in told["by_psap"]) == number


def test_run_says_in_words_what_became_of_callers_and_what_lost_the_attempts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = said(capsys, "run", SMALL, "--decisions", "textbook", "--until", "0:40:00")
    assert code == 0
    assert "  lost by fault firewall: " in out
    assert "  callers answered at once " in out
    assert "psaps told within 30 minutes (47 CFR 4.9(h); check the wording in force): met" in out


def test_answer_time_limits_are_those_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = said(capsys, "run", SMALL, "--until", "0:10:00", "--json", "--within", "30,5")
    assert list(json.loads(out)["answered_within"]) == ["5", "30"]
    for wrong in ("", "0", "10;20", "-1", "a", "100000000000"):
        with pytest.raises(SystemExit) as stopped:
            main(["run", SMALL, f"--within={wrong}"])
        assert stopped.value.code == 2
        assert "no list of seconds" in capsys.readouterr().err


def test_run_writes_the_exercise_the_measures_and_the_report(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, _, _ = said(
        capsys, "run", SMALL, "--decisions", "history", "--until", "0:25:00", "--out", str(tmp_path / "r")
    )
    assert code == 0
    assert sorted(path.name for path in (tmp_path / "r").iterdir()) == [
        "after-action-report.pdf",
        "exercise.hotwash",
        "measures.json",
    ]
    code, out, _ = said(capsys, "replay", str(tmp_path / "r" / "exercise.hotwash"))
    assert (code, "identical" in out) == (0, True)
    pdf = tmp_path / "again.pdf"
    code, _, _ = said(capsys, "print", str(tmp_path / "r" / "exercise.hotwash"), "--document", "aar", "--out", str(pdf))
    assert code == 0
    assert pdf.read_bytes() == (tmp_path / "r" / "after-action-report.pdf").read_bytes()
    for name, form in (("aar", "docx"), ("improvement-plan", "xlsx")):
        exercise = tmp_path / "r" / "exercise.hotwash"
        code, out, _ = said(capsys, "print", str(exercise), "--document", name, "--format", form)
        made = exercise.with_name(f"exercise {name}.{form}")
        assert (code, out) == (0, f"Written: {made}\n")
        assert made.read_bytes().startswith(b"PK")
    code, _, err = said(capsys, "print", str(exercise), "--document", "aar", "--format", "xlsx")
    assert code == 2
    assert "The document 'aar' is not made as 'xlsx'; choose one of: pdf, docx." in err
    for out, begins in (("b.docx", b"PK"), ("b.paper", b"%PDF-")):
        code, _, _ = said(capsys, "print", str(exercise), "--document", "aar", "--out", str(tmp_path / out))
        assert (code, (tmp_path / out).read_bytes()[: len(begins)]) == (0, begins)


def test_why_names_the_hop_the_line_and_the_change(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "why", SMALL, "--from", "carrier-a", "--at", "0:20:00")
    assert code == 0
    assert "STOP  BCF east drops media in" in out
    assert "it would pass if line 'session-guard' were taken out." in out
    assert "[SIP" not in out
    assert "were taken out. (since 0:15:00, fault 'firewall')" in out
    assert "In force: fault 'firewall': RuleFirst on border-policy since 0:15:00." in out
    assert "The caller hears: ringing, then nothing in either direction (100 %)." in out
    assert "LoST query from ESRP east is answered by ECRF east." in out
    code, out, _ = said(capsys, "why", SMALL, "--from", "carrier-a")
    assert "STOP" not in out
    assert "The caller hears: ringing, then a call taker." in out


def test_check_is_clean_on_what_is_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "check", SMALL)[0] == 0


def test_check_places_every_mistake_and_exits_with_1(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("format: 1\nid: x\ntitel: y\n", encoding="utf-8")
    code, out, _ = said(capsys, "check", str(path))
    assert code == 1
    assert f"{path}:3:1:" in out
    assert "did you mean 'title'" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run", "nowhere"], "no shipped scenario"),
        (["run", SMALL, "--decisions", "nope"], "ships none of that name"),
        (["why", SMALL, "--from", "carier-a"], "did you mean 'carrier-a'"),
        (["why", SMALL, "--from", "carrier-a", "--to", "x"], "no PSAP 'x'"),
        (["why", SMALL, "--from", "carrier-a", "--at", "9:00:00"], "after the end"),
        (["run", SMALL, "--until", "9:00:00"], "after the end"),
        (["check", "nowhere"], "no shipped scenario"),
        (["replay", "nothing.hotwash"], "nothing.hotwash"),
        (["print", "nothing.hotwash", "--document", "aar"], "nothing.hotwash"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    code, out, err = said(capsys, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert len(err.strip().splitlines()) == 1


def test_files_that_are_no_exercise_are_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = tmp_path / "notes.hotwash"
    text.write_text("hello")
    for victim in (text, tmp_path):
        code, _, err = said(capsys, "replay", str(victim))
        assert code == 2
        assert str(victim) in err
        assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("arguments", [["run", SMALL, "--until", "12:30"], ["run", SMALL, "--seed", "-1"], ["dance"]])
def test_arguments_that_make_no_sense_are_told_by_the_parser(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    err = capsys.readouterr().err
    assert len(err.strip().splitlines()) == 1
    assert "--help" in err


def test_without_a_screen_the_app_plays_the_scenario_and_says_where(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTWASH_HEADLESS", "1")
    monkeypatch.setattr("hotwash.bootstrap.exercises.user_documents_path", lambda: tmp_path)
    code, out, err = said(capsys)
    assert code == 0
    assert "There is no screen here" in out
    assert "Exercise, measures and report are in" in err
    assert len(list(tmp_path.rglob("after-action-report.pdf"))) == 1


def test_what_cannot_be_looked_through_is_2_and_a_mistake_is_1(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("binary.yaml").write_bytes(bytes(range(256)))
    Path("folder").mkdir()
    for name in ("binary.yaml", "folder", "missing.yaml"):
        code, _, err = said(capsys, "check", name)
        assert (code, name in err) == (2, True), err


BOMB = "format: 1\na0: &a0 [x,x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1},*a{n - 1}]\n" for n in range(1, 40))
HOSTILE = {
    "bomb": (BOMB, "anchors and aliases"),
    "itself": ("format: 1\na: &a [*a]\n", "anchors and aliases"),
    "brackets": ("[" * 100_000, "nested deeper than"),
    "braces": ("format: 1\na: " + "{a: " * 5_000, "nested deeper than"),
    "python": ('format: !!python/object/apply:os.system ["id"]\n', "tags such as"),
    "two": ("format: 1\n---\nformat: 1\n", "one document only"),
    "broken": ("format: 1\nid: [\n", "this is not YAML"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_yaml_of_a_scenario_is_one_sentence_and_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    text, words = HOSTILE[name]
    path = tmp_path / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    for command in ("check", "run"):
        code, out, err = said(capsys, command, str(path))
        assert (code, out) == (2, "")
        assert words in err
        assert err.startswith(f"{path}:")
        assert len(err.strip().splitlines()) == 1


def test_check_goes_on_after_a_file_that_it_cannot_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    hostile, wrong = tmp_path / "hostile.yaml", tmp_path / "wrong.yaml"
    hostile.write_text(HOSTILE["itself"][0], encoding="utf-8")
    wrong.write_text("format: 1\nid: x\ntitel: y\n", encoding="utf-8")
    code, out, err = said(capsys, "check", str(hostile), str(wrong), SMALL)
    assert code == 2
    assert f"{wrong}:3:1:" in out
    assert f"{SMALL}: no mistakes found." in out
    assert str(hostile) not in out
    assert len(err.strip().splitlines()) == 1


def test_a_decisions_file_that_is_no_yaml_is_told_apart_from_mistakes(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "s" / "decisions").mkdir(parents=True)
    (tmp_path / "s" / "scenario.yaml").write_text("format: 1\nid: x\ntitel: y\n", encoding="utf-8")
    (tmp_path / "s" / "decisions" / "d.yaml").write_text("[" * 100, encoding="utf-8")
    code, out, err = said(capsys, "check", str(tmp_path / "s"))
    assert (code, "did you mean 'title'" in out) == (2, True)
    assert "d.yaml" in err
    assert len(err.strip().splitlines()) == 1


def test_a_display_that_does_not_answer_is_no_screen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from hotwash.cli.screen import has_screen

    monkeypatch.delenv("HOTWASH_HEADLESS", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("DISPLAY", ":4711")
    assert not has_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-none")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert not has_screen()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert has_screen()


def test_a_document_never_takes_the_place_of_something_else(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    said(capsys, "run", SMALL, "--until", "0:02:00", "--out", str(tmp_path / "r"))
    exercise, note = tmp_path / "r" / "exercise.hotwash", tmp_path / "note.txt"
    note.write_text("keep me")
    before = exercise.read_bytes()
    for target in (exercise, note, tmp_path / "new.hotwash"):
        code, _, err = said(capsys, "print", str(exercise), "--document", "aar", "--out", str(target))
        assert (code, "give the document another name" in err) == (2, True)
    assert exercise.read_bytes() == before
    assert note.read_text() == "keep me"
    assert said(capsys, "print", "", "--document", "aar")[0] == 2


def test_the_sound_part_of_a_damaged_file_is_printed_and_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said(capsys, "run", SMALL, "--decisions", "textbook", "--until", "0:30:00", "--out", str(tmp_path / "r"))
    exercise, pdf = tmp_path / "r" / "exercise.hotwash", tmp_path / "a.pdf"
    data = bytearray(exercise.read_bytes())
    at = data.rfind(b'"sentence"') if data.rfind(b'"sentence"') > 0 else data.rfind(b'"text"')
    data[at + 14] ^= 1
    exercise.write_bytes(bytes(data))
    code, _, err = said(capsys, "print", str(exercise), "--document", "aar", "--out", str(pdf))
    assert (code, "sound part" in err, "left out" in err) == (0, True, True)
    assert len(err.strip().splitlines()) == 1
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert said(capsys, "replay", str(exercise))[0] == 2


def test_a_file_without_a_sound_entry_is_not_printed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    said(capsys, "run", SMALL, "--until", "0:05:00", "--out", str(tmp_path / "r"))
    exercise, pdf = tmp_path / "r" / "exercise.hotwash", tmp_path / "a.pdf"
    whole = exercise.read_bytes()
    for damaged, words in (
        (whole.replace(b'"title":"Massachusetts', b'"title":"massachusetts'), "no event in it can be trusted"),
        (whole[:9_000], f"is cut short: 9,000 of {len(whole):,} bytes are there; no event"),
    ):
        exercise.write_bytes(damaged)
        code, out, err = said(capsys, "print", str(exercise), "--document", "aar", "--out", str(pdf))
        assert (code, out) == (2, "")
        assert words in err
        assert len(err.strip().splitlines()) == 1
        assert not pdf.exists()
