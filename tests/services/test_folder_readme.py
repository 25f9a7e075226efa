"""README.txt of a packet's folder: every file that is there, in the packet's language, in short lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.services.packets.folder.readme import WIDTH, FolderContents, readme
from tests.packet.pages.maria import maria_front

ALL = FolderContents(
    pdf_name="records-2026-11-29.pdf",
    pages=38,
    fingerprint="0b5c 77de 1a90",
    locked=True,
    originals=2,
    kept_home=1,
    for_programs=True,
    studies=3,
    images=1200,
)
FEW = FolderContents(
    pdf_name="records.pdf", pages=1, fingerprint="0b5c", locked=False, originals=0, kept_home=0, for_programs=False
)


def _told(holds: FolderContents, language: str) -> str:
    front = maria_front()
    text = readme(replace(front, request=replace(front.request, language=language)), holds).decode("utf-8")
    assert text.count("\n") == text.count("\r\n")
    assert max(map(len, text.splitlines())) <= WIDTH
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("It opens with five words", "38 pages", "3 studies (1200 images)", "1 download stays home")),
        ("es", ("Se abre con cinco palabras", "38 páginas", "3 estudios (1200 imágenes)", "1 descarga se queda")),
    ],
)
def test_every_file_is_explained(language: str, words: tuple[str, ...]) -> None:
    told = _told(ALL, language)
    names = ("summary.html", "summary.ips.json", "manifest.csv", "DICOMDIR, DICOM/", "originals/")
    for one in (ALL.pdf_name, ALL.fingerprint, *names, *words):
        assert one in told


def test_what_is_not_there_is_not_named() -> None:
    told = _told(FEW, "en")
    assert "one file of 1 page. It is not locked." in told
    for absent in ("summary.ips.json", "DICOM", "originals", "stay"):
        assert absent not in told
