"""What the second doctor will miss, for one person and one packet."""

from __future__ import annotations

from desktop.records.packet import Case, PacketRequest
from desktop.records.readiness import ReadinessItem
from desktop.services.packets.gathering import Gathering
from desktop.services.packets.missing import findings


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
        return findings(self._gathering.newest(person_id), case, request, summary_fits=summary_fits)
