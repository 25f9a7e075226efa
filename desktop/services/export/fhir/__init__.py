"""The record in HL7 FHIR R4: one file a resource, joined in a Bundle."""

from desktop.services.export.fhir.bundle import bundle

__all__ = ["bundle"]
