"""What was kept back is in no packet: the short version of the play in tests/faults, and that it would see a leak."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random  # noqa: TID251 - plays that a seed repeats

import pyrage
import pytest
from PIL import ExifTags, Image, PngImagePlugin, TiffImagePlugin

from desktop.records.packet import PacketRequest, PacketShape, SensitiveChoice
from desktop.records.sensitive import SensitiveTag
from desktop.services.packets.delivery import AGE, PLAIN
from desktop.services.packets.folder.contents import FolderChoice
from desktop.services.packets.portal import small_files
from desktop.services.workspace import Workspace
from tests.faults.asking import Asking, covers_of, judged
from tests.faults.family import Held, fill
from tests.faults.leaving import PHRASE, Leaving, leaks_in
from tests.faults.opening import Eye, opened
from tests.faults.words import Words, words_in

SEED = 2_611


def _everything(asking: Asking, held: Held) -> PacketRequest:
    """Return a request of a whole packet that keeps nothing back."""
    return replace(
        asking.workspace.packets.start(held.person).request,
        recipient_name="Dr. Lena Okafor",
        shape=PacketShape.FULL,
        sensitive=tuple((tag, SensitiveChoice.INCLUDE) for tag in SensitiveTag),
    )


def _kept_back(whole: PacketRequest, held: Held) -> Iterator[tuple[str, PacketRequest]]:
    """Yield requests that keep one kind of thing back."""
    report = next(one for one, paper in held.papers.items() if len(paper.pages) > 1)
    yield "papers", replace(whole, excluded=frozenset(held.papers))
    yield "entries", replace(whole, excluded=frozenset(held.entries))
    yield "pages", replace(whole, excluded_pages=((report, (2, 3)),))
    yield "covers", replace(whole, covered=tuple(covers_of(held)))
    yield "topics", replace(whole, sensitive=())
    yield "address", replace(whole, hide_address=True)


def test_a_few_packets_hold_nothing_that_was_kept_back(workspace: Workspace, tmp_path: Path) -> None:
    chance = Random(SEED)  # noqa: S311 - a play, not a key
    words = Words(chance)
    people = fill(workspace, tmp_path, words, people=2, rarer=False)
    asking, leaving = Asking(workspace, people, words, chance), Leaving(workspace, tmp_path, chance, Eye(most=2))
    leaving.packet(asking.packet(shape=PacketShape.FULL), "folder")
    assert leaving.leaks == []
    assert leaving.tally["found"] == leaving.tally["expected"] > 0

    whole = _everything(asking, people[0])
    built = workspace.packets.build(workspace.packets.save(whole).request)
    path = tmp_path / "whole.pdf"
    path.write_bytes(built.pdf)
    found = opened(path, "", tmp_path).found
    inside = words_in(b"\n".join(found.values()))
    allowed = judged(whole, people[0], people)
    assert not inside & allowed.absent
    assert inside >= allowed.present
    for what, request in _kept_back(whole, people[0]):
        more = judged(request, people[0], people).absent - allowed.absent
        assert more & inside, f"the play would not see a packet that breaks its word about {what}"
        assert leaks_in(found, more)


def _camera(words: list[str]) -> Image.Exif:
    """Return what a camera writes: owner, words, place, and a thumbnail's words."""
    exif = Image.Exif()
    exif[ExifTags.Base.Artist], exif[ExifTags.Base.ImageDescription] = words[:2]
    exif[ExifTags.Base.Make] = words[2]
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSAreaInformation] = words[3].encode()
    return exif


def _tags(words: list[str]) -> TiffImagePlugin.ImageFileDirectory_v2:
    """Return what a scanner writes."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    names = (ExifTags.Base.Artist, ExifTags.Base.ImageDescription, ExifTags.Base.Make, ExifTags.Base.Copyright)
    for name, word in zip(names, words, strict=False):
        tags[name] = word
    return tags


def _photos(words: Words) -> Iterator[tuple[str, bytes, list[str]]]:
    """Yield small pictures of each kind: their names, their bytes, and the words beside the picture."""
    picture = Image.new("RGB", (120, 160), (250, 240, 220))
    for kind, ending in (("JPEG", "jpg"), ("PNG", "png"), ("TIFF", "tif")):
        held, made = words.some(6), io.BytesIO()
        if kind == "TIFF":
            picture.save(made, kind, tiffinfo=_tags(held))
        elif kind == "PNG":
            told = PngImagePlugin.PngInfo()
            told.add_text("Author", held[4])
            told.add_itxt("XML:com.adobe.xmp", f"<x>{held[5]}</x>")
            picture.save(made, kind, exif=_camera(held), pnginfo=told)
        else:
            picture.save(made, kind, exif=_camera(held), comment=held[4])
        yield f"{kind}.{ending}", made.getvalue(), [one for one in held if one.encode() in made.getvalue()]


def test_photos_leave_without_place_or_owner_in_every_way(
    workspace: Workspace, maria: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "desktop.services.importing.recognizing.find_engine", lambda: None
    )  # there are no words on them
    words = Words(Random(SEED))  # noqa: S311 - a play, not a key
    inbox, beside = tmp_path / "photos", set[str]()
    inbox.mkdir()
    for name, data, held in _photos(words):
        (inbox / name).write_bytes(data)
        assert len(held) >= 4
        beside |= set(held)
    workspace.importing.import_paths([inbox], maria)
    for one in workspace.documents.list(maria):
        workspace.documents.keep_here(one.id)
    request = replace(workspace.packets.start(maria).request, recipient_name="Dr. Lena Okafor")
    built = workspace.packets.build(workspace.packets.save(request).request)
    assert len(built.front.sections[0].sources) == 3

    out, delivery = tmp_path / "out", workspace.packets.delivery
    out.mkdir()
    secret = pyrage.x25519.Identity.generate()
    delivery.file(built, out / "locked.pdf", phrase=PHRASE)
    delivery.file(built, out / "plain.pdf", medium=PLAIN)
    delivery.file(built, out / "key.pdf.age", medium=AGE, age_key=str(secret.to_public()))
    delivery.folder(built, out / "stick", FolderChoice())
    delivery.small_files(built, small_files(built, 10), out / "upload")
    found = {"key": pyrage.decrypt((out / "key.pdf.age").read_bytes(), [secret]), "print": built.pdf}
    for path in [one for one in out.rglob("*") if one.is_file()]:
        phrase = PHRASE if path.name == "locked.pdf" else ""
        seen = opened(path, phrase, tmp_path).found if path.suffix == ".pdf" else {"raw": path.read_bytes()}
        found |= {f"{path.name} {where}": content for where, content in seen.items()}
    assert len(found) > 20
    assert leaks_in(found, frozenset(beside)) == []
    assert found["print"] == found["key"] == found["plain.pdf raw"], (
        "what is printed and what the key opens is the same"
    )
