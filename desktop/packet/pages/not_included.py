"""What is not in the packet, and why; and what goes beside it: discs and slides."""

from __future__ import annotations

from desktop.packet.language import counted, say
from desktop.packet.pages.imaging import held_by
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import together_with
from desktop.records.imaging import Imaging
from desktop.records.pathology import Pathology
from desktop.records.request import Request, RequestStatus, RequestVerdict
from desktop.typeset.drawable import JSON


def left_out_rows(setting: Setting) -> list[JSON]:
    """Return rows of item and reason: requests still open first, what is not there, then what the plan left out.

    Items of one reason are one row, so that the cover stays a page and the summary is page 2.
    """
    rows: list[JSON] = [row for one in setting.facts(Request) if (row := _request(one)) is not None]
    by_why: dict[str, list[str]] = {}
    for left in (*setting.front.missing, *setting.front.left_out):
        by_why.setdefault(left.why, []).append(left.title)
    rows += [["; ".join(titles), why] for why, titles in by_why.items()]
    rows += [[title, word] for title, word in setting.empty_pages]
    return rows


def _request(one: Request) -> JSON:
    if one.negated or one.clinical_status is RequestStatus.ARRIVED:
        return _incomplete(one) if not one.negated else None
    return [one.what, _why(one)]


def _incomplete(one: Request) -> JSON:
    if one.verdict in {None, RequestVerdict.COMPLETE} and not one.missing:
        return None
    missing = one.missing or say(f"cover.verdict-{one.verdict.value}" if one.verdict else "unknown.not-stated")
    return [one.what, say("cover.incomplete", provider=_provider(one), missing=missing)]


def _provider(one: Request) -> str:
    return one.provider or say("cover.the-place")


def _why(one: Request) -> str:
    if one.clinical_status is RequestStatus.DOES_NOT_EXIST:
        return (
            say("cover.does-not-exist", note=one.note) if one.note else say("cover.not-there", provider=_provider(one))
        )
    if one.clinical_status is RequestStatus.REFUSED:
        return say("cover.refused", provider=_provider(one))
    if one.date is None:
        return say("cover.not-asked-for", provider=_provider(one))
    due = say("cover.due", day=one.answer_by.iso) if one.answer_by else ""
    return together_with(say("cover.asked", provider=_provider(one), day=one.date.iso), due, separator="; ")


def beside_rows(setting: Setting) -> list[JSON]:
    """Return what is sent separately: image files by where they are, slides that were sent and are not back."""
    places: dict[str, int] = {}
    for one in setting.facts(Imaging):
        if one.images or one.series:
            place = held_by(one) or say("unknown.not-stated")
            places[place] = places.get(place, 0) + max(one.studies, 1)
    rows: list[JSON] = [[f"{counted('imaging.studies', count)} (DICOM)", place] for place, count in places.items()]
    for slide in setting.facts(Pathology):
        if slide.slides_sent_on and not slide.slides_returned_on:
            name = together_with(say("pathology.slides"), slide.accession, separator=" ")
            rows.append([name, together_with(slide.slides_sent_to, slide.slides_sent_on.iso)])
    return rows
