"""Treatment so far: drug lines, surgery and hospital stays, radiation; each of them can be left out."""

from __future__ import annotations

from desktop.packet.language import counted, say
from desktop.packet.pages.drug_lines import drug_lines, proposed_lines
from desktop.packet.pages.radiation import no_radiation, radiation_rows
from desktop.packet.pages.reports import paper_rows, unread_papers
from desktop.packet.pages.runs import unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.surgery import stay_rows, surgery_papers, surgery_rows
from desktop.records.answers import Answer
from desktop.records.document import DocumentKind
from desktop.records.fact import FactKind
from desktop.records.packet import PacketPart
from desktop.typeset.drawable import JSON

DRUG_PAPERS = frozenset({DocumentKind.TREATMENT_SUMMARY})
TITLES = {
    frozenset({PacketPart.SURGERY}): "treatment.surgery",
    frozenset({PacketPart.TREATMENT}): "treatment.drugs",
    frozenset({PacketPart.RADIATION}): "treatment.radiation",
}


def treatment_page(setting: Setting) -> dict[str, JSON] | None:
    """Return the data of the page; None when nothing is known of any treatment."""
    parts = setting.front.request.parts & {PacketPart.SURGERY, PacketPart.TREATMENT, PacketPart.RADIATION}
    drugs, surgery, radiation = (
        part in parts for part in (PacketPart.TREATMENT, PacketPart.SURGERY, PacketPart.RADIATION)
    )
    lines = drug_lines(setting) if drugs else []
    proposed = proposed_lines(setting) if drugs else []
    papers = paper_rows(setting, unread_papers(setting, DRUG_PAPERS, FactKind.TREATMENTS)) if drugs else []
    operated = surgery_rows(setting) if surgery else []
    stays = stay_rows(setting) if surgery else []
    notes = surgery_papers(setting) if surgery else []
    rays = radiation_rows(setting) if radiation else []
    if not any((lines, proposed, papers, operated, stays, notes, rays, setting.of(FactKind.TREATMENTS))):
        return None
    counts = [counted("treatment.drug-lines", len(lines))] if drugs else []
    counts += [counted("treatment.operations", len(operated))] if surgery else []
    counts += [counted("treatment.courses", len(rays))] if radiation else []
    return {
        "part": "treatment",
        "title": say(TITLES.get(parts, "treatment.title")),
        "note": ", ".join(counts),
        "lines": lines,
        "proposed": proposed,
        "no_lines": [unknown(_none(setting))] if drugs and not lines and not papers else [],
        "papers": papers,
        "surgery": operated,
        "stays": stays,
        "surgery_papers": notes,
        "no_surgery": [unknown(setting.answer(FactKind.PROCEDURES))] if surgery and not operated and not notes else [],
        "radiation": rays,
        "no_radiation": no_radiation(setting) if radiation and not rays else [],
    }


def _none(setting: Setting) -> Answer:
    answer = setting.answer(FactKind.TREATMENTS)
    return Answer.NOT_ASKED if answer is Answer.KNOWN else answer
