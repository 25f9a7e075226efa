"""Which facts stand in which section, and as what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from desktop.fhir.allergies import allergy_intolerance
from desktop.fhir.conditions import condition_resource
from desktop.fhir.devices import device_resource, device_use
from desktop.fhir.directives import consent
from desktop.fhir.facts import stands
from desktop.fhir.history import CODES, family_member, habit
from desktop.fhir.immunizations import immunization_resource
from desktop.fhir.ips import alerts
from desktop.fhir.ips.fitting import fitted
from desktop.fhir.ips.narrative import of_fact, of_text
from desktop.fhir.ips.observations import Place, place_of, summary_observation
from desktop.fhir.ips.terms import SectionName
from desktop.fhir.ips.values import Summary
from desktop.fhir.medications import medication_statement
from desktop.fhir.negation import says_none
from desktop.fhir.procedures import care_plan, planned, procedure_resource, treatment_resource
from desktop.fhir.reports import (
    has_study,
    imaging_report,
    imaging_study,
    pathology_report,
    specimen,
)
from desktop.fhir.treatments import administration, of_medicines
from desktop.foundation.json_text import JSONObject
from desktop.records.allergy import Allergy
from desktop.records.condition import Condition, ConditionStatus
from desktop.records.device import Device
from desktop.records.directive import Directive
from desktop.records.fact import Fact, FactKind
from desktop.records.family_history import FamilyHistory
from desktop.records.imaging import Imaging
from desktop.records.immunization import Immunization
from desktop.records.medication import Medication
from desktop.records.pathology import Pathology
from desktop.records.procedure import Procedure
from desktop.records.question import Question
from desktop.records.result import Result
from desktop.records.social_history import SocialHistory, SocialTopic
from desktop.records.treatment import Treatment

FactT = TypeVar("FactT", bound=Fact)


@dataclass(slots=True)
class Content:
    """What stands in one section.

    `facts` are told in its narrative, `words` too; `entries` are the resources it refers to, `others` those that the
    entries need. `kinds` are the kinds of fact that belong here, `none_known` that all of a kind is stated as none.
    """

    kinds: tuple[FactKind, ...]
    facts: list[Fact] = field(default_factory=list)
    entries: list[JSONObject] = field(default_factory=list)
    others: list[JSONObject] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    none_known: bool = False

    @property
    def says_something(self) -> bool:
        """Whether there is anything to read here."""
        return bool(self.facts or self.entries or self.words)


def standing(summary: Summary, type_: type[FactT]) -> list[FactT]:
    """Return the facts of a kind that are the person's word and in no trash."""
    listed = summary.facts.get(type_.kind, ())
    return [fact for fact in listed if isinstance(fact, type_) and stands(fact) and fact.trashed is None]


def _affirmed(summary: Summary, type_: type[FactT]) -> list[FactT]:
    """Return the standing facts that are not denied, of kinds for which FHIR has no way to deny one."""
    return [fact for fact in standing(summary, type_) if not fact.negated]


def _of_facts(
    kind: FactKind,
    facts: Iterable[FactT],
    make: Callable[[FactT], JSONObject],
    others: Callable[[FactT], Iterator[JSONObject]] | None = None,
) -> Content:
    content = Content((kind,))
    for fact in facts:
        content.facts.append(fact)
        content.entries.append(fitted(make(fact), of_fact(fact)))
        content.others += [fitted(each, of_text(fact.title)) for each in others(fact)] if others else []
    return content


def _required(kind: FactKind, facts: list[FactT], make: Callable[[FactT], JSONObject]) -> Content:
    """Return a section that must be there. "Any allergy: none known" is its being empty, unless something is listed."""
    told = [fact for fact in facts if not says_none(fact)]
    if facts and not told:
        return Content((kind,), none_known=True)
    return _of_facts(kind, facts if len(told) < len(facts) else told, make)


def _over(condition: Condition) -> bool:
    return condition.clinical_status is ConditionStatus.RESOLVED and not condition.negated


def _condition(condition: Condition) -> JSONObject:
    return condition_resource(condition, frozenset())


def _problems(summary: Summary) -> Content:
    present = [one for one in standing(summary, Condition) if not _over(one)]
    return _required(FactKind.CONDITIONS, present, _condition)


def _past_problems(summary: Summary) -> Content:
    return _of_facts(FactKind.CONDITIONS, (one for one in standing(summary, Condition) if _over(one)), _condition)


def _allergies(summary: Summary) -> Content:
    return _required(FactKind.ALLERGIES, standing(summary, Allergy), allergy_intolerance)


def _medicine_lines(summary: Summary) -> list[Treatment]:
    return [one for one in standing(summary, Treatment) if of_medicines(one)]


def _medications(summary: Summary) -> Content:
    def statement(medication: Medication) -> JSONObject:
        return medication_statement(medication, frozenset())

    content = _required(FactKind.MEDICATIONS, standing(summary, Medication), statement)
    given = _of_facts(FactKind.TREATMENTS, _medicine_lines(summary), administration)
    content.facts += given.facts
    content.entries += given.entries
    content.none_known = content.none_known and not given.facts
    return content


def _immunizations(summary: Summary) -> Content:
    return _of_facts(FactKind.IMMUNIZATIONS, standing(summary, Immunization), immunization_resource)


def _observations(summary: Summary, place: Place) -> Content:
    content = Content((FactKind.RESULTS,))
    for result in _affirmed(summary, Result):
        if place_of(result) is place:
            content.facts.append(result)
            content.entries.append(summary_observation(result))
    return content


def _results(summary: Summary) -> Content:
    content = _observations(summary, Place.LABORATORY)
    pathology = _of_facts(
        FactKind.PATHOLOGY, _affirmed(summary, Pathology), pathology_report, lambda one: iter([specimen(one)])
    )
    imaging = _of_facts(
        FactKind.IMAGING,
        _affirmed(summary, Imaging),
        imaging_report,
        lambda one: iter([imaging_study(one)] if has_study(one) else []),
    )
    for more in (pathology, imaging):
        content.kinds += more.kinds
        content.facts += more.facts
        content.entries += more.entries
        content.others += more.others
    return content


def _procedures(summary: Summary) -> Content:
    content = _of_facts(
        FactKind.PROCEDURES, (one for one in standing(summary, Procedure) if not planned(one)), procedure_resource
    )
    medicines = {one.id for one in _medicine_lines(summary)}
    others = [one for one in standing(summary, Treatment) if not planned(one) and one.id not in medicines]
    courses = _of_facts(FactKind.TREATMENTS, others, treatment_resource)
    content.kinds += courses.kinds
    content.facts += courses.facts
    content.entries += courses.entries
    return content


def _devices(summary: Summary) -> Content:
    """Return what is in the body; that there is none of a device is said in words, FHIR having no statement for it."""
    devices = standing(summary, Device)
    content = _of_facts(
        FactKind.DEVICES,
        (one for one in devices if not one.negated),
        device_use,
        lambda one: iter([device_resource(one)]),
    )
    content.words += [f"{one.name or one.title}: none known" for one in devices if one.negated]
    return content


def _social(summary: Summary) -> Content:
    """Return habits; the profiles give tobacco and alcohol one coded entry each, so the first has the code."""
    content = Content((FactKind.SOCIAL,))
    coded: set[SocialTopic] = set()
    for fact in standing(summary, SocialHistory):
        with_code = fact.topic in CODES and fact.topic not in coded and not fact.negated
        coded |= {fact.topic} if with_code and fact.topic else set()
        content.facts.append(fact)
        kind = fact.topic.value if with_code and fact.topic else ""
        content.entries.append(fitted(habit(fact, with_code=with_code), of_fact(fact), kind=kind))
    return content


def _family(summary: Summary) -> Content:
    """Return illnesses of relatives; that one does not have it has no element, and is told in words."""
    content = Content((FactKind.FAMILY,))
    for fact in standing(summary, FamilyHistory):
        content.facts.append(fact)
        content.entries += [] if fact.negated else [fitted(family_member(fact), of_fact(fact))]
    return content


def _plan(summary: Summary) -> Content:
    content = Content((FactKind.PROCEDURES, FactKind.TREATMENTS))
    both: list[Procedure | Treatment] = [*standing(summary, Procedure), *standing(summary, Treatment)]
    ahead = tuple(fact for fact in both if planned(fact))
    if ahead:
        content.facts += ahead
        text = of_text(*(f"Planned: {fact.title}" for fact in ahead))
        content.entries.append(fitted(care_plan(ahead, summary.person.id), text))
    return content


def _directives(summary: Summary) -> Content:
    return _of_facts(FactKind.DIRECTIVES, _affirmed(summary, Directive), consent)


def _alerts(summary: Summary) -> Content:
    content = Content(())
    for alert in alerts.alerts(summary.person, standing(summary, Medication), standing(summary, Device)):
        content.words.append(alert.words)
        content.entries.append(fitted(alerts.flag(alert), of_text(alert.words)))
    return content


def _story(summary: Summary) -> Content:
    asked = sorted(standing(summary, Question), key=lambda one: (one.rank == 0, one.rank))
    words = [summary.story] if summary.story.strip() else []
    return Content((FactKind.QUESTIONS,), facts=[*asked], words=words)


def _function(summary: Summary) -> Content:
    return Content((), words=[summary.how_i_am] if summary.how_i_am.strip() else [])


SECTIONS: dict[SectionName, Callable[[Summary], Content]] = {
    SectionName.PROBLEMS: _problems,
    SectionName.ALLERGIES: _allergies,
    SectionName.MEDICATIONS: _medications,
    SectionName.ALERTS: _alerts,
    SectionName.IMMUNIZATIONS: _immunizations,
    SectionName.RESULTS: _results,
    SectionName.VITAL_SIGNS: lambda summary: _observations(summary, Place.VITAL_SIGNS),
    SectionName.PROCEDURES: _procedures,
    SectionName.DEVICES: _devices,
    SectionName.PAST_PROBLEMS: _past_problems,
    SectionName.PREGNANCY: lambda summary: _observations(summary, Place.PREGNANCY),
    SectionName.SOCIAL_HISTORY: _social,
    SectionName.FAMILY_HISTORY: _family,
    SectionName.FUNCTIONAL_STATUS: _function,
    SectionName.PLAN_OF_CARE: _plan,
    SectionName.ADVANCE_DIRECTIVES: _directives,
    SectionName.PATIENT_STORY: _story,
}
"""How each section is filled, in the order in which they stand."""
REQUIRED = {
    SectionName.PROBLEMS: FactKind.CONDITIONS,
    SectionName.ALLERGIES: FactKind.ALLERGIES,
    SectionName.MEDICATIONS: FactKind.MEDICATIONS,
}
"""The sections that always stand there, with the kind whose answer says why one is empty."""
SECTION_OF = {kind: name for name, kind in REQUIRED.items()} | {FactKind.DEVICES: SectionName.DEVICES}
"""Where it is said that a single thing of a kind is not known."""
TOLD = (
    FactKind.CONDITIONS,
    FactKind.ALLERGIES,
    FactKind.MEDICATIONS,
    FactKind.TREATMENTS,
    FactKind.IMMUNIZATIONS,
    FactKind.RESULTS,
    FactKind.PATHOLOGY,
    FactKind.IMAGING,
    FactKind.PROCEDURES,
    FactKind.DEVICES,
    FactKind.SOCIAL,
    FactKind.FAMILY,
    FactKind.DIRECTIVES,
    FactKind.QUESTIONS,
)
"""The kinds of fact that a summary tells."""
