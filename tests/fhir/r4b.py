"""What an independent reader of FHIR R4B says of a bundle."""

from __future__ import annotations

import json
from typing import Any

from fhir.resources.R4B.bundle import Bundle


def _as_the_reader_wants(value: Any) -> Any:
    """Return a document with a day where a vaccination or medicine given only says that its day is not known.

    R4 lets an extension stand for a required choice, and the guide asks for it; this reader looks for values only.
    """
    if isinstance(value, list):
        return [_as_the_reader_wants(one) for one in value]
    if not isinstance(value, dict):
        return value
    made = {name: _as_the_reader_wants(each) for name, each in value.items()}
    name = {"Immunization": "occurrenceDateTime", "MedicationAdministration": "effectiveDateTime"}.get(
        made.get("resourceType", "")
    )
    return made | {name: "2000"} if name and f"_{name}" in made else made


def check(bundle: dict[str, Any]) -> None:
    """Raise ValidationError for a bundle that the reader does not accept."""
    Bundle.model_validate_json(json.dumps(_as_the_reader_wants(bundle), default=float))
