"""What the readiness rules find in one record, for the window and for the reader of a packet."""

from __future__ import annotations

from desktop.foundation.clock import today
from desktop.packet.absences import absent_rows
from desktop.packet.front_values import LeftOut
from desktop.packet.language import speaking
from desktop.packet.plan import Plan
from desktop.packet.readiness.case_file import CaseFile
from desktop.packet.readiness.check import check
from desktop.records.fact import FactKind
from desktop.records.packet import Case, PacketRequest
from desktop.records.readiness import ReadinessItem
from desktop.records.request import Request
from desktop.services.packets.gathering import Gathered


def findings(
    gathered: Gathered, case: Case, request: PacketRequest | None = None, *, summary_fits: bool | None = None
) -> tuple[ReadinessItem, ...]:
    """Return what is ready, missing or worth a look in a record, worst first."""
    case_file = CaseFile(
        person=gathered.person,
        facts=gathered.facts,
        answers=gathered.answers,
        single_things=gathered.single_things,
        documents=gathered.documents,
        scans=gathered.scans,
        today=today(),
        request=request,
        recipient=gathered.recipient(request) if request else None,
        summary_fits=summary_fits,
    )
    return check(case_file, case)


def missing_rows(gathered: Gathered, plan: Plan) -> tuple[LeftOut, ...]:
    """Return what the packet says is not there. The rules see the whole record: what was kept back is not missing."""
    items = findings(gathered, plan.request.case, plan.request)
    named = {fact.id: fact.title for facts in plan.facts.values() for fact in facts}
    named |= {source.document.id: source.document.title for section in plan.sections for source in section.sources}
    requests = (one for one in plan.facts.get(FactKind.REQUESTS, ()) if isinstance(one, Request) and not one.negated)
    with speaking(plan.request.language):
        return absent_rows(items, named, requests, shape=plan.request.shape)
