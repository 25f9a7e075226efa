"""What the second doctor will miss, for one person and one packet."""

from __future__ import annotations

from desktop.foundation.clock import today
from desktop.packet.readiness.case_file import CaseFile
from desktop.packet.readiness.check import check
from desktop.records.packet import Case, PacketRequest
from desktop.records.readiness import ReadinessItem
from desktop.services.packets.gathering import Gathering


class Readiness:
    """Asks the readiness rules."""

    def __init__(self, gathering: Gathering) -> None:
        """Look at records through `gathering`."""
        self._gathering = gathering

    def check(
        self, person_id: str, case: Case, request: PacketRequest | None = None, *, summary_fits: bool | None = None
    ) -> tuple[ReadinessItem, ...]:
        """Return what is ready, missing or worth a look, worst first; raises NoSuchThingError.

        `summary_fits` is known once the pages of `request` were made.
        """
        gathered = self._gathering.newest(person_id)
        case_file = CaseFile(
            person=gathered.person,
            facts=gathered.facts,
            answers=gathered.answers,
            documents=gathered.documents,
            today=today(),
            request=request,
            recipient=gathered.recipient(request) if request else None,
            summary_fits=summary_fits,
        )
        return check(case_file, case)
