"""Packets that leave in every way, each searched for what was kept back."""

from __future__ import annotations

import html
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random  # noqa: TID251 - plays that a seed repeats

import psutil
import pyrage

from desktop.records.packet import PacketShape
from desktop.services.packets import BuiltPacket
from desktop.services.packets.delivery import AGE, PLAIN
from desktop.services.packets.errors import EmptyPacketError
from desktop.services.packets.folder.contents import FolderChoice
from desktop.services.packets.portal import small_files
from desktop.services.workspace import Workspace
from tests.faults.asking import Play
from tests.faults.opening import Eye, Opened, opened
from tests.faults.words import nearly_in, words_in

PHRASE = "maple otter crane lamp tin"
WAYS = ("locked", "locked", "plain", "age", "folder", "folder", "website")


def leaks_in(found: Mapping[str, bytes], absent: frozenset[str]) -> list[str]:
    """Return where which of the words stand that must not, spelled in any way."""
    return [f"{where}: {word}" for where, content in found.items() for word in sorted(words_in(content) & absent)]


def _cpu_seconds() -> float:
    """Return what this process and those that it started have worked so far."""
    us = psutil.Process()
    times = [one.cpu_times() for one in (us, *us.children(recursive=True))]
    return sum(one.user + one.system + one.children_user + one.children_system for one in times)


@dataclass(slots=True)
class Leaving:
    """Builds packets, lets them leave, and keeps count."""

    workspace: Workspace
    folder: Path
    chance: Random
    eye: Eye = field(default_factory=Eye)
    tally: Counter[str] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)
    began: float = field(default_factory=_cpu_seconds)

    @property
    def told(self) -> str:
        """The counts so far, and the first leaks."""
        counts = ", ".join(f"{value} {name}" for name, value in sorted(self.tally.items()))
        cpu = (_cpu_seconds() - self.began) / max(1, self.tally["packets"])
        told = f"{len(self.leaks)} leaks; {counts}; {len(self.eye.kept)} pictures read; {cpu:.1f} CPU s for each"
        return "\n".join((told, *self.leaks[:20]))

    def packet(self, asked: Play, way: str) -> bool:
        """Build one packet and let it leave, locked and in one more way; what was found is kept in `leaks`.

        False when so much is kept back that nothing is left, which Sheaf says instead.
        """
        name = f"packet {self.tally['packets']}"
        try:
            built = self.workspace.packets.build(self.workspace.packets.save(asked.request).request)
        except EmptyPacketError:
            self.tally["refused as empty"] += 1
            return False
        path = self.folder / "packet.pdf"
        self.workspace.packets.deliver(built, path, phrase=PHRASE)
        seen = opened(path, PHRASE, self.folder)
        path.unlink()
        leaks = leaks_in(seen.found, asked.absent)
        leaks += [f"day: {day}" for day in sorted(asked.days) if day.encode() in seen.text]
        leaks += self._looked_at(built, asked)
        if way != "locked":
            leaks += getattr(self, f"_{way}")(built, asked)
        self.leaks += [f"{name}, {leak}" for leak in leaks]
        self._count(built, asked, seen, way)
        return True

    def _count(self, built: BuiltPacket, asked: Play, seen: Opened, way: str) -> None:
        self.tally += Counter({"packets": 1, f"also as {way}": way != "locked", f"shape {asked.request.shape}": 1})
        self.tally += Counter(pages=built.pages, pictures=len(built.pictures), absent=len(asked.absent))
        shown = words_in(seen.text) & asked.present
        self.tally += Counter(expected=len(asked.present), found=len(shown))
        held, all_words = asked.held, words_in(seen.text)
        could = Counter(numbers=len(all_words & held.numbers), kin=len(all_words & held.kin))
        self.tally += could + Counter(street=held.street in all_words, fields=len(all_words & _fields(asked)))
        self.leaks += [f"not in it: {word}" for word in sorted(asked.present - shown)]

    def _looked_at(self, built: BuiltPacket, asked: Play) -> list[str]:
        """Look at every source page and one of the written ones."""
        layout = built.layout
        sources = [
            first + offset
            for document, first in layout.source_page.items()
            for offset in range(len(layout.kept_pages[document]))
        ]
        drawn_first = sorted(sources, key=lambda page: page not in built.pictures)
        texts = [self.eye.read(built.pdf, page, source=True) for page in drawn_first]
        written = self.chance.choice([page.number for page in built.written])
        texts.append(self.eye.read(built.pdf, written, source=False))
        together = "\n".join(texts)
        by_eye = nearly_in(together, asked.present | asked.seen)
        self.tally += Counter(recognized=len(texts), seen=len(by_eye & asked.seen), to_be_seen=len(asked.seen))
        return [f"recognized: {word}" for word in sorted(nearly_in(together, asked.absent))]

    def _plain(self, built: BuiltPacket, _asked: Play) -> list[str]:
        path = self.folder / "plain-packet.pdf"
        self.workspace.packets.deliver(built, path, medium=PLAIN)
        same = path.read_bytes() == built.pdf
        path.unlink()
        return [] if same else ["plain: it is not what was built and looked through"]

    def _age(self, built: BuiltPacket, _asked: Play) -> list[str]:
        secret = pyrage.x25519.Identity.generate()
        made = self.workspace.packets.delivery.file(built, self.folder, medium=AGE, age_key=str(secret.to_public()))
        same = pyrage.decrypt(made.path.read_bytes(), [secret]) == built.pdf
        made.path.unlink()
        return [] if same else ["age: it is not what was built and looked through"]

    def _website(self, built: BuiltPacket, asked: Play) -> list[str]:
        target = self.folder / "upload"
        parts = small_files(built, 2, most_files=asked.request.max_files)
        self.workspace.packets.delivery.small_files(built, parts, target)
        found: list[str] = []
        for path in sorted(one for one in target.rglob("*") if one.is_file()):
            seen = opened(path, "", self.folder)
            named = {"name": path.name.encode()}
            found += [f"website, {leak}" for leak in leaks_in({**seen.found, **named}, asked.absent)]
        shutil.rmtree(target)
        self.tally["website files"] += len(parts)
        return found

    def _folder(self, built: BuiltPacket, asked: Play) -> list[str]:
        target = self.folder / f"stick{self.tally['packets']}"
        choice = FolderChoice(locked=self.chance.random() < 0.5, originals=self.chance.random() < 0.8)
        made = self.workspace.packets.delivery.folder(built, target, choice, phrase=PHRASE if choice.locked else None)
        found: list[str] = []
        for name in made.files:
            data = (target / name).read_bytes()
            readable = html.unescape(data.decode("utf-8", "replace")).encode() if name.endswith(".html") else data
            found += [f"folder, {leak}" for leak in leaks_in({name: readable, "name": name.encode()}, asked.absent)]
            self.tally[f"folder {Path(name).suffix or 'DICOM'}"] += 1
        if not choice.locked:
            found += [] if (target / made.files[0]).read_bytes() == built.pdf else ["folder: another packet"]
        else:
            found += leaks_in(opened(target / made.files[0], PHRASE, self.folder).found, asked.absent)
        self.tally += Counter(beside=len(words_in(_all_bytes(target)) & _beside(asked)))
        return found


def _all_bytes(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def _fields(asked: Play) -> frozenset[str]:
    """Return words that papers with a cover are called by."""
    papers = (paper for paper in asked.held.papers.values() if paper.cover)
    return frozenset(word for paper in papers for word in (paper.title, paper.source, paper.doctor))


def _beside(asked: Play) -> frozenset[str]:
    """Return words of downloads and pictures of scans."""
    return frozenset(word for paper in asked.held.papers.values() for word in paper.beside)


def way_for(asked: Play, chance: Random) -> str:
    """Return in which further way a packet leaves."""
    return "website" if asked.request.shape is PacketShape.PORTAL and chance.random() < 0.7 else chance.choice(WAYS)
