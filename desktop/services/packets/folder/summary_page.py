"""summary.html: the packet in short for any browser, without scripts; page numbers open the packet's PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

from desktop.packet.front_values import FrontInput
from desktop.packet.language import say, speaking, spoken
from desktop.packet.layout import Layout
from desktop.packet.pages.origin import origin_of
from desktop.packet.pages.runs import unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.summary import summary_page
from desktop.packet.pages.words import unknown_words
from desktop.records.fact import Fact, FactKind
from desktop.records.packet import PacketPart
from desktop.records.packet_parts import KINDS_OF_PART
from desktop.services.export.page.fact_tables import TableWords, fact_table
from desktop.services.export.page.markup import Html, element, joined, whole_page, written
from desktop.services.packets.folder.fact_lines import fact_lines
from desktop.services.packets.folder.folder_words import cell_text, field_title, kind_title
from desktop.services.packets.folder.runs_html import PageLink, runs_html
from desktop.typeset.drawable import JSON

SUMMARY_PAGE = "summary.html"
_STYLE = "packet-folder/page.css"


def _page_link(pdf_name: str) -> PageLink:
    """Return what makes links into the packet; a reader of PDFs opens them at the page (RFC 8118, "page")."""

    def link(page: int, words: str) -> Html:
        return element("a", words, href=f"{quote(pdf_name)}#page={page}", class_="together")

    return link


def _as_dict(value: JSON) -> dict[str, JSON]:
    return value if isinstance(value, dict) else {}


def _as_list(value: JSON) -> list[JSON]:
    return value if isinstance(value, list) else []


def _groups(summary: dict[str, JSON], link: PageLink) -> Html:
    cells: list[Html] = []
    for group in map(_as_dict, _as_list(summary["groups"])):
        for place, line in enumerate(map(_as_dict, _as_list(group["rows"]))):
            name = str(group["label"]) if place == 0 else ""
            cells.append(element("div", name, class_="name"))
            cells.append(element("div", runs_html(line["text"], link), dir="auto"))
            cells.append(element("div", runs_html(line["origin"], link), class_="rail"))
    return element("div", joined(cells), class_="groups")


def _summary(setting: Setting, link: PageLink) -> Iterator[Html]:
    summary = summary_page(setting)
    yield element("h2", str(summary["title"]), id="summary")
    yield element(
        "p", joined([element("strong", f"{say('summary.why-now')}: "), runs_html(summary["why_now"], link)], "")
    )
    yield element(
        "p", joined([element("strong", f"{say('summary.answer-by')}: "), runs_html(summary["answer_by"], link)], "")
    )
    yield _groups(summary, link)


def _questions(setting: Setting, link: PageLink) -> Iterator[Html]:
    asked = setting.of(FactKind.QUESTIONS)
    yield element("h2", say("questions.title"), id="questions")
    if not asked:
        yield element("p", runs_html([unknown(setting.answer(FactKind.QUESTIONS))], link))
    yield element("ol", joined(written("li", fact.title) for fact in asked))


def _where(setting: Setting, link: PageLink) -> Callable[[Fact], Html]:
    return lambda fact: runs_html([origin_of(fact, setting.layout)], link)


def _tables(setting: Setting, link: PageLink) -> Iterator[Html]:
    for part, kinds in KINDS_OF_PART.items():
        if part is PacketPart.QUESTIONS or part not in setting.front.request.parts:
            continue
        for kind in kinds:
            facts = setting.of(kind)
            answer = setting.answer(kind)
            yield element("h2", kind_title(kind), id=kind.value)
            if facts and kind is FactKind.RESULTS:
                yield fact_table(kind, facts, _where(setting, link), _words())
            elif facts:
                yield fact_lines(kind, facts, _where(setting, link))
            else:
                yield element("p", unknown_words(answer), class_="muted")


def _words() -> TableWords:
    return TableWords(field_title, cell_text, value=say("folder.value"), where=say("folder.where"))


def _left_out(front: FrontInput) -> Iterator[Html]:
    lines = [f"{one.title}: {one.why}" for one in front.left_out] + list(front.withheld)
    if lines:
        yield element("h2", say("cover.not-included"), id="not-included")
        yield element("ul", joined(written("li", line) for line in lines))


def _head(front: FrontInput, pdf_name: str) -> Iterator[Html]:
    born = say("folder.born", day=front.person.born.iso) if front.person.born else say("folder.no-born")
    recipient = front.recipient.name if front.recipient else front.request.recipient_name
    yield written("h1", front.person.name)
    yield element("p", joined([written("span", born), front.person.sex], " · ") if front.person.sex else born)
    packet = element("a", pdf_name, href=quote(pdf_name))
    made = say("folder.made", code=front.code, version=front.version, day=front.made_on.isoformat())
    whom = joined([f"{made} ", written("bdi", recipient), f". {say('folder.whole')} ", packet], "")
    yield element("p", whom, class_="strip")
    yield element("p", say("page.prepared"), class_="muted")


def summary_html(front: FrontInput, layout: Layout, *, pdf_name: str) -> bytes:
    """Return the page, in UTF-8; it holds only what the packet holds, in its language.

    `pdf_name` is the packet's file beside it.
    """
    with speaking(front.request.language):
        return _page(front, layout, pdf_name)


def _page(front: FrontInput, layout: Layout, pdf_name: str) -> bytes:
    setting = Setting(front=front, layout=layout)
    link = _page_link(pdf_name)
    parts = [*_head(front, pdf_name)]
    if PacketPart.SUMMARY in front.request.parts:
        parts += _summary(setting, link)
    if PacketPart.QUESTIONS in front.request.parts:
        parts += _questions(setting, link)
    parts += [*_tables(setting, link), *_left_out(front)]
    return whole_page(say("folder.title", code=front.code), joined(parts), _STYLE, language=spoken())
