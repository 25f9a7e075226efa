"""The registry of kinds: which value stands for which kind of fact."""

from __future__ import annotations

from desktop.records.allergy import Allergy
from desktop.records.appointment import Appointment
from desktop.records.authority import Authority
from desktop.records.condition import Condition
from desktop.records.contact import Contact
from desktop.records.coverage import Coverage
from desktop.records.device import Device
from desktop.records.directive import Directive
from desktop.records.encounter import Encounter
from desktop.records.fact import Fact, FactKind
from desktop.records.family_history import FamilyHistory
from desktop.records.imaging import Imaging
from desktop.records.immunization import Immunization
from desktop.records.medication import Medication
from desktop.records.opinion import Opinion
from desktop.records.pathology import Pathology
from desktop.records.procedure import Procedure
from desktop.records.question import Question
from desktop.records.recipient import Recipient
from desktop.records.request import Request
from desktop.records.result import Result
from desktop.records.social_history import SocialHistory
from desktop.records.treatment import Treatment

FACT_TYPES: dict[FactKind, type[Fact]] = {
    fact_type.kind: fact_type
    for fact_type in (
        Result,
        Medication,
        Allergy,
        Condition,
        Contact,
        Question,
        Recipient,
        Appointment,
        Treatment,
        Pathology,
        Imaging,
        Procedure,
        Encounter,
        Immunization,
        Device,
        FamilyHistory,
        SocialHistory,
        Directive,
        Authority,
        Coverage,
        Opinion,
        Request,
    )
}
"""One frozen dataclass for each kind."""
