"""Medicines and allergies proposed from a document's lists; what is in doubt is told, not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date

from desktop.importers.base import ProposedFact
from desktop.importers.identify.dates import find_dates
from desktop.importers.identify.folded import folded
from desktop.importers.identify.reading import Reading, read_pages
from desktop.importers.identify.rows import Row
from desktop.importers.medications import allergies, drug
from desktop.importers.medications.entries import bulleted, entries_of
from desktop.importers.medications.names import is_known, read_medicine
from desktop.importers.medications.sections import Region, is_head, regions_of
from desktop.importers.medications.tables import read_table
from desktop.importers.medications.terms import Section, doubtful, words
from desktop.importers.words import UNSURE, PageWords, around
from desktop.records.document import DocumentKind, ImportIssue
from desktop.records.fact import FactKind
from desktop.records.provenance import Provenance

READER = "medications 1"
MEDICINES = "Medicines here could not be read with certainty."
ALLERGIES = "Allergies here could not be read with certainty."
GIVEN = "Medicines on this page were given at a visit, or belong to the past. They were not read as yours."
RECOGNIZED = "The words of this page were recognized in a picture. Please compare each sign."
_TWICE = "This medicine is named more than once, not with the same words."
_BOTH = "The document names allergies, and also says that none are known."
_NO_LISTS = frozenset({DocumentKind.BILL, DocumentKind.INSURANCE, DocumentKind.LAB_REPORT, DocumentKind.ID})
_ALLERGIC = re.compile(
    r"^(?:(?:the )?(?:patient|he|she|you)(?: is| are)? |(?:el |la )?paciente |es )?"
    r"(?:allergic to|alergic[oa] a|alergia a)\s*:?\s+(.+)$",
    re.IGNORECASE,
)
_INTRO = 2


@dataclass(frozen=True)
class ListReading:
    """What was read, in the order of the pages, and the pages where something could not be read."""

    facts: tuple[ProposedFact, ...]
    issues: tuple[ImportIssue, ...]

    @property
    def pages(self) -> frozenset[int]:
        """The pages that hold lists, read or not."""
        told = {issue.page for issue in self.issues}
        return frozenset({fact.provenance.page for fact in self.facts} | (told - {0}))

    def telling_of(self, pages: AbstractSet[int]) -> ListReading:
        """Return this reading with a word on each of `pages` that now holds nothing."""
        silent = sorted(pages - self.pages)
        return replace(self, issues=(*self.issues, *(_issue("medicines-uncertain", page) for page in silent)))


_TEXTS = {"medicines-uncertain": MEDICINES, "allergies-uncertain": ALLERGIES, "medicines-given": GIVEN}


def _issue(code: str, page: int) -> ImportIssue:
    return ImportIssue(code, _TEXTS[code], page)


@dataclass
class _Made:
    facts: list[ProposedFact] = field(default_factory=list)
    doubts: set[tuple[str, int]] = field(default_factory=set)

    def doubt(self, section: Section, rows: Iterable[Row]) -> None:
        code = "allergies-uncertain" if section in _ALLERGY_SECTIONS else "medicines-uncertain"
        self.doubts.update((code, row.page) for row in rows)


_ALLERGY_SECTIONS = frozenset({Section.ALLERGIES, Section.INTOLERANCES})


def read_lists(pages: Sequence[PageWords], *, today: date) -> ListReading:
    """Read medicines and allergies of a document from the words of its pages, printed or recognized in a picture."""
    return lists_of(read_pages(pages, today), frozenset(page.page for page in pages if page.recognized))


def lists_of(reading: Reading, scans: AbstractSet[int] = frozenset()) -> ListReading:
    """Read the lists of pages already taken apart; a file that names several people yields none.

    On the pages `scans` the words were recognized in a picture: nothing there is certain.
    """
    if reading.known is not None and reading.known.terms.kind in _NO_LISTS:
        return ListReading((), ())
    made = _Made()
    regions = regions_of(reading.rows)
    for region in regions:
        _read_region(region, reading, made)
    _read_sentences(reading, regions, made)
    _find_strays(reading, regions, made)
    if reading.person.several and (made.facts or made.doubts):
        text = "This file names more than one person. No medicines or allergies were read from it."
        return ListReading((), (ImportIssue("several-people", text),))
    facts = [_scanned(fact) if fact.provenance.page in scans else fact for fact in _checked(made.facts)]
    facts.sort(key=lambda one: (one.provenance.page, one.provenance.box.top if one.provenance.box else 0.0))
    return ListReading(tuple(facts), tuple(_issue(code, page) for code, page in sorted(made.doubts)))


def _scanned(fact: ProposedFact) -> ProposedFact:
    return replace(fact, certain=False, issues=(*fact.issues, RECOGNIZED))


def _read_region(region: Region, reading: Reading, made: _Made) -> None:
    if region.section is Section.NOT_OWN:
        told = [row for row in region.rows if _names_medicine(row.text)]
        made.doubts.update(("medicines-given", row.page) for row in told)
        return
    if not region.rows:
        return
    allergic = region.section in _ALLERGY_SECTIONS
    head = next((n for n, row in enumerate(region.rows) if is_head(row, allergies=allergic)), None)
    if any(UNSURE in row.text for row in region.rows):
        made.doubt(region.section, region.rows)
    elif head is not None:
        if any(_names_medicine(row.text) for row in region.rows[:head]) or head > _INTRO:
            made.doubt(region.section, region.rows[:1])
        else:
            _read_table(region, region.rows[head:], reading, made)
    elif allergic:
        _read_allergy_lines(region, made)
    else:
        _read_medicine_lines(region, made)


def _read_table(region: Region, rows: Sequence[Row], reading: Reading, made: _Made) -> None:
    allergic = region.section in _ALLERGY_SECTIONS
    table = read_table(rows, allergies=allergic)
    if not table.clean:
        made.doubt(region.section, rows[:1])
    for row in table.rows:
        if allergic:
            said = allergies.of_row(table, row, region.section, lambda text: _day(text, reading))
            if said is not None:
                made.facts.append(_fact(FactKind.ALLERGIES, said.values, row.rows, negated=said.negated))
                continue
        else:
            values = drug.of_row(table, row, region.section)
            if values is not None:
                made.facts.append(_medicine(region, values, row.rows))
                continue
            none = row.sure and len(table.rows) == 1 and _none_taken(row.rows)
            if none:
                made.facts.append(_no_medicine(row.rows))
                continue
        made.doubt(region.section, row.rows)


def _day(text: str, reading: Reading) -> str:
    if re.fullmatch(r"(19|20)\d\d", text.strip()):
        return text.strip()
    found = find_dates(text, reading.today)
    day = reading.order.day_of(found[0]) if len(found) == 1 else None
    whole = bool(found) and folded(text).strip(" .") == folded(found[0].printed).strip(" .")
    return day.iso if day is not None and whole and day.low <= reading.today else ""


def _none_taken(rows: Sequence[Row]) -> bool:
    text = folded(" ".join(row.text for row in rows)).strip(" .•-–*·")
    return text in words("none_medications")


def _no_medicine(rows: Sequence[Row]) -> ProposedFact:
    return _fact(FactKind.MEDICATIONS, {"generic": "Any medicine"}, rows, negated=True)


def _read_medicine_lines(region: Region, made: _Made) -> None:
    if _none_taken(region.rows[:1]) and not any(_names_medicine(row.text) for row in region.rows[1:]):
        if region.section is Section.ACTIVE and not region.supplement and _lists_all(region):
            made.facts.append(_no_medicine(region.rows[:1]))
        return
    if _read_run_in(region, made):
        return
    entries, stray = entries_of(region.rows)
    if not entries:
        made.doubt(region.section, stray[:1])
    for entry in entries:
        values = drug.of_text(" ".join(entry.lines), region.section) if entry.sure and _one_cell(entry.rows) else None
        if values is None:
            made.doubt(region.section, entry.rows)
        else:
            made.facts.append(_medicine(region, values, entry.rows))
    made.doubt(region.section, [row for row in stray if _names_medicine(row.text)])


def _lists_all(region: Region) -> bool:
    """Return whether a heading stands over the whole list; "STOP taking: none" says nothing of the others."""
    name = folded(region.heading.cell.text) if region.heading else ""
    return any(
        word in name for word in ("current", "medications", "medication list", "actual", "medicamentos", "medicacion")
    ) and not any(
        word in name
        for word in ("new", "start", "change", "continue", "discharge", "counter", "nuevos", "tom", "al alta")
    )


def _one_cell(rows: Sequence[Row]) -> bool:
    """Return whether every line is one run of words; a bullet and its words may stand apart."""
    return all(len(row.cells) == 1 or (len(row.cells) == 2 and bulleted(row.cells[0].text + " ")) for row in rows)  # noqa: PLR2004


def _read_run_in(region: Region, made: _Made) -> bool:
    """Read "metformin 500 mg twice daily; lisinopril 10 mg daily" when every part of it is one medicine."""
    inline = region.heading is not None and bool(region.heading.inline)
    text = " ".join(row.text for row in region.rows)
    if any(bulleted(row.text) for row in region.rows) or not (inline or ";" in text) or not _one_cell(region.rows):
        return False
    for split in (r";\s*", r"\.\s+(?=[A-Za-z])", r",\s+"):
        parts = [part.strip(" .") for part in re.split(split, text) if part.strip(" .")]
        read = [drug.of_text(part, region.section) for part in parts]
        values = [one for one in read if one is not None]
        if parts and len(values) == len(parts) and all(_plain(one) for one in values):
            made.facts += [
                _medicine(region, one, region.rows, snippet=part) for one, part in zip(values, parts, strict=True)
            ]
            return True
    if inline:
        made.doubt(region.section, region.rows)
    return inline


def _plain(values: dict[str, str]) -> bool:
    """Return whether nothing but short words stand in the fields: no part that holds two medicines."""
    return len(values.get("how_often", "").split()) <= 8  # noqa: PLR2004 - "two times a day as needed" and the like


def _read_allergy_lines(region: Region, made: _Made) -> None:
    rows = region.rows
    for index, row in enumerate(rows):
        if index and row.page == rows[index - 1].page and row.top - rows[index - 1].bottom > row.tall * 2:
            made.doubt(region.section, [one for one in rows[index:] if _names_allergy(one.text)])
            return
        text = re.sub(r"^\d{1,2}[.)]\s+", "", row.text)
        none = allergies.none_below(text)
        said = allergies.of_list(text, region.section) if _one_cell([row]) else None
        if none is not None and region.section is Section.ALLERGIES:
            said = [none]
        if said is None:
            made.doubt(region.section, [row])
            if index == 0:
                made.doubt(region.section, rows)
                return
            continue
        heading = region.heading.cell.text if region.heading else ""
        narrowed = [allergies.under(one, heading) for one in said]
        made.facts += [_fact(FactKind.ALLERGIES, one.values, [row], negated=one.negated) for one in narrowed]


def _names_allergy(text: str) -> bool:
    return any(allergies.known_substance(part.strip(" .,;()•-")) for part in re.split(r"[,;(]\s*|\s-\s", text))


def _names_medicine(text: str) -> bool:
    found = read_medicine(re.sub(r"^[•●○▪*\-–·]\s*|^\d+[.)]\s+", "", text))
    return found is not None and bool(found.strength or found.known)


def _read_sentences(reading: Reading, regions: Sequence[Region], made: _Made) -> None:
    """Read "Allergic to: penicillin (hives)" and "NKDA" where they stand by themselves."""
    covered = _covered(regions)
    for row in reading.rows:
        if (row.page, round(row.middle)) in covered or len(row.cells) > 1:
            continue
        none = allergies.none_said(row.text)
        found = _ALLERGIC.match(row.text)
        if none is not None and none.values["substance"] != "Any medicine":
            made.facts.append(_fact(FactKind.ALLERGIES, none.values, [row], negated=True))
        elif found is not None:
            said = None if doubtful(found[1]) else allergies.of_list(found[1], Section.ALLERGIES)
            if said is None:
                made.doubt(Section.ALLERGIES, [row])
            else:
                made.facts += [_fact(FactKind.ALLERGIES, one.values, [row], negated=one.negated) for one in said]


def _covered(regions: Sequence[Region]) -> set[tuple[int, int]]:
    return {(row.page, round(row.middle)) for region in regions for row in region.rows}


def _find_strays(reading: Reading, regions: Sequence[Region], made: _Made) -> None:
    """Tell of lines that look like a medicine of a list and stand below no heading that is known."""
    covered = _covered(regions)
    for row in reading.rows:
        if (row.page, round(row.middle)) in covered or doubtful(row.text):
            continue
        for cell in row.cells:
            found = read_medicine(re.sub(r"^[•●○▪*\-–·]\s*|^\d+[.)]\s+", "", cell.text))
            if found is not None and found.strength and is_known(found.name):
                made.doubt(Section.ACTIVE, [row])


def _medicine(region: Region, values: dict[str, str], rows: Sequence[Row], snippet: str = "") -> ProposedFact:
    more = {"status": "stopped" if region.section is Section.STOPPED else "active"}
    if region.supplement:
        more["supplement"] = "yes"
    return _fact(FactKind.MEDICATIONS, {**more, **values}, rows, snippet=snippet)


def _fact(
    kind: FactKind, values: dict[str, str], rows: Sequence[Row], *, negated: bool = False, snippet: str = ""
) -> ProposedFact:
    here = [row for row in rows if row.page == rows[0].page]
    place = Provenance(
        document_id="",
        page=rows[0].page,
        box=around(row.box() for row in here),
        snippet=snippet or " ".join(row.text for row in rows),
        reader=READER,
    )
    return ProposedFact(kind=kind, values=values, provenance=place, negated=negated)


def _checked(facts: Sequence[ProposedFact]) -> list[ProposedFact]:
    """Drop what is said twice in the same words; doubt what is said twice in other words, or against itself."""
    unique: dict[tuple[str, str, bool], ProposedFact] = {}
    for fact in facts:
        values = ";".join(f"{name}={text}" for name, text in sorted(fact.values.items()))
        unique.setdefault((fact.kind.value, folded(values), fact.negated), fact)
    kept = list(unique.values())
    return [_doubted(fact, kept) for fact in kept]


def _doubted(fact: ProposedFact, others: Sequence[ProposedFact]) -> ProposedFact:
    same_kind = [one for one in others if one is not fact and one.kind is fact.kind]
    names = {folded(one.values.get("generic", "")) for one in same_kind if fact.kind is FactKind.MEDICATIONS}
    if folded(fact.values.get("generic", "")) in names - {""}:
        return replace(fact, certain=False, issues=(_TWICE,))
    general = {"Any allergy", "Medicines", "Any medicine"}
    wide = fact.negated and (fact.values.get("substance") or fact.values.get("generic")) in general
    against = [one for one in same_kind if one.negated is not fact.negated]
    against = [one for one in against if wide or (one.values.get("substance") or one.values.get("generic")) in general]
    if against:
        issue = _BOTH if fact.kind is FactKind.ALLERGIES else "The document also says that no medicines are taken."
        return replace(fact, certain=False, issues=(issue,))
    return fact
