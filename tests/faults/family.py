"""A vault of four people whose every page, entry and hidden place holds a word of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

import pypdfium2 as pdfium
from PIL import ExifTags, Image

from desktop.importers.dicom.phantom import ChestCT, series_files
from desktop.records.document import DocumentKind
from desktop.records.fact import FactKind
from desktop.records.imaging_files import DICOM_MEDIA_TYPE
from desktop.records.provenance import Box
from desktop.records.sensitive import SensitiveTag
from desktop.services.workspace import Workspace
from tests.faults.words import Words
from tests.importers.ccda.documents import HEAD, document, section
from tests.one_of_each import ONE_OF_EACH
from tests.packet.planted import planted
from tests.packet.sources import form, layered
from tests.papers import paper
from tests.pictures import page_image

PEOPLE = (
    ("Maria Lopez", "1957-05-04"),
    ("Luis Lopez", "1955-09-11"),
    ("Ana Reyes", "1984-02-20"),
    ("Tom Lopez", "2015-07-30"),
)
_STUDY = "disc"
_FIELDS: Mapping[FactKind, str] = {
    FactKind.RESULTS: "test", FactKind.MEDICATIONS: "generic", FactKind.ALLERGIES: "substance",
    FactKind.CONDITIONS: "name", FactKind.CONTACTS: "name", FactKind.QUESTIONS: "text",
    FactKind.APPOINTMENTS: "purpose", FactKind.TREATMENTS: "regimen", FactKind.PATHOLOGY: "specimen",
    FactKind.IMAGING: "body_part", FactKind.PROCEDURES: "name", FactKind.ENCOUNTERS: "reason",
    FactKind.IMMUNIZATIONS: "vaccine", FactKind.DEVICES: "name", FactKind.FAMILY: "condition",
    FactKind.SOCIAL: "description", FactKind.DIRECTIVES: "where_kept", FactKind.AUTHORITIES: "holder",
    FactKind.COVERAGE: "insurer", FactKind.OPINIONS: "plan", FactKind.REQUESTS: "what",
}  # fmt: skip
"""Where an entry of each kind holds its word."""
_TAGGED = (
    (FactKind.MEDICATIONS, SensitiveTag.HIV_STD),
    (FactKind.CONDITIONS, SensitiveTag.SUBSTANCE_USE),
    (FactKind.RESULTS, SensitiveTag.GENETIC),
    (FactKind.PROCEDURES, SensitiveTag.REPRODUCTIVE),
    (FactKind.ENCOUNTERS, SensitiveTag.MINOR),
)
_PROFILES: tuple[Mapping[str, str], ...] = (
    {},
    {"route": "fax", "images": "no", "language": "Spanish"},
    {"route": "portal", "images": "yes", "max_mb": "5", "language": "English"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A file with the words of each page; `cover` is a word of page 1 that can be covered, with its place.

    `never` are words that the file holds and no page shows. `pictured` says that only the eye can read the pages.
    """

    name: str
    kind: DocumentKind
    data: bytes = b""
    pages: tuple[tuple[str, ...], ...] = ((),)
    cover: tuple[Box, str] | None = None
    never: tuple[str, ...] = ()
    tag: SensitiveTag | None = None
    pictured: bool = False
    title: str = ""
    beside: tuple[str, ...] = ()
    """Words that may also stand in a file beside the packet."""
    source: str = ""
    doctor: str = ""
    day: str = ""
    """A day that no other paper or entry has; only of papers with a cover, like the two above it."""

    @property
    def words(self) -> frozenset[str]:
        """Every word of it."""
        shown = (word for page in self.pages for word in page)
        called = (self.title, self.source, self.doctor)
        return frozenset((*shown, *self.never, *self.beside, *called, *((self.cover[1],) if self.cover else ()))) - {""}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with its words, and the sensitive topic that it belongs to."""

    kind: FactKind
    words: tuple[str, ...]
    tag: SensitiveTag | None = None


@dataclass(slots=True)
class Held:
    """What one person has: papers and entries by id, places for packets by id, and what is in no packet at all."""

    person: str
    papers: dict[str, Paper] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    """Words of what is in the trash, and of entries as they were before they were changed."""
    own: set[str] = field(default_factory=set)
    """Words that only packets of this person may show."""
    street: str = ""
    """The word of the address, which a packet may leave out."""
    numbers: set[str] = field(default_factory=set)
    """Words of numbers by which others know the person, which a packet may leave out."""
    kin: set[str] = field(default_factory=set)
    """Names of relatives whom no packet needs, which it may leave out."""
    typed: set[str] = field(default_factory=set)
    """Words typed for single packets."""

    @property
    def words(self) -> set[str]:
        """Every word of this person."""
        papers = (word for one in self.papers.values() for word in one.words)
        entries = (word for one in self.entries.values() for word in one.words)
        told = {*self.own, *self.typed, *self.numbers, *self.kin, self.street}
        return {*papers, *entries, *self.places.values(), *self.gone, *told}


def _place_of(data: bytes, word: str) -> Box:
    page = pdfium.PdfDocument(data)[0]
    found = page.get_textpage().search(word).get_next()
    if found is None:
        raise AssertionError(word)
    boxes = [page.get_textpage().get_charbox(found[0] + offset) for offset in range(found[1])]
    width, height = page.get_size()
    left, right = min(box[0] for box in boxes) / width, max(box[2] for box in boxes) / width
    top, bottom = 1 - max(box[3] for box in boxes) / height, 1 - min(box[1] for box in boxes) / height
    return Box(left - 0.01, top - 0.005, right + 0.01, bottom + 0.005)


def _photo(pdf: bytes, words: list[str]) -> bytes:
    """Return a photo of a page, with words where cameras write place, owner and time."""
    exif, made = Image.Exif(), io.BytesIO()
    exif[ExifTags.Base.Artist], exif[ExifTags.Base.ImageDescription] = words[0], words[1]
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", (41.0, 53.0, 13.0)
    place[ExifTags.GPS.GPSAreaInformation] = words[2].encode()
    page_image(pdf).save(made, "JPEG", exif=exif, comment=words[3].encode(), dpi=(200, 200))
    return made.getvalue()


@dataclass(slots=True)
class _Making:
    """Makes the papers of one person."""

    words: Words
    name: str
    born: str
    number: int

    def _lines(self, *lines: str) -> list[str]:
        return ["Lakeside Oncology", f"Patient: {self.name}", f"Date of birth: {self.born}", *lines]

    def papers(self) -> Iterator[Paper]:
        """Yield the papers of every person."""
        yield self._report()
        yield self._planted()
        typed, hidden, told, secret, card = self.words.some(5)
        yield Paper(name="form.pdf", kind=DocumentKind.IMAGING, data=form(typed), pages=((typed,),))
        yield Paper(name="layers.pdf", kind=DocumentKind.CONSULT_NOTE, data=layered(hidden), never=(hidden,))
        letter = paper(self._lines(f"A letter about {told} and nothing else.", f"Signed beside {secret} today."))
        cover = (_place_of(letter, secret), secret)
        yield Paper(name="letter.pdf", kind=DocumentKind.LAB_REPORT, data=letter, pages=((told,),), cover=cover)
        card_page = paper(self._lines(f"Identity card number {card}."))
        yield Paper(name="card.pdf", kind=DocumentKind.ID, data=card_page, pages=((card,),))

    def rarer(self) -> Iterator[Paper]:
        """Yield papers that take longer to read in: confided words, a photo, a download, pictures of a scan."""
        said, seen, told, study = self.words.some(4)
        confided = paper(self._lines(f"What was said in confidence: {said}."))
        mental = SensitiveTag.MENTAL_HEALTH
        yield Paper(name="note.pdf", kind=DocumentKind.OTHER, data=confided, pages=((said,),), tag=mental)
        camera = self.words.some(4)
        photo = _photo(paper(self._lines("A photo of a page.", f"On it stands {seen} alone.")), camera)
        yield Paper(
            name="photo.jpg", kind=DocumentKind.MEDICATION_LIST, data=photo, pages=((seen,),), never=tuple(camera),
            pictured=True,
        )  # fmt: skip
        head = HEAD.replace("Maria", self.name.split()[0]).replace("19570504", self.born.replace("-", ""))
        text = section("10164-2", title="History", text=f"<paragraph>It was about {told} then.</paragraph>")
        download = document(text, head=head)
        yield Paper(name="record.xml", kind=DocumentKind.VISIT_SUMMARY, data=download, pages=((told,),), beside=(told,))
        yield Paper(name=_STUDY, kind=DocumentKind.IMAGES, pages=((study,),), beside=(study,))

    def _report(self) -> Paper:
        """Return a report of three pages, with a word on the first that can be covered."""
        one, two, three, secret = self.words.some(4)
        first = self._lines(f"The first page speaks of {one} only.", f"Below it stands {secret} alone.")
        data = paper(first, [f"Then {two}."], [f"And {three}."])
        pages, cover = ((one,), (two,), (three,)), (_place_of(data, secret), secret)
        return Paper(name="report.pdf", kind=DocumentKind.PATHOLOGY, data=data, pages=pages, cover=cover)

    def _planted(self) -> Paper:
        """Return a paper with a word in every place where a file can hold one unseen."""
        data, places = planted(self.words.one)
        return Paper(name="planted.pdf", kind=DocumentKind.OTHER, data=data, never=tuple(places))

    def study(self, folder: Path, word: str) -> None:
        """Write the pictures of a scan, with a word that says what they show."""
        folder.mkdir()
        scan = ChestCT(
            name="^".join(reversed(self.name.split())), born=self.born.replace("-", ""), description=word.upper(),
            study_date=f"2026{self.number:02}14", side=16, slices=2,
        )  # fmt: skip
        for number, (_name, data) in enumerate(islice(series_files(scan), 2)):
            (folder / f"I{number}").write_bytes(data)


def _file(workspace: Workspace, held: Held, folder: Path, papers: list[Paper], words: Words) -> None:
    """Add the papers of a folder as one import, and tell each what it is; what was attached goes to the trash."""
    workspace.importing.import_paths([folder], held.person)
    by_name = {one.name: one for one in papers}
    for kept in workspace.documents.list(held.person):
        name = _STUDY if kept.media_type == DICOM_MEDIA_TYPE else kept.file_name
        made = by_name.get(name)
        if made is None:
            workspace.documents.trash(kept.id)
            continue
        called = replace(made, title=words.one())
        values = {"kind": made.kind.value, "title": f"About {called.title}"}
        values |= {"sensitive": made.tag.value} if made.tag else {}
        if made.cover:
            source, doctor = words.some(2)
            called = replace(called, source=source, doctor=doctor, day=f"19{90 + len(held.papers)}-03-17")
            values |= {"source": f"{source} Clinic", "doctor": f"Dr. {doctor}", "date": called.day}
        workspace.documents.mark_reviewed(kept.id, values)
        workspace.documents.keep_here(kept.id)
        held.papers[kept.id] = called
    assert len(held.papers) == len(papers)
    waiting = (fact.id for kind in FactKind for fact in workspace.records.waiting(kind, held.person))
    for proposed in list(waiting):
        workspace.records.trash(proposed)


def _add_entries(workspace: Workspace, held: Held, words: Words) -> None:
    for kind, tag in (*((kind, None) for kind in _FIELDS), *_TAGGED):
        word, note = words.some(2)
        values = {**ONE_OF_EACH[kind], _FIELDS[kind]: word, "note": note} | ({"sensitive": tag.value} if tag else {})
        held.entries[workspace.records.put(kind, held.person, values).id] = Entry(kind, (word, note), tag)
    for profile in _PROFILES:
        name = words.one()
        place = workspace.records.put(FactKind.RECIPIENTS, held.person, {"name": f"Dr. {name}", **profile}).id
        held.places[place] = name
    former, dropped, now = words.some(3)
    changed = workspace.records.put(FactKind.MEDICATIONS, held.person, {"generic": former, "note": former}).id
    workspace.records.edit(changed, {"generic": now, "note": ""})
    held.entries[changed] = Entry(FactKind.MEDICATIONS, (now,))
    trashed = workspace.records.put(FactKind.CONDITIONS, held.person, {"name": dropped}).id
    workspace.records.trash(trashed)
    held.gone |= {former, dropped}


def _add_relatives(workspace: Workspace, held: Held, words: Words) -> None:
    """Add relatives by name wherever a record names them, and insurances with numbers."""
    friend, holder, mother, member, group = words.some(5)
    contact = {"name": f"Rosa {friend}", "family": "yes", "role": "my daughter", "phone": "555-0142"}
    workspace.records.put(FactKind.CONTACTS, held.person, contact)
    policy = {"insurer": "Southfield", "member_id": member, "group_number": group, "holder": f"Pedro {holder}"}
    workspace.records.put(FactKind.COVERAGE, held.person, policy)
    relative = {"relation": f"Mother, Elena {mother.capitalize()}", "condition": "breast cancer"}
    workspace.records.put(FactKind.FAMILY, held.person, relative)
    held.kin |= {friend, holder, mother}
    held.numbers |= {member, group}


def _add_trash(workspace: Workspace, held: Held, folder: Path, words: Words) -> None:
    word = words.one()
    path = folder / f"{held.person}-gone.pdf"
    path.write_bytes(paper(["A page that nobody wants", f"because of {word}."]))
    workspace.importing.import_paths([path], held.person)
    (gone,) = [one.id for one in workspace.documents.list(held.person) if one.file_name == path.name]
    workspace.documents.trash(gone)
    held.gone.add(word)


def fill(workspace: Workspace, folder: Path, words: Words, *, people: int = 4, rarer: bool = True) -> list[Held]:
    """Add people with papers and entries; returns what each has. `rarer` are papers that take long to read in."""
    filled: list[Held] = []
    for name, born in PEOPLE[:people]:
        record, street, insured, called = words.some(4)
        values = {"name": name, "born": born, "record_numbers": f"Lakeside: {record}", "address": f"12 {street} Road"}
        values |= {"insurance": f"Northfield {insured}", "emergency_contacts": f"Luz {called} (sister), 555-0123"}
        held = Held(workspace.people.add(values).id, street=street, numbers={record, insured}, kin={called})
        making = _Making(words, name, born, len(filled) + 1)
        papers = [*making.papers(), *(making.rarer() if rarer else ())]
        inbox = folder / f"inbox-{held.person}"
        inbox.mkdir()
        for one in papers:
            if one.name == _STUDY:
                making.study(inbox / _STUDY, one.pages[0][0])
            else:
                (inbox / one.name).write_bytes(one.data)
        _file(workspace, held, inbox, papers, words)
        _add_entries(workspace, held, words)
        _add_relatives(workspace, held, words)
        _add_trash(workspace, held, folder, words)
        filled.append(held)
    return filled
