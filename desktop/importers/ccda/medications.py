"""Medicines as taken, prescribed or stopped (C-CDA, Medication Activity)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.importers.base import ProposedFact
from desktop.importers.ccda.datatypes import begin, code_text, end, is_null, quantity_text, value_type
from desktop.importers.ccda.problems import status_value
from desktop.importers.ccda.section import (
    Section,
    author_of,
    comment_of,
    fact,
    inside,
    planned,
    related,
    said_not,
    status_of,
)
from desktop.importers.ccda.terms import words_for
from desktop.importers.ccda.text import says_none
from desktop.importers.safe_xml import Node, attribute, child, children, text_of
from desktop.records.dates import PartialDate
from desktop.records.fact import FactKind

_ANY, _NO_KNOWN = "410942007", "787481004"
"""SNOMED CT "drug or medicament", which says when negated that none is taken, and "no known medications"."""
_PRESCRIBED = "The file says that it was prescribed, not that it is taken."
_SEVERAL_DOSES = "The file gives several doses for this. Look at the text."
_NOT_SAID = "The file says that this entry is completed, not whether it is still taken."


def material(node: Node) -> Node | None:
    """Return what is given by a substance administration: its material, or a labeled drug of the same shape."""
    product = child(node, "consumable", "manufacturedProduct")
    made = child(product, "manufacturedMaterial")
    return child(product, "manufacturedLabeledDrug") if made is None else made


def material_name(section: Section, node: Node) -> str:
    """Return what the medicine is called."""
    made = material(node)
    return code_text(child(made, "code"), section.narrative) or text_of(child(made, "name"))


def _period(node: Node) -> str:
    period = child(node, "period")
    value, unit = attribute(period, "value"), attribute(period, "unit")
    if not value:
        low, high = child(period, "low"), child(period, "high")
        ends = [attribute(each, "value") for each in (low, high)]
        value, unit = " to ".join(text for text in ends if text), attribute(low, "unit") or attribute(high, "unit")
    words = words_for("period_unit", unit) or unit
    if not value:
        return ""
    return f"every {words.removesuffix('s')}" if value == "1" else f"every {value} {words}"


def _timing(node: Node) -> Iterator[str]:
    for each in children(node, "effectiveTime"):
        if value_type(each) == "EIVL_TS":
            event = attribute(child(each, "event"), "code")
            yield words_for("timing_event", event) or event
        yield _period(each)
        for part in children(each, "comp"):
            yield _period(part)
            event = attribute(child(part, "event"), "code")
            yield words_for("timing_event", event) or event


def _interval(node: Node) -> Node | None:
    times = [
        each for each in children(node, "effectiveTime") if value_type(each) not in {"PIVL_TS", "EIVL_TS", "SXPR_TS"}
    ]
    return times[0] if times else None


def _instructions(section: Section, node: Node) -> str:
    """Return how to take it, in the file's own words."""
    said: list[str] = []
    for each in inside(node, "substanceAdministration", "act"):
        coded = attribute(child(each, "code"), "code")
        if coded in {"76662-6", "311401005", "409073007", "422037009"} or each.tag == "substanceAdministration":
            text = child(each, "text")
            said.append(section.narrative.referenced(text) or text_of(text))
    own = child(node, "text")
    if child(own, "reference") is None:
        said.append(text_of(own))
    return "; ".join(dict.fromkeys(text for text in said if text))


def _why(section: Section, node: Node) -> str:
    indications = related(node, "RSON", "observation", "act")
    reasons = [code_text(child(each, "value"), section.narrative) for each in indications]
    for criterion in children(node, "precondition", "criterion"):
        text = child(criterion, "text")
        reasons.append(
            code_text(child(criterion, "value"), section.narrative)
            or section.narrative.referenced(text)
            or text_of(text)
        )
    return "; ".join(dict.fromkeys(reason for reason in reasons if reason))


def _as_needed(node: Node) -> bool:
    criteria = children(node, "precondition", "criterion")
    return any(not is_null(each) for each in criteria)


def _several_doses(node: Node) -> bool:
    """Whether steps of a taper, or doses of different times, are held inside."""
    return any(
        child(each, "doseQuantity") is not None or child(each, "effectiveTime") is not None
        for each in inside(node, "substanceAdministration")
    )


def _prescriber(node: Node) -> str:
    supplies = (author_of(supply) for supply in inside(node, "supply"))
    return author_of(node) or next((name for name in supplies if name), "")


def _status(section: Section, node: Node, ended: PartialDate | None) -> tuple[str, tuple[str, ...]]:
    """Return taken or stopped, and what has to be asked."""
    if ended is not None and ended.high < section.today:
        return "stopped", ()
    stated = words_for("medication_status", status_value(section, node).casefold())
    if stated:
        return stated, ()
    state = status_of(node)
    if state in {"aborted", "cancelled", "suspended", "nullified", "obsolete"}:
        return "stopped", (f"The file says “{state}”.",)
    if state == "completed" and ended is None:
        return "active", (_NOT_SAID,)
    return "active", (_PRESCRIBED,) if planned(node) else ()


def medication(section: Section, node: Node) -> Iterator[ProposedFact]:
    """Yield the medicine that a substance administration is about."""
    name = material_name(section, node)
    made = material(node)
    code = child(made, "code")
    codes = {attribute(code, "code"), attribute(child(node, "code"), "code")}
    told = section.narrative.referenced(child(node, "text"))
    nothing = _ANY in codes or says_none(name or told)
    if _NO_KNOWN in codes or (said_not(node) and nothing):
        yield fact(section, FactKind.MEDICATIONS, node, {"generic": "Any medicine"}, code=code, negated=True)
        return
    name = name or told
    if not name or says_none(name):
        return
    times = _interval(node)
    ended = end(times)
    status, doubts = _status(section, node, ended)
    sig = _instructions(section, node)
    timing = ", ".join(dict.fromkeys(part for part in _timing(node) if part))
    rate, limit = quantity_text(child(node, "rateQuantity")), child(node, "maxDoseQuantity")
    most = quantity_text(child(limit, "numerator"))
    notes = (
        f"As written: {sig}" if sig and timing else "",
        f"Rate: {rate}" if rate else "",
        f"At most {most} in {quantity_text(child(limit, 'denominator'))}" if most else "",
        comment_of(node, section.narrative),
    )
    brand = text_of(child(made, "name"))
    yield fact(
        section,
        FactKind.MEDICATIONS,
        node,
        {
            "generic": name,
            "brand": brand if brand.casefold() not in name.casefold() else "",
            "form": code_text(child(node, "administrationUnitCode"), section.narrative),
            "route": code_text(child(node, "routeCode"), section.narrative),
            "dose": quantity_text(child(node, "doseQuantity")),
            "how_often": timing or sig,
            "as_needed": "yes" if _as_needed(node) else "",
            "why": _why(section, node),
            "prescriber": _prescriber(node),
            "status": status,
            "start": begin(times),
            "stop": ended if status == "stopped" else None,
            "note": "\n".join(one for one in notes if one),
        },
        code=code if not is_null(code) else None,
        negated=said_not(node),
        doubts=() if said_not(node) else (*doubts, *((_SEVERAL_DOSES,) if _several_doses(node) else ())),
    )


def medications(section: Section, entry: Node) -> Iterator[ProposedFact]:
    """Yield the medicines of an entry; a discharge act or a taper holds them inside."""
    for node in children(entry, "substanceAdministration"):
        yield from medication(section, node)
    for holder in (*children(entry, "act"), *children(entry, "organizer")):
        for node in inside(holder, "substanceAdministration"):
            yield from medication(section, node)
