"""One plain entry of every kind of fact, as a person would type it."""

from __future__ import annotations

from desktop.records.fact import FactKind

ONE_OF_EACH: dict[FactKind, dict[str, str]] = {
    FactKind.RESULTS: {"test": "CEA", "value": "6.10", "comparator": "<", "unit": "ng/mL", "collected": "2024-03"},
    FactKind.MEDICATIONS: {"generic": "Metformin", "strength": "850 mg", "as_needed": "yes", "start": "2024"},
    FactKind.ALLERGIES: {"substance": "Penicillin", "severity": "severe", "since": "1999"},
    FactKind.CONDITIONS: {"name": "Colon cancer", "main": "yes", "stage": "IVA", "stage_date": "2026-04-02"},
    FactKind.CONTACTS: {"name": "Dr. Anil Patel", "gets_copy": "yes", "address": "1 Main St\nSpringfield"},
    FactKind.QUESTIONS: {"text": "Is surgery possible?", "rank": "2", "important": "yes"},
    FactKind.RECIPIENTS: {"name": "Dr. Lena Okafor", "route": "portal", "max_mb": "25"},
    FactKind.APPOINTMENTS: {"purpose": "Second opinion", "when": "2026-11-26T10:30"},
    FactKind.TREATMENTS: {"regimen": "FOLFOX", "status": "stopped", "start": "2026-04", "stop": "2026-08", "line": "1"},
    FactKind.PATHOLOGY: {"specimen": "Sigmoid biopsy", "collected": "2026-03-09", "molecular": "KRAS G12D\nMSS"},
    FactKind.IMAGING: {"modality": "CT", "body_part": "abdomen", "done": "2026-03-03", "images": "412"},
    FactKind.PROCEDURES: {"name": "Removal of the gallbladder", "status": "done", "done": "1998"},
    FactKind.ENCOUNTERS: {"reason": "Follow-up", "type": "video", "date": "2026-09-01"},
    FactKind.IMMUNIZATIONS: {"vaccine": "Influenza", "given": "2025-10", "next_due": "2026-10"},
    FactKind.DEVICES: {"name": "Port", "implanted": "2026-04-01", "mri": "conditional"},
    FactKind.FAMILY: {"relation": "Mother", "condition": "breast cancer", "age_at_onset": "52"},
    FactKind.SOCIAL: {"topic": "tobacco", "description": "never smoked"},
    FactKind.DIRECTIVES: {"type": "living-will", "where_kept": "desk at home"},
    FactKind.AUTHORITIES: {"holder": "Ana Lopez", "type": "power-of-attorney", "expires": "2027-03-01"},
    FactKind.COVERAGE: {"insurer": "Northfield Health", "member_id": "NH-0042", "order": "first"},
    FactKind.OPINIONS: {"doctor": "Dr. Anil Patel", "first": "yes", "plan": "Surgery first"},
    FactKind.REQUESTS: {"what": "CT pictures", "provider": "City Radiology", "status": "waiting"},
}
