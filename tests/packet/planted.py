"""A PDF with a word of its own in every place where a file can hold words that no page shows."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Pdf, Stream, String

from tests.packet.photos import SIDE, jpeg2000_with, jpeg_with, with_thumbnail
from tests.packet.sources import saved
from tests.papers import paper


@dataclass(slots=True)
class Planting:
    """A PDF being filled; `words` are the words with the place where each stands."""

    pdf: Pdf
    new_word: Callable[[], str]
    words: dict[str, str] = field(default_factory=dict)

    def word(self, place: str) -> str:
        """Return a new word for a place."""
        word = self.new_word()
        self.words[word] = place
        return word

    def text(self, place: str) -> String:
        """Return a new word as a text of the file."""
        return String(self.word(place))

    def stream(self, content: bytes | str = b"", **keys: object) -> Stream:
        """Return a stream with these keys."""
        made = self.pdf.make_stream(content.encode() if isinstance(content, str) else content)
        for key, value in keys.items():
            made[f"/{key}"] = value
        return made

    def metadata(self, place: str) -> Stream:
        """Return a metadata stream."""
        return self.stream(self.word(place), Type=Name.Metadata, Subtype=Name.XML)

    def private(self, place: str) -> Dictionary:
        """Return what programs keep for themselves."""
        return Dictionary(App=Dictionary(LastModified=String("D:2026"), Private=self.text(place)))


def _script(planting: Planting, place: str) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=planting.text(place))


def _in_the_catalog(it: Planting) -> None:
    root, gone = it.pdf.Root, it.pdf.pages[1].obj
    it.pdf.docinfo["/Author"], it.pdf.docinfo["/Ward"] = it.word("the author"), it.word("an own line of the info")
    it.pdf.attachments["notes.txt"] = it.word("an attachment").encode()
    root.Names.JavaScript = Dictionary(Names=Array([it.text("a script's name"), _script(it, "a script of the names")]))
    root.Names.Dests = Dictionary(Names=Array([it.text("a named destination"), Array([gone, Name.Fit])]))
    root.Dests = Dictionary({f"/{it.word('an old named destination')}": Array([gone, Name.Fit])})
    with it.pdf.open_outline() as outline:
        outline.root.append(OutlineItem(it.word("a bookmark"), 1))
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, P=it.text("a page label"))]))
    root.PieceInfo = it.private("the file's private data")
    with it.pdf.open_metadata(update_docinfo=False) as metadata:
        metadata["dc:publisher"] = [it.word("the file's metadata")]
    root.OpenAction, root.AA = _script(it, "the opening script"), Dictionary(WC=_script(it, "the closing script"))
    root.URI = Dictionary(Base=it.text("the base of links"))
    thread = it.pdf.make_indirect(Dictionary(I=Dictionary(Title=it.text("an article thread"))))
    root.Threads = Array([thread])
    it.pdf.pages[0].obj.B = Array([it.pdf.make_indirect(Dictionary(T=thread, P=gone))])
    root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFA1, Info=it.text("an output intent"))])
    root.Collection = Dictionary(Schema=Dictionary(Column=it.text("a portfolio")))
    root.Lang, root.OurOwn = it.text("the language"), it.text("a key of nobody")
    root.AF = Array([Dictionary(F=it.text("an associated file's name"))])


def _in_the_structure(it: Planting) -> None:
    kept, gone = (page.obj for page in it.pdf.pages)
    root = it.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    of_gone = Dictionary(S=Name.P, P=root, Pg=gone, K=0, ActualText=it.text("the structure of a page left out"))
    of_kept = Dictionary(S=Name.P, P=root, Pg=kept, K=0, T=it.text("a title in the structure"))
    root.K = Array([it.pdf.make_indirect(one) for one in (of_gone, of_kept)])
    root.ParentTree = Dictionary(Nums=Array([0, Array([root.K[1]])]))
    it.pdf.Root.StructTreeRoot, kept.StructParents = root, 0


def _on_the_page(it: Planting) -> None:
    page = it.pdf.pages[0].obj
    page.PieceInfo, page.Metadata = it.private("the page's private data"), it.metadata("the page's metadata")
    page.Thumb = it.stream(it.word("a thumbnail"), Width=1, Height=1)
    page.AA = Dictionary(O=_script(it, "a script of the page"))
    page.LastModified, page.VP = it.text("the page's date"), Array([Dictionary(Name=it.text("a viewport"))])
    page.AF = Array([Dictionary(F=it.text("a file of the page"))])
    orphan = Dictionary(Words=it.text("an object that only a page left out holds"))
    it.pdf.pages[1].obj.Ours = it.pdf.make_indirect(orphan)
    it.pdf.pages[1].obj.Annots = Array([Dictionary(Subtype=Name.Text, Contents=it.text("a note of a page left out"))])


def _form(it: Planting, content: str = "0.9 g 0 0 20 20 re f", **keys: object) -> Stream:
    return it.stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 20, 20]), **keys)


def _note(it: Planting, kind: str, **keys: object) -> Object:
    made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([10, 10, 30, 30]))
    for key, value in keys.items():
        made[f"/{key}"] = value
    return it.pdf.make_indirect(made)


def _in_notes(it: Planting) -> None:
    look = _form(it, PieceInfo=it.private("a look's private data"), Metadata=it.metadata("a look's metadata"))
    words = {key: it.text(f"a note's {key}") for key in ("Contents", "T", "Subj", "RC", "NM")}
    note = _note(it, "Text", AP=Dictionary(N=look, R=_form(it, f"% {it.word('a look on touch')}")), **words)
    note.Popup = _note(it, "Popup", Contents=it.text("a note's window"), Parent=note)
    unseen = [
        _note(it, "FreeText", F=flag, Contents=it.text(told), AP=Dictionary(N=_form(it, f"({it.word(told)}) Tj")))
        for flag, told in ((2, "a hidden note"), (32, "a note that no screen shows"))
    ]
    file = Dictionary(F=it.text("an attached file's name"), EF=Dictionary(F=it.stream(it.word("an attached file"))))
    more = [
        _note(it, "Link", A=Dictionary(S=Name.URI, URI=it.text("a link's address"))),
        _note(it, "Link", A=Dictionary(S=Name.GoToR, F=it.text("a link into a file"))),
        _note(it, "FileAttachment", FS=file),
        _note(it, "Redact", OverlayText=it.text("a redaction's words")),
    ]
    it.pdf.pages[0].obj.Annots = Array([note, note.Popup, *unseen, *more])


def _image(it: Planting, data: bytes, coded: Name | Array, **keys: object) -> Stream:
    made = it.stream(
        b"", Type=Name.XObject, Subtype=Name.Image, Width=SIDE, Height=SIDE, ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8, **keys,
    )  # fmt: skip
    made.write(data, filter=coded)
    return made


def _images(it: Planting) -> dict[str, Stream]:
    packed = zlib.compress(jpeg_with(it.word("a photo's data inside another coding")))
    more = {
        "Metadata": it.metadata("an image's metadata"),
        "Alternates": Array([Dictionary(Image=it.stream(it.word("another version of an image")))]),
        "OPI": Dictionary(F=it.text("the name of an image's file")),
        "PieceInfo": it.private("an image's private data"),
    }
    soft = it.stream(
        b"\xff" * SIDE * SIDE, Type=Name.XObject, Subtype=Name.Image, Width=SIDE, Height=SIDE,
        ColorSpace=Name.DeviceGray, BitsPerComponent=8, Metadata=it.metadata("a mask's metadata"),
    )  # fmt: skip
    pixels = zlib.compress(bytes([200, 100, 50]) * SIDE * SIDE)
    return {
        "/Photo": _image(
            it, jpeg_with(it.word("a photo's data"), it.word("a photo's comment")), Name.DCTDecode, **more
        ),
        "/Packed": _image(it, packed, Array([Name.FlateDecode, Name.DCTDecode])),
        "/Small": _image(it, with_thumbnail(it.word("a photo's thumbnail"), it.word("behind a photo")), Name.DCTDecode),
        "/Jpx": _image(
            it,
            jpeg2000_with(*(it.word(f"JPEG 2000, {where}") for where in ("XMP", "header", "box behind", "comment"))),
            Name.JPXDecode,
        ),
        "/Masked": _image(it, pixels, Name.FlateDecode, SMask=soft),
    }


def _function(it: Planting, place: str) -> Stream:
    limits = {"Domain": Array([0, 1]), "Range": Array([0, 1] * 3)}
    return it.stream("{pop 0.1 0.2 0.3}", FunctionType=4, Note=it.text(place), Metadata=it.metadata(place), **limits)


def _more_than_named(it: Planting, place: str) -> Dictionary:
    """Return resources with a form that their owner does not name: perhaps one of a page left out."""
    return Dictionary(XObject=Dictionary(Other=_form(it, it.word(place))))


def _painted(it: Planting) -> dict[str, dict[str, Object]]:
    """Return resources that the page paints with: forms, shadings, patterns, states, colors."""
    function = _function(it, "a function")
    shade: dict[str, Any] = {
        "ShadingType": 2, "ColorSpace": Name.DeviceRGB, "Coords": Array([0, 0, 9, 9]), "Function": function,
    }  # fmt: skip
    tile = it.stream(
        b"0 0 2 2 re f", PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 4, 4]), XStep=4, YStep=4,
        Resources=_more_than_named(it, "a pattern's resources"), Metadata=it.metadata("a pattern's metadata"),
        PieceInfo=it.private("a pattern's"),
    )  # fmt: skip
    screen = it.stream(b"", HalftoneType=6, Width=0, Height=0, HalftoneName=it.text("a halftone's name"))
    mask = _form(it, "1 g 0 0 999 999 re f", PieceInfo=it.private("a soft mask's private data"))
    mask.BBox, mask.Group = Array([0, 0, 999, 999]), Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    profile = it.stream(bytes(128), N=3, Alternate=Name.DeviceRGB, Metadata=it.metadata("a color profile's metadata"))
    spot = Array([Name.Separation, Name.Foo, Name.DeviceRGB, _function(it, "an ink's function")])
    inks = Dictionary(Note=it.text("what a color says of its inks"), Colorants=Dictionary(Foo=spot))
    form = _form(it, PieceInfo=it.private("a form's"), LastModified=it.text("a form's date"))
    form.Ref, form.Metadata = Dictionary(F=it.text("a form's file")), it.metadata("a form's metadata")
    form.Resources = it.pdf.make_indirect(_more_than_named(it, "resources that two forms share"))
    unused = Array([Name.Separation, Name(f"/{it.word('a color that is not used')}"), Name.DeviceRGB, function])
    return {
        "/XObject": {
            "/Form": form,
            "/Second": _form(it, Resources=form.Resources),
            "/Unused": _form(it, it.word("a form that is not used")),
            "/Post": it.stream(it.word("a program for printers"), Type=Name.XObject, Subtype=Name.PS),
        },
        "/Shading": {"/Shade": Dictionary(**shade, Note=it.text("a shading"))},
        "/Pattern": {
            "/Tile": tile,
            "/Run": Dictionary(PatternType=2, Shading=Dictionary(**shade, Note=it.text("a pattern's shading"))),
        },
        "/ExtGState": {
            "/State": Dictionary(
                ca=1,
                Note=it.text("a graphics state"),
                HT=screen,
                TR=function,
                SMask=Dictionary(S=Name.Luminosity, G=mask),
            )
        },
        "/ColorSpace": {
            "/Profile": Array([Name.ICCBased, profile]),
            "/Inks": Array([Name.DeviceN, Array([Name.Foo]), Name.DeviceRGB, function, inks]),
            "/NotUsed": unused,
        },
        "/Properties": {
            "/Marked": Dictionary(MCID=7, Ward=it.text("a property"), Metadata=it.metadata("a property's metadata")),
            "/Elsewhere": Dictionary(ActualText=it.text("words for a mark that is not there")),
        },
    }


def _letters(it: Planting, fonts: Object) -> Dictionary:
    """Return a drawn letter's font, and plant words in the fonts that are there."""
    for font in fonts.values():
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        inner.FontDescriptor.Note = it.text("a font's description")
        file = next(inner.FontDescriptor[key] for key in ("/FontFile2", "/FontFile3") if key in inner.FontDescriptor)
        file.Metadata = it.metadata("a font's metadata")
        inner.CIDSystemInfo.Note = it.text("a font's order")
    letter = it.stream("500 0 d0 0 0 300 300 re f", Metadata=it.metadata("a drawn letter's metadata"))
    table = it.stream("/CIDInit /ProcSet findresource begin end", Type=Name.CMap)
    table.Metadata, table.Note = it.metadata("a table of letters"), it.text("a table's note")
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 500]), FirstChar=97, LastChar=97,
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), Widths=Array([500]), CharProcs=Dictionary(a=letter),
        Encoding=Dictionary(Differences=Array([97, Name.a]), Note=it.text("an encoding")), ToUnicode=table,
        Note=it.text("a font"), Resources=_more_than_named(it, "a drawn letter's resources"),
    )  # fmt: skip


_CONTENT = """
q 20 0 0 20 300 300 cm /Photo Do Q q 20 0 0 20 330 300 cm /Packed Do Q q 20 0 0 20 360 300 cm /Small Do Q
q 20 0 0 20 390 300 cm /Jpx Do Q q 20 0 0 20 420 300 cm /Masked Do Q /Form Do /Second Do /Post Do
/State gs q 1 0 0 1 50 50 cm /Shade sh Q /Pattern cs /Tile scn 100 100 20 20 re f /Run scn 130 100 20 20 re f
/Profile cs 0.2 0.2 0.2 sc 160 100 20 20 re f /Inks cs .5 sc 190 100 20 20 re f
BT /Letters 12 Tf 50 300 Td (a) Tj ET /Span /Marked BDC EMC
"""


def _in_the_content(it: Planting) -> bytes:
    lines = [
        _CONTENT,
        f"% {it.word('a comment')}",
        f"/Span <</MCID 9 /Ward ({it.word('a mark in the content')})>> BDC EMC",
        f"/Ours <</Ward ({it.word('a point in the content')})>> DP",
        f"(100 %) pop % {it.word('a comment behind a string')}",
        f"BX ({it.word('what only other programs know')}) ours EX ({it.word('an operator of nobody')}) pop",
    ]
    return "\n".join(lines).encode()


def _numbered() -> Callable[[], str]:
    """Return what gives new words, all letters, at most 12."""
    pairs = (f"planted{one}{two}x" for one in ascii_lowercase for two in ascii_lowercase)
    return lambda: next(pairs)


def planted(new_word: Callable[[], str] | None = None) -> tuple[bytes, dict[str, str]]:
    """Return a PDF of two pages, of which the second is meant to be left out, and every word with its place.

    What the first page shows paints in all the ways in which words can ride along unseen.
    """
    with Pdf.open(io.BytesIO(paper(["A page that is kept"], ["A page that is left out"]))) as pdf:
        it = Planting(pdf, new_word or _numbered())
        for plant in (_in_the_catalog, _in_the_structure, _on_the_page, _in_notes):
            plant(it)
        page = pdf.pages[0]
        resources = page.obj.Resources
        resources.Font.Letters = _letters(it, resources.Font)
        for category, named in _painted(it).items():
            resources[category] = Dictionary({**dict(resources.get(category, {}).items()), **named})
        for name, image in _images(it).items():
            resources.XObject[name] = image
        page.contents_add(pdf.make_stream(_in_the_content(it)))
        behind = it.word("behind the end of the file")
        return saved(pdf) + f"\n% {behind}".encode(), it.words


def _everything(held: pikepdf.Object) -> bytes:
    """Return what an object says, a stream as it lies there and expanded as far as it can be."""
    parts = [held.unparse(resolved=False)]
    if isinstance(held, Stream):
        raw = held.read_raw_bytes()
        parts += [Dictionary(dict(held.items())).unparse(), raw]
        try:
            parts.append(held.read_bytes())
        except (pikepdf.PdfError, NotImplementedError, RuntimeError):
            named = held.get("/Filter")
            if isinstance(named, Array) and named[0] == Name.FlateDecode:
                parts.append(zlib.decompress(raw))
    return b"\n".join(parts)


def words_in(data: bytes, words: dict[str, str]) -> dict[str, str]:
    """Return those of the words that are in a PDF, raw or in any object expanded."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        parts = [data, pdf.trailer.unparse(resolved=False), *map(_everything, pdf.objects)]
    held = b"\n".join(parts)
    return {
        word: place for word, place in words.items() if word.encode() in held or word.encode().hex().encode() in held
    }
