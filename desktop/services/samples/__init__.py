"""An invented person with a realistic case: papers made on the spot, and what such a person would type."""

from desktop.services.samples.demo import DemoResult, add_late_paper, fill_demo
from desktop.services.samples.papers import SampleDocument, sample_documents
from desktop.services.samples.scan_disc import add_scan
from desktop.services.samples.story import SampleFact, sample_facts, sample_person, sample_request

__all__ = [
    "DemoResult",
    "SampleDocument",
    "SampleFact",
    "add_late_paper",
    "add_scan",
    "fill_demo",
    "sample_documents",
    "sample_facts",
    "sample_person",
    "sample_request",
]
