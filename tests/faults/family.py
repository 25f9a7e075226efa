"""A vault of four people whose every page and entry holds a word of its own, and packets with random exclusions."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random  # noqa: TID251 - plays that a seed repeats

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Array, Dictionary, Name, String

from desktop.records.document import DocumentKind
from desktop.records.fact import FactKind
from desktop.records.packet import CoveredPage, PacketPart, PacketRequest, PacketShape, SensitiveChoice
from desktop.records.provenance import Box
from desktop.records.sensitive import SensitiveTag
from desktop.services.workspace import Workspace
from tests.packet.sources import form, layered, saved
from tests.papers import paper

PEOPLE = (
    ("Maria Lopez", "1957-05-04"),
    ("Luis Lopez", "1955-09-11"),
    ("Ana Reyes", "1984-02-20"),
    ("Tom Lopez", "2015-07-30"),
)
_ONSETS, _VOWELS, _ENDS = "bdfgklmnprstvz", "aeiou", ("x", "zk", "lt", "rn", "mp")
_KINDS = (
    DocumentKind.PATHOLOGY,
    DocumentKind.IMAGING,
    DocumentKind.CONSULT_NOTE,
    DocumentKind.LAB_REPORT,
    DocumentKind.OTHER,
)


@dataclass(slots=True)
class Held:
    """What one person has: words of each document by page and of each entry, and what is sensitive."""

    person: str
    pages: dict[str, list[str]] = field(default_factory=dict)
    covers: dict[str, tuple[Box, str]] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    sensitive: dict[str, SensitiveTag] = field(default_factory=dict)
    own: list[str] = field(default_factory=list)
    """Words of the person: what never may be in another's packet."""

    @property
    def words(self) -> set[str]:
        """Every word of this person."""
        return {*self.facts.values(), *self.own, *(word for pages in self.pages.values() for word in pages)} | {
            word for _box, word in self.covers.values()
        }


class Words:
    """Gives words that are in no dictionary, never one twice."""

    def __init__(self, chance: Random) -> None:
        """Draw from `chance`."""
        self._chance, self._given = chance, set[str]()

    def one(self) -> str:
        """Return a new word."""
        while True:
            parts = [self._chance.choice(_ONSETS) + self._chance.choice(_VOWELS) for _ in range(4)]
            made = "".join(parts) + self._chance.choice(_ENDS)
            if made not in self._given:
                self._given.add(made)
                return made


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


def _with_baggage(data: bytes, word: str) -> bytes:
    """Return the PDF with a word in its metadata, an attachment, a script, a note and a link to its last page."""
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        pdf.attachments["notes.txt"] = word.encode()
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{word}')"))
        pdf.docinfo["/Author"] = word
        with pdf.open_metadata() as metadata:
            metadata["dc:creator"] = [word]
        jump = Array([pdf.pages[-1].obj, Name.Fit])
        pdf.pages[0].obj.Annots = Array(
            [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 90, 90]), Dest=jump)]
        )
        return saved(pdf)


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF, the words of each page, what can be covered, and words that it holds and that are never shown."""

    data: bytes
    pages: list[str]
    cover: tuple[Box, str] | None = None
    never: tuple[str, ...] = ()


def _papers(words: Words, name: str, born: str) -> Iterator[Paper]:
    head = ["Lakeside Oncology", f"Patient: {name}", f"Date of birth: {born}"]
    one, two, three, cover, baggage, typed, hidden, fourth, last, fifth = (words.one() for _ in range(10))
    first = [*head, f"The first page speaks of {one} only.", f"Below it stands {cover} alone."]
    data = paper(first, [f"Then {two}."], [f"And {three}."])
    yield Paper(_with_baggage(data, baggage), [one, two, three], (_place_of(data, cover), cover), (baggage,))
    yield Paper(form(typed), [typed])
    yield Paper(layered(hidden), [], None, (hidden,))
    data = paper([*head, f"A letter about {fourth} and nothing else.", f"Signed beside {last} today."])
    yield Paper(data, [fourth], (_place_of(data, last), last))
    yield Paper(paper([*head, f"What was said in confidence: {fifth}."]), [fifth])


def _file(workspace: Workspace, person: str, path: Path) -> str:
    """Add a paper and return its id; what was attached to it goes to the trash again."""
    before = {one.id for one in workspace.documents.list(person)}
    workspace.importing.import_paths([path], person)
    new = [one for one in workspace.documents.list(person) if one.id not in before]
    for one in new:
        if one.file_name != path.name:
            workspace.documents.trash(one.id)
    return next(one.id for one in new if one.file_name == path.name)


def _add_papers(workspace: Workspace, held: Held, folder: Path, words: Words, name: str, born: str) -> None:
    for place, made in enumerate(_papers(words, name, born)):
        path = folder / f"{held.person}-{place}.pdf"
        path.write_bytes(made.data)
        document = _file(workspace, held.person, path)
        values = {"kind": _KINDS[place].value}
        if place == len(_KINDS) - 1:
            values["sensitive"] = SensitiveTag.MENTAL_HEALTH.value
            held.sensitive[document] = SensitiveTag.MENTAL_HEALTH
        workspace.documents.mark_reviewed(document, values)
        workspace.documents.keep_here(document)
        held.pages[document] = made.pages
        held.own += made.never
        if made.cover:
            held.covers[document] = made.cover


def _add_facts(workspace: Workspace, held: Held, words: Words) -> None:
    for kind, name, tag in (
        (FactKind.MEDICATIONS, "generic", None),
        (FactKind.MEDICATIONS, "generic", SensitiveTag.HIV_STD),
        (FactKind.CONDITIONS, "name", None),
        (FactKind.CONDITIONS, "name", SensitiveTag.SUBSTANCE_USE),
        (FactKind.ALLERGIES, "substance", None),
        (FactKind.QUESTIONS, "text", None),
        (FactKind.CONTACTS, "name", None),
    ):
        word = words.one()
        values = {name: word} | ({"sensitive": tag.value} if tag else {})
        before = {fact.id for fact in workspace.records.list(kind, held.person)}
        workspace.records.put(kind, held.person, values)
        (made,) = [fact.id for fact in workspace.records.list(kind, held.person) if fact.id not in before]
        held.facts[made] = word
        if tag:
            held.sensitive[made] = tag


def fill(workspace: Workspace, folder: Path, chance: Random) -> list[Held]:
    """Add four people with papers and entries; returns what each has."""
    words = Words(chance)
    people = []
    for name, born in PEOPLE:
        record = words.one()
        values = {"name": name, "born": born, "record_numbers": f"Lakeside: {record}"}
        held = Held(workspace.people.add(values).id, own=[record])
        _add_papers(workspace, held, folder, words, name, born)
        _add_facts(workspace, held, words)
        people.append(held)
    return people


def _half(chance: Random, things: Iterable[str]) -> frozenset[str]:
    return frozenset(one for one in things if chance.random() < 0.5)


@dataclass(frozen=True, slots=True)
class Play:
    """One packet: what is asked, and the words that must and those that must not be in it."""

    request: PacketRequest
    present: frozenset[str]
    absent: frozenset[str]


def play(workspace: Workspace, people: Sequence[Held], chance: Random) -> Play:
    """Return a packet of one of the people with exclusions by chance."""
    held = chance.choice(people)
    excluded = _half(chance, (*held.pages, *held.facts))
    answers = {tag: chance.choice(list(SensitiveChoice)) for tag in SensitiveTag if chance.random() < 0.7}
    pages = {
        one: tuple(n for n in range(1, len(words) + 1) if chance.random() < 0.3) for one, words in held.pages.items()
    }
    covered = _half(chance, held.covers)
    request = replace(
        workspace.packets.start(held.person).request,
        recipient_name="Dr. Lena Okafor",
        shape=chance.choice([PacketShape.FULL, PacketShape.FULL, PacketShape.SHORT]),
        parts=frozenset(
            {PacketPart.SUMMARY, PacketPart.SOURCES, *(part for part in PacketPart if chance.random() < 0.7)}
        ),
        excluded=excluded,
        excluded_pages=tuple(pages.items()),
        covered=tuple(CoveredPage(one, 1, (held.covers[one][0],)) for one in sorted(covered)),
        sensitive=tuple(answers.items()),
        hide_address=chance.random() < 0.5,
        paper=chance.choice(["letter", "a4"]),
    )
    return _judged(request, held, people)


def _judged(request: PacketRequest, held: Held, people: Sequence[Held]) -> Play:
    answers, pages = dict(request.sensitive), dict(request.excluded_pages)

    def is_out(one: str) -> bool:
        tag = held.sensitive.get(one)
        kept_back = tag is not None and answers.get(tag) is not SensitiveChoice.INCLUDE
        return one in request.excluded or kept_back

    absent = {word for other in people if other is not held for word in other.words} | {*held.own[1:]}
    present: set[str] = set()
    for one, words in held.pages.items():
        for number, word in enumerate(words, start=1):
            out = is_out(one) or number in pages.get(one, ())
            (absent if out else present).add(word)
    for one, (_box, word) in held.covers.items():
        if is_out(one) or 1 in pages.get(one, ()) or any(cover.document_id == one for cover in request.covered):
            absent.add(word)
    absent |= {word for one, word in held.facts.items() if is_out(one)}
    return Play(request, frozenset(present) if request.shape is PacketShape.FULL else frozenset(), frozenset(absent))
