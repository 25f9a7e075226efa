"""The sandbox job that reads a C-CDA or C32 document: its sections as pages, its entries as proposals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from lxml import etree

from desktop.importers import limits, wire
from desktop.importers.base import ImportResult, ProposedFact
from desktop.importers.ccda import allergies, care, life, medications, plan, problems, results, rows_only, team
from desktop.importers.ccda.attached import names_inside
from desktop.importers.ccda.datatypes import is_null, narrative_of
from desktop.importers.ccda.document import head_lines, identify
from desktop.importers.ccda.section import Section, templates, void
from desktop.importers.ccda.terms import section_kind
from desktop.importers.ccda.text import section_lines
from desktop.importers.paging import Pages
from desktop.importers.safe_xml import Node, attribute, child, children, read_xml, text_of
from desktop.records.document import ImportIssue
from desktop.sandbox.values import JSONValue

MEDIA_TYPE = "application/hl7-cda+xml"
Reader = Callable[[Section, Node], Iterator[ProposedFact]]


def _functional(section: Section, entry: Node) -> Iterator[ProposedFact]:
    """Problems stated as such are conditions; scales and other observations are results."""
    for act in children(entry, "act"):
        yield from problems.problems(section, entry) if child(act, "entryRelationship") is not None else ()
    problem_template = "2.16.840.1.113883.10.20.22.4.4"
    for observation in children(entry, "observation"):
        if problem_template in templates(observation):
            yield from problems.problem(section, observation)
        else:
            yield from results.result(section, observation, panel=section.title)
    for organizer in children(entry, "organizer"):
        for observation in organizer.iterfind("component/observation"):
            yield from results.result(section, observation, organizer=organizer, panel=section.title)


def _done(section: Section, entry: Node) -> Iterator[ProposedFact]:
    """Procedures, and what was given for them."""
    yield from care.procedures(section, entry)
    yield from plan.administered(section, entry)


READERS: dict[str, Reader] = {
    "allergies": allergies.allergies,
    "problems": problems.problems,
    "medications": medications.medications,
    "results": results.results,
    "vitals": results.results,
    "immunizations": care.immunizations,
    "procedures": _done,
    "encounters": care.encounters,
    "family": life.family,
    "social": life.social,
    "devices": care.devices,
    "plan": plan.plan,
    "functional": _functional,
    "findings": _functional,
    "administered": plan.administered,
    "directives": life.directives,
    "coverage": life.coverage,
    "team": team.members,
}
"""What reads the entries of each kind of section; the entries of other sections stay in the text."""


@dataclass(frozen=True, slots=True)
class Tally:
    """One section: how many entries it has, how many yielded something, and how many facts came of them."""

    title: str
    kind: str
    entries: int
    told: int
    facts: tuple[ProposedFact, ...]


def _sections(root: Node) -> Iterator[Node]:
    if root.tag == "section":
        yield root
    yield from root.iter("section") if root.tag != "section" else root.iterdescendants("section")


def _section(node: Node, page: int, today: date) -> Section:
    title = text_of(child(node, "title"))
    kind = section_kind(attribute(child(node, "code"), "code"), tuple(sorted(templates(node))), title)
    shown = title or attribute(child(node, "code"), "displayName") or kind.capitalize() or "Section"
    return Section(page, kind, shown, node, narrative_of(node), today)


def _tally(section: Section) -> Tally:
    reader = READERS.get(section.kind)
    found: list[ProposedFact] = []
    told = 0
    entries = list(children(section.node, "entry"))
    unknown = is_null(section.node)
    for entry in entries:
        silent = reader is None or unknown or any(void(each) for each in entry.iterchildren(etree.Element))
        facts = list(reader(section, entry)) if reader is not None and not silent else []
        told += bool(facts)
        found += facts
    if not entries and not unknown:
        found += rows_only.picked_rows(section)
    unique = {(fact.kind, fact.negated, *sorted(fact.values.items())): fact for fact in found}
    return Tally(section.title, section.kind, len(entries), told, tuple(unique.values()))


def read_sections(root: Node, today: date) -> tuple[list[Section], list[Tally]]:
    """Return the sections of a document and what their entries yielded; page 1 is the head."""
    sections = [_section(node, page, today) for page, node in enumerate(_sections(root), start=2)]
    return sections, [_tally(section) for section in sections]


def _left(tally: Tally) -> ImportIssue | None:
    count = tally.entries - tally.told
    if not count:
        return None
    words = "1 entry" if count == 1 else f"{count} entries"
    return ImportIssue("kept-as-text", f"{words} of “{tally.title}” can be read in the text, but not added as facts.")


def _placed(fact: ProposedFact, pages: Pages, added: int) -> ProposedFact:
    """Return a fact with the page on which it can be read; `added` is the number of its section's text."""
    place = fact.provenance
    return replace(fact, provenance=replace(place, page=pages.where(added, place.snippet)))


def read(data: bytes, *, today: date) -> ImportResult:
    """Read the bytes of a document; trouble is told as issues, never raised."""
    tree = read_xml(data)
    root = tree.root
    if root is None or root.tag not in {"ClinicalDocument", "section", "component"}:
        return ImportResult(media_type=MEDIA_TYPE, issues=tree.issues or (limits.UNKNOWN,))
    sections, tallies = read_sections(root, today)
    contacts = list(team.contacts(Section(1, "", "", root, narrative_of(root), today), root))
    proposal, pages = identify(root), Pages()
    head = pages.add(proposal.title, head_lines(root), [fact.provenance.snippet for fact in contacts])
    texts = [
        pages.add(section.title, section_lines(section.node), [fact.provenance.snippet for fact in tally.facts])
        for section, tally in zip(sections, tallies, strict=True)
    ]
    facts = [_placed(fact, pages, added) for added, tally in zip(texts, tallies, strict=True) for fact in tally.facts]
    left = [issue for tally in tallies if (issue := _left(tally)) is not None]
    if inside := names_inside(root):
        left.append(limits.files_inside(inside))
    return ImportResult(
        media_type=MEDIA_TYPE,
        page_count=len(pages.made),
        pages=pages.made,
        proposal=proposal,
        facts=(*facts, *(_placed(fact, pages, head) for fact in contacts)),
        issues=(*tree.issues, *left, *((limits.TOO_LONG_TO_SHOW,) if pages.cut else ())),
    )


def read_ccda(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the document; argument `today` (ISO date)."""
    return wire.to_json(read(blobs[0], today=date.fromisoformat(str(arguments["today"])))), ()
