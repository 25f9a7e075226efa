"""The International Patient Summary 2.0.0: one person's facts as a FHIR document."""

from desktop.fhir.ips.document import document
from desktop.fhir.ips.sections import TOLD
from desktop.fhir.ips.values import Summary

__all__ = ["TOLD", "Summary", "document"]
