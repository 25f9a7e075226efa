"""The registry of kinds: which value stands for which kind of fact."""

from __future__ import annotations

from desktop.records.allergy import Allergy
from desktop.records.appointment import Appointment
from desktop.records.condition import Condition
from desktop.records.contact import Contact
from desktop.records.fact import Fact, FactKind
from desktop.records.medication import Medication
from desktop.records.question import Question
from desktop.records.recipient import Recipient
from desktop.records.result import Result

FACT_TYPES: dict[FactKind, type[Fact]] = {
    fact_type.kind: fact_type
    for fact_type in (Result, Medication, Allergy, Condition, Contact, Question, Recipient, Appointment)
}
"""One frozen dataclass for each kind."""
