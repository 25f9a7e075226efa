"""All files of a packet's folder: the packet first, then what a person opens, then what programs read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from desktop.foundation import clock
from desktop.foundation.json_text import JSONObject, json_chunks
from desktop.packet.language import say
from desktop.packet.layout import Source
from desktop.packet.patient_summary import holds_facts, patient_summary
from desktop.services.errors import NoSuchThingError
from desktop.services.imaging_files import ImagingFiles
from desktop.services.packets.delivering import fingerprint_of, neutral_name
from desktop.services.packets.folder.contents import IPS, README, FolderChoice, FolderFile, held, made_of
from desktop.services.packets.folder.images import disc_files, studies_of
from desktop.services.packets.folder.originals import kept_home, originals
from desktop.services.packets.folder.readme import FolderContents, readme
from desktop.services.packets.folder.summary_page import SUMMARY_PAGE, summary_html
from desktop.services.packets.values import BuiltPacket
from desktop.services.readable import original_bytes
from desktop.vault.vault import Vault


def _original(vault: Vault, source: Source) -> Callable[[], Iterator[bytes]]:
    def chunks() -> Iterator[bytes]:
        data = original_bytes(vault, source.document.id)
        if data is None:
            raise NoSuchThingError("document")
        yield data

    return chunks


def _downloads(vault: Vault, built: BuiltPacket, choice: FolderChoice) -> list[FolderFile]:
    if not choice.originals:
        return []
    return [
        FolderFile(path, say("manifest.download"), made_of(_original(vault, source)))
        for path, source in originals(built.plan)
    ]


def _summary_file(summary: JSONObject) -> FolderFile:
    return FolderFile(IPS, say("manifest.for-programs"), made_of(lambda: json_chunks(summary)))


def folder_files(vault: Vault, built: BuiltPacket, pdf: bytes, choice: FolderChoice) -> list[FolderFile]:
    """Return the files but the manifest, told in the language spoken; `pdf` is the packet as it will lie there."""
    name = neutral_name()
    downloads = _downloads(vault, built, choice)
    discs = studies_of(ImagingFiles(vault), built.plan) if choice.images else ()
    holds = FolderContents(
        pdf_name=name,
        pages=built.pages,
        fingerprint=fingerprint_of(hashlib.sha256(pdf).hexdigest()),
        locked=choice.locked,
        originals=len(downloads),
        kept_home=kept_home(built.plan) if choice.originals else 0,
        for_programs=holds_facts(built.front),
        studies=len(discs),
        images=sum(len(disc.files) for disc in discs),
    )
    text = readme(built.front, holds)
    page = summary_html(built.front, built.layout, pdf_name=name)
    summary = patient_summary(built.front, built.plan.excluded_facts, clock.now())
    for_programs = [] if summary is None else [_summary_file(summary)]
    return [
        FolderFile(name, say("manifest.packet"), held(pdf)),
        FolderFile(README, say("manifest.readme"), held(text)),
        FolderFile(SUMMARY_PAGE, say("manifest.summary"), held(page)),
        *for_programs,
        *downloads,
        *disc_files(ImagingFiles(vault), discs),
    ]
