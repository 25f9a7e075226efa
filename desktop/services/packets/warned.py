"""What a person is told to look at before a packet leaves: pages that are not plain copies, and what does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.packet.front_values import FrontInput, FrontPages
from desktop.packet.outcome import Hit
from desktop.packet.ready import Prepared, ReadyPage
from desktop.services.packets.markers import HIDDEN
from desktop.services.packets.overflow import overflow_words


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to look at before the packet goes; `page` is its packet page, 0 when it is on none."""

    text: str
    page: int = 0


def _of_page(page: ReadyPage, number: int) -> Iterator[str]:
    if page.text_only:
        yield f"Page {number} could not be shown. Its text is printed instead."
    elif page.covered:
        yield f"Page {number} is a picture with parts covered. Look whether all you mean is covered."
    elif page.cropped:
        yield f"Page {number} went in as a picture, because it holds more than the part that is seen."
    elif page.picture:
        yield f"Page {number} went in as a picture, because copying it would have changed how it looks."
    if page.undrawn:
        yield f"Page {number}: letters that were typed into a form may be missing. Compare it with the original."


def _of_sources(front: FrontInput, made: FrontPages, ready: Sequence[Prepared]) -> Iterator[Warned]:
    sources = (source for section in front.sections for source in section.sources)
    for source, held in zip(sources, ready, strict=True):
        first = made.layout.source_page[source.document.id]
        if held.mended:
            yield Warned(f"Page {first} begins a damaged file that was mended. Compare it with the original.", first)
        for number, page in enumerate(held.pages, start=first):
            yield from (Warned(words, number) for words in _of_page(page, number))


def _of_hidden(hits: Iterable[Hit]) -> Iterator[Warned]:
    """Tell which pages of documents show what is hidden on ours; they stay as they are."""
    for what in HIDDEN:
        pages = sorted({hit.page for hit in hits if hit.what == what and not hit.in_written})
        if pages:
            where = f"page {pages[0]}" if len(pages) == 1 else "pages " + ", ".join(map(str, pages))
            told = f"{what[0].upper()}{what[1:]} is also on {where}, in your documents."
            yield Warned(f"{told} Leave the page out, cover that part, or send it as it is.", pages[0])


def warnings_of(
    front: FrontInput, made: FrontPages, ready: Sequence[Prepared], hits: Sequence[Hit]
) -> tuple[Warned, ...]:
    """Return the warnings of a packet; `ready` are its sources in packet order, `hits` what was found in it."""
    warnings = [Warned(words) for one in made.overflow if (words := overflow_words(one))]
    if made.missing_glyphs:
        signs = " ".join(made.missing_glyphs)
        warnings.append(Warned(f"No font on this computer can print: {signs}"))
    return (*warnings, *_of_hidden(hits), *_of_sources(front, made, ready))
