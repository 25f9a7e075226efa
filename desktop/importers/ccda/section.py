"""A section of a document, and how its entries become proposals with their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.importers.base import ProposedFact
from desktop.importers.ccda.datatypes import Narrative, codings, is_null, name_text, organization_name
from desktop.importers.safe_xml import Node, attribute, child, children, text_of
from desktop.records.dates import PartialDate
from desktop.records.fact import FactKind
from desktop.records.provenance import Provenance

READER = "ccda/1"
DONE = frozenset({"", "EVN"})
"""Moods of what happened; every other mood is planned, wished or asked for."""
_LONGEST_SNIPPET = 400


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its place among the pages (from 1), what kind it is, its title and texts."""

    page: int
    kind: str
    title: str
    node: Node
    narrative: Narrative
    today: date


def templates(node: Node) -> frozenset[str]:
    """Return the template ids (without their version) that a node claims to follow."""
    return frozenset(attribute(each, "root") for each in children(node, "templateId"))


def planned(node: Node) -> bool:
    """Return whether an entry is not about something that happened (any moodCode but EVN)."""
    return attribute(node, "moodCode") not in DONE


def said_not(node: Node) -> bool:
    """Return whether an entry is negated."""
    return attribute(node, "negationInd") in {"true", "1"}


def status_of(node: Node) -> str:
    """Return the status code of an act, for example active, completed or aborted."""
    return attribute(child(node, "statusCode"), "code")


def void(node: Node) -> bool:
    """Return whether a statement says nothing: it is null itself (`nullFlavor`), or was entered in error."""
    return is_null(node) or status_of(node) == "nullified"


def inside(node: Node, *names: str) -> Iterator[Node]:
    """Return the clinical statements directly below `node`, by element name (observation, act …); none that is void."""
    for link in (*children(node, "entryRelationship"), *children(node, "component")):
        for name in names:
            yield from (each for each in children(link, name) if not void(each))


def related(node: Node, type_code: str, *names: str) -> Iterator[Node]:
    """Return the statements related to `node` by `type_code` (RSON, MFST, SUBJ …)."""
    for link in children(node, "entryRelationship"):
        if attribute(link, "typeCode") == type_code:
            for name in names:
                yield from children(link, name)


def performer_of(node: Node) -> tuple[str, str]:
    """Return who performed something, and the organization they did it for."""
    for each in children(node, "performer", "assignedEntity"):
        person, place = (
            name_text(child(each, "assignedPerson")),
            organization_name(child(each, "representedOrganization")),
        )
        if person or place:
            return person, place
    return "", ""


def author_of(node: Node) -> str:
    """Return the first named author of an entry; a device is no author."""
    return next(
        (n for each in children(node, "author", "assignedAuthor", "assignedPerson") if (n := name_text(each))), ""
    )


def location_of(node: Node) -> str:
    """Return the place where something happened (participant LOC)."""
    for each in children(node, "participant"):
        if attribute(each, "typeCode") == "LOC":
            role = child(each, "participantRole")
            name = organization_name(child(role, "playingEntity")) or organization_name(child(role, "scopingEntity"))
            if name:
                return name
    return ""


def comment_of(node: Node, narrative: Narrative) -> str:
    """Return the comments that belong to an entry."""
    acts = (act for act in inside(node, "act") if attribute(child(act, "code"), "code") == "48767-8")
    said = (text_of(child(act, "text")) or narrative.referenced(child(act, "text")) for act in acts)
    return "\n".join(text for text in said if text)


def _snippet(section: Section, node: Node, values: Mapping[str, str], code: Node | None) -> str:
    text = child(node, "text")
    places = (text, child(code, "originalText"), child(child(node, "code"), "originalText"))
    quoted = next((found for place in places if (found := section.narrative.referenced(place))), "")
    told = quoted or text_of(text) or " · ".join(" ".join(one.split()) for one in values.values())
    return told[:_LONGEST_SNIPPET].strip(" ·")


_OF_ANOTHER = "The file says that this is about someone else, for example a child or a donor."


def _about_another(kind: FactKind, node: Node) -> bool:
    return kind is not FactKind.FAMILY and child(node, "subject", "relatedSubject") is not None


def fact(  # noqa: PLR0913 - all that an entry says about one fact
    section: Section,
    kind: FactKind,
    node: Node,
    values: Mapping[str, str | PartialDate | None],
    *,
    code: Node | None = None,
    negated: bool = False,
    doubts: tuple[str, ...] = (),
) -> ProposedFact:
    """Return a proposal from an entry; `values` by entry field, empty ones left out; `doubts` ask for a look."""
    texts = {
        name: value.iso_time if isinstance(value, PartialDate) else value.strip()
        for name, value in values.items()
        if value
    }
    shown = {name: text for name, text in texts.items() if text}
    doubts = (*doubts, _OF_ANOTHER) if _about_another(kind, node) else doubts
    snippet = _snippet(section, node, shown, code)
    place = Provenance(document_id="", page=section.page, snippet=snippet, reader=READER)
    return ProposedFact(
        kind=kind,
        values=shown,
        provenance=place,
        negated=negated,
        codings=codings(code),
        certain=not doubts,
        issues=doubts,
    )
