"""One drop with every kind of bad file, through the real program: a sentence each, the good ones are in, code 1."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from desktop.sandbox.values import Limits
from desktop.services.importing import reading
from tests.commands.shell import Shell
from tests.journeys.terminal import Terminal
from tests.papers import ct_report, letter

NAMES = (
    "تقرير المختبر.pdf",
    "病理报告.pdf",
    "анализ крови.pdf",
    "🩺 scan 👍🏽.pdf",
    "बायोप्सी.pdf",
    "  spaces .pdf",
    "-rf.pdf",
)


def _locked() -> bytes:
    made = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(ct_report())) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner="owner", user="sesame", R=6))
    return made.getvalue()


def _pages(count: int) -> bytes:
    made = io.BytesIO()
    with pikepdf.Pdf.new() as pdf:
        for _ in range(count):
            pdf.add_blank_page()
        pdf.save(made)
    return made.getvalue()


def _endless(*, levels: int = 8, width: int = 12) -> bytes:
    """Return a page whose drawing calls a drawing that calls a drawing …: years of work in a few kB."""
    made = io.BytesIO()
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page()
        drawing = pdf.make_stream(b"q Q " * 250_000, Subtype=pikepdf.Name.Form, BBox=[0, 0, 612, 792])
        for _ in range(levels):
            outer = pdf.make_stream(b"/X Do " * width, Subtype=pikepdf.Name.Form, BBox=[0, 0, 612, 792])
            outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=drawing))
            drawing = outer
        page = pdf.pages[0]
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=drawing))
        page.obj.Contents = pdf.make_stream(b"/X Do")
        pdf.save(made, compress_streams=True)
    return made.getvalue()


def _sentences(outcome: dict[str, Any]) -> list[str]:
    return [issue["text"] for issue in outcome["issues"]]


def _by_name(outcomes: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {Path(outcome["file"]).name: outcome for outcome in outcomes}


def test_one_drop_of_everything_bad_gets_a_sentence_each_and_the_good_ones_are_in(terminal: Terminal) -> None:
    drop = terminal.folder / "drop"
    drop.mkdir()
    good = ct_report()
    bad = {
        "a web page.pdf": b"<!doctype html><html><body>Please log in</body></html>",
        "cut.pdf": good[: len(good) // 2],
        "empty.pdf": b"",
        "locked.pdf": _locked(),
        "noise.pdf": bytes(range(256)) * 64,
        "only a head.pdf": b"%PDF-1.7\n",
        "thick.pdf": _pages(5000),
    }
    fine = {name: letter(f"Letter number {number}") for number, name in enumerate(NAMES)}
    for name, content in (bad | fine).items():
        (drop / name).write_bytes(content)
    answered = terminal.on("add", drop)
    assert answered.code == 1
    assert answered.err == ""
    told = _by_name(answered.json)
    assert set(told) == set(bad) | set(fine)
    for name in fine:
        assert (told[name]["status"], told[name]["read"], _sentences(told[name])) == ("stored", True, []), name
    for name in bad:
        assert not told[name]["read"], name
        assert len(_sentences(told[name])) == 1, name
    assert told["empty.pdf"]["status"] == "refused"
    assert told["locked.pdf"]["issues"][0]["code"] == "locked"
    assert _sentences(told["thick.pdf"]) == [
        "Kept safe, but not read: it has more than 2,000 pages. Split it into parts."
    ]
    kept = {one["sha256"] for one in terminal.on("documents").json}
    stored = [content for name, content in (bad | fine).items() if content]
    assert kept == {hashlib.sha256(content).hexdigest() for content in stored}


def test_a_locked_paper_is_read_with_its_password(terminal: Terminal) -> None:
    secret = terminal.file("pdf password.txt", b"sesame\n")
    said = terminal.on("add", terminal.file("locked.pdf", _locked()), "--pdf-password-file", secret)
    assert said.code == 0, said
    assert said.json[0]["read"]


def test_names_are_kept_and_printed_in_any_script(terminal: Terminal) -> None:
    paths = [terminal.file(name, letter(name)) for name in NAMES]
    said = terminal.plain("add", *paths)
    assert said.code == 0, said
    assert said.out.splitlines()[:-1] == [f"{name}: stored" for name in NAMES]


def test_a_name_cannot_speak_for_another_file_or_move_the_cursor(terminal: Terminal) -> None:
    drop = terminal.folder / "drop"
    drop.mkdir()
    (drop / "a\nother.pdf: stored\n\x1b[2Jb.pdf").write_bytes(letter("one"))
    said = terminal.plain("add", drop)
    assert said.code == 0
    assert len(said.out.splitlines()) == 2
    assert "\x1b" not in said.out
    assert "\x1b" not in terminal.plain("documents").out


def test_any_name_can_be_printed_on_any_terminal(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    drop = terminal.folder / "drop"
    drop.mkdir()
    (drop / os.fsdecode(b"latin \xe9.pdf")).write_bytes(letter("one"))
    (drop / "纸.pdf").write_bytes(letter("two"))
    for encoding in ("utf-8:strict", "ascii:strict", "cp1252:strict"):
        monkeypatch.setenv("PYTHONIOENCODING", encoding)
        assert terminal.plain("add", drop).code == 0
        again = terminal.on("add", drop)
        assert again.code == 0, again
        names = [Path(outcome["file"]).name for outcome in again.json]
        assert names == [os.fsdecode(b"latin \xe9.pdf"), "纸.pdf"]


def test_the_same_bad_drop_again_adds_nothing(terminal: Terminal) -> None:
    cut = terminal.file("cut.pdf", ct_report()[:900])
    assert terminal.on("add", cut).code == 1
    again = terminal.on("add", cut)
    assert again.json[0]["status"] == "duplicate"
    assert len(terminal.on("documents").json) == 1


def test_a_paper_that_hangs_its_reader_is_given_up_and_the_next_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(reading._ALLOWED, "pdf.read", Limits(cpu_seconds=1, wall_seconds=20))
    shell = Shell(tmp_path, capsys)
    assert shell.on("create", "--name", "Maria Lopez", "--born", "1957-05-04").code == 0
    said = shell.on("add", shell.file("a endless.pdf", _endless()), shell.file("b good.pdf", ct_report()))
    assert said.code == 1
    endless, good = said.json
    assert (endless["status"], endless["read"]) == ("stored", False)
    assert [issue["code"] for issue in endless["issues"]] == ["too-slow"]
    assert good["read"]
