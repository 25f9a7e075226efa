"""DeviceUseStatement and Device: what a person carries in or on the body."""

from __future__ import annotations

from desktop.fhir.elements import concept, date_time, in_order, notes, reference, said, unsaid_time
from desktop.fhir.facts import security
from desktop.fhir.procedures import span
from desktop.foundation.json_text import JSONObject
from desktop.records.device import Device


def device_id(device: Device) -> str:
    """Return the id of the thing itself; its use has the fact's."""
    return f"{device.id}-device"


def device_resource(device: Device) -> JSONObject:
    """Return the thing, with what its card says."""
    return {
        "resourceType": "Device",
        "id": device_id(device),
        "udiCarrier": [{"carrierHRF": device.udi}] if device.udi else [],
        "manufacturer": device.manufacturer,
        "modelNumber": device.model,
        "serialNumber": device.serial,
        "type": concept(device.name or device.title, device.codings),
        "patient": reference(device.person_id),
    }


def device_use(device: Device) -> JSONObject:
    """Return the statement that it is used, or was until it was removed."""
    early = not in_order(device.date, device.end_date)
    return {
        "resourceType": "DeviceUseStatement",
        "id": device.id,
        "meta": security(device),
        "status": "completed" if device.end_date else "active",
        "subject": reference(device.person_id),
        **span("timing", device.date, device.end_date),
        "device": reference(device_id(device), device.name or device.title),
        "bodySite": concept(device.body_site),
        "note": notes(
            device.note,
            said("Put in by", device.implanted_by),
            said("MRI, as the card says", device.mri),
            said("Shown as", device.title if device.title != device.name else ""),
            said("Written down as implanted", date_time(device.date)) if early else "",
            said("Written down as removed", date_time(device.end_date)) if early else "",
            unsaid_time("Implanted", device.date),
            unsaid_time("Removed", device.end_date),
        ),
    }
