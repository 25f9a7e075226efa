"""How a resource becomes one of a summary: its profile, its identifier, its narrative, and what it must have."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.fhir.elements import absent, full_url, system, without_empty
from desktop.fhir.ips.terms import profile, required_time
from desktop.foundation.json_text import JSONObject, JSONValue

_WITHOUT_IDENTIFIER = frozenset({"Provenance"})


def _identified(resource: JSONObject) -> list[JSONValue]:
    """Return the identifiers of a resource: its own lasting one, then those that were printed."""
    own: JSONObject = {"system": system("uri"), "value": full_url(str(resource["id"]))}
    found = resource.get("identifier")
    return [own, *(found if isinstance(found, Sequence) and not isinstance(found, str) else ())]


def _with_times(resource: JSONObject) -> JSONObject:
    """Say of a time that must be there and is not known that it is not known."""
    name = required_time(str(resource["resourceType"]))
    if not name or any(key.startswith(name) for key in resource):
        return resource
    return resource | {f"_{name}DateTime": absent()}


def _profiled(resource: JSONObject, name: str) -> JSONObject:
    address = profile(name)
    meta = resource.get("meta")
    known = dict(meta) if isinstance(meta, dict) else {}
    return {"profile": [address], **known} if address else known


def fitted(resource: JSONObject, text: JSONObject, *, kind: str = "") -> JSONObject:
    """Return a resource as it stands in a summary.

    `text` is its Narrative. `kind` names the profile of an observation ("laboratory"); every other resource has that
    of its type. Times that the guide asks for and nobody knows are said to be unknown; an exact date is never made up.
    """
    cleaned = without_empty(resource)
    plain = cleaned if isinstance(cleaned, dict) else {}
    type_ = str(plain["resourceType"])
    head: JSONObject = {"resourceType": type_, "id": plain["id"]}
    head["meta"] = _profiled(plain, kind or ("" if type_ == "Observation" else type_))
    head["text"] = text
    if type_ not in _WITHOUT_IDENTIFIER:
        head["identifier"] = _identified(plain)
    made = head | {name: value for name, value in plain.items() if name not in head}
    return _with_times({name: value for name, value in made.items() if value != {}})
