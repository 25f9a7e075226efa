"""PDFs made to hurt whoever reads them: loops, blow-ups, numbers that are none, and too much of everything."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.papers import paper


def assembled(
    objects: Mapping[int, bytes], *, trailer: bytes = b"", root: int = 1, xref_at: int | None = None
) -> bytes:
    """Return a PDF of hand-written objects by number; `xref_at` replaces the place of the table."""
    made = io.BytesIO(b"%PDF-1.7\n")
    made.seek(0, io.SEEK_END)
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = made.tell()
        made.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = made.tell()
    size = max(objects) + 1
    made.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        made.write(b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f"))
    made.write(b"trailer<</Size %d/Root %d 0 R %s>>\nstartxref\n" % (size, root, trailer))
    made.write(b"%d\n%%%%EOF\n" % (start if xref_at is None else xref_at))
    return made.getvalue()


def stream(data: bytes, words: bytes = b"") -> bytes:
    """Return the body of a stream object."""
    return b"<</Length %d %s>>stream\n%s\nendstream" % (len(data), words, data)


def flat(data: bytes, words: bytes = b"") -> bytes:
    """Return the body of a compressed stream object."""
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode " + words)


def squeezed(piece: bytes, times: int) -> bytes:
    """Return the compressed form of a piece repeated so many times, without ever holding it whole."""
    packer = zlib.compressobj(9)
    many = piece * 1024
    parts = [packer.compress(many) for _ in range(times // 1024)]
    return b"".join([*parts, packer.flush()])


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
SHOWN = b"BT /F1 12 Tf 50 700 Td (Hemoglobin 10.9 g/dL) Tj ET"


def one_page(
    content: bytes = b"",
    *,
    page: bytes = b"/MediaBox[0 0 612 792]",
    resources: bytes = b"",
    catalog: bytes = b"",
    more: Mapping[int, bytes] | None = None,
) -> bytes:
    """Return a PDF of one page; objects from 10 on are free for `more`."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R %s>>" % catalog,
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R %s/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>>>" % (page, resources),
        4: content or stream(SHOWN),
        5: FONT,
    }
    return assembled({**objects, **(more or {})})


def flate_bomb() -> bytes:
    """One gigabyte of drawing in one megabyte."""
    return one_page(stream(squeezed(b"q 1 0 0 1 0 0 cm Q ", 56 << 20), b"/Filter/FlateDecode"))


def flate_of_flate() -> bytes:
    """Two gigabytes in a few kilobytes, packed twice."""
    twice = zlib.compress(squeezed(b"\n" * 64, 32 << 20), 9)
    return one_page(stream(twice, b"/Filter[/FlateDecode/FlateDecode]"))


def many_filters() -> bytes:
    """A stream packed a thousand times over."""
    return one_page(stream(b"x" * 100, b"/Filter[%s]" % (b"/FlateDecode" * 1000)))


def over_300_mb() -> bytes:
    """Four hundred megabytes of spaces between two words: harmless, but over the cap."""
    return one_page(stream(squeezed(b" " * 64, 400 << 14), b"/Filter/FlateDecode"))


def page_tree_loop() -> bytes:
    """Pages that are their own grandparents."""
    return assembled(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 5/Parent 3 0 R>>",
            3: b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 5/Parent 2 0 R>>",
        }
    )


def million_pages() -> bytes:
    """One page, named a million times by a tree of six levels."""
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
    for level in range(6):
        kids = b"%d 0 R " % (level + 3) * 10
        objects[level + 2] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, 10 ** (6 - level))
    objects[8] = b"<</Type/Page/Parent 7 0 R/MediaBox[0 0 612 792]>>"
    return assembled(objects)


def claims_a_billion_pages() -> bytes:
    """One page, and a count that lies."""
    return one_page().replace(b"/Count 1>>", b"/Count 1000000000>>")


def xref_loop() -> bytes:
    """A table of places that says the one before it is itself."""
    made = one_page()
    place = int(made.rsplit(b"startxref\n", 1)[1].split()[0])
    return made.replace(b"trailer<<", b"trailer<</Prev %d " % place)


def xref_nowhere() -> bytes:
    """A table of places far outside the file."""
    return assembled({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"}, xref_at=10**15)


def object_stream_loop() -> bytes:
    """Object streams that extend each other."""
    inside = b"10 0 <</Type/Catalog/Pages 2 0 R>>"
    words = b"/Type/ObjStm/N 1/First 5/Extends %d 0 R"
    return one_page(more={10: stream(inside, words % 11), 11: stream(inside, words % 10)})


def object_stream_claims() -> bytes:
    """An object stream that says it holds two billion objects."""
    return one_page(more={10: stream(b"10 0 null", b"/Type/ObjStm/N 2000000000/First 5")})


def length_loop() -> bytes:
    """A stream whose length is the stream itself."""
    return one_page(b"<</Length 4 0 R>>stream\n%s\nendstream" % SHOWN)


def deep_arrays() -> bytes:
    """A hundred thousand arrays within each other."""
    depth = 100_000
    return one_page(page=b"/MediaBox[0 0 612 792]/Deep " + b"[" * depth + b"]" * depth)


def deep_dictionaries() -> bytes:
    """Fifty thousand dictionaries within each other."""
    depth = 50_000
    return one_page(catalog=b"/Deep " + b"<</A " * depth + b"null" + b">>" * depth)


def deep_arrays_in_content() -> bytes:
    """The same in what is drawn."""
    return one_page(flat(b"[" * 300_000 + b"]" * 300_000 + b" TJ " + SHOWN))


def deep_outline() -> bytes:
    """Twenty thousand bookmarks, each below the one before."""
    more = {
        number: b"<</Title(x)/Parent %d 0 R/First %d 0 R/Last %d 0 R/Count 1>>" % (number - 1, number + 1, number + 1)
        for number in range(10, 20_010)
    }
    return one_page(catalog=b"/Outlines 10 0 R", more={**more, 20_010: b"<</Title(last)/Next 10 0 R>>"})


def names_loop() -> bytes:
    """A tree of names whose branch is its root, under the attachments."""
    loop = b"<</Kids[10 0 R 11 0 R]/Limits[(a)(z)]>>"
    return one_page(catalog=b"/Names<</EmbeddedFiles 10 0 R/Dests 11 0 R>>", more={10: loop, 11: loop})


def form_loop() -> bytes:
    """A drawing that draws itself."""
    drawing = stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 10 0 R>>>>")
    return one_page(stream(SHOWN + b" /X Do"), resources=b"/XObject<</X 10 0 R>>", more={10: drawing})


def field_loop() -> bytes:
    """Form fields that are each other's parents."""
    more = {
        10: b"<</FT/Tx/Subtype/Widget/Kids[11 0 R]/Parent 11 0 R/Rect[0 0 9 9]>>",
        11: b"<</FT/Tx/Subtype/Widget/Kids[10 0 R]/Parent 10 0 R/Rect[0 0 9 9]>>",
    }
    page = b"/MediaBox[0 0 612 792]/Annots[10 0 R 11 0 R]"
    return one_page(page=page, catalog=b"/AcroForm<</Fields[10 0 R]>>", more=more)


def colour_space_loop() -> bytes:
    """A colour space based on itself."""
    content = stream(b"/C cs 0.5 sc 0 0 99 99 re f " + SHOWN)
    return one_page(content, resources=b"/ColorSpace<</C 10 0 R>>", more={10: b"[/Indexed 10 0 R 1 <000000ffffff>]"})


def pattern_loop() -> bytes:
    """A pattern painted with itself, in tiles of next to nothing."""
    words = (
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.0001/YStep 0.0001"
        b"/Resources<</Pattern<</P 10 0 R>>>>"
    )
    content = stream(b"/Pattern cs /P scn 0 0 600 700 re f " + SHOWN)
    more = {10: stream(b"/Pattern cs /P scn 0 0 1 1 re f", words)}
    return one_page(content, resources=b"/Pattern<</P 10 0 R>>", more=more)


def shading_function() -> bytes:
    """A shading by a function with a gigantic table."""
    function = b"/FunctionType 0/Domain[0 1 0 1]/Range[0 1]/Size[60000 60000]/BitsPerSample 32"
    shading = b"<</ShadingType 1/ColorSpace/DeviceGray/Function 11 0 R>>"
    content = stream(b"/S sh " + SHOWN)
    return one_page(content, resources=b"/Shading<</S 10 0 R>>", more={10: shading, 11: flat(bytes(1000), function)})


def _image(words: bytes, data: bytes) -> bytes:
    content = stream(b"q 600 0 0 700 0 0 cm /I Do Q " + SHOWN)
    picture = stream(data, b"/Type/XObject/Subtype/Image " + words)
    return one_page(content, resources=b"/XObject<</I 10 0 R>>", more={10: picture})


def huge_image() -> bytes:
    """Sixty thousand by sixty thousand pixels of one colour."""
    words = b"/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode"
    return _image(words, squeezed(bytes(64), 16 << 20))


def predictor() -> bytes:
    """A predictor for rows of two billion columns."""
    words = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2000000000/Colors 32/BitsPerComponent 16>>"
    return one_page(stream(zlib.compress(bytes(100_000)), words))


def jbig2() -> bytes:
    """A JBIG2 page of two billion by two billion dots."""
    page = bytes.fromhex("00000000 30 00 01 00000013 7fffffff 7fffffff 00000000 00000000 00 0000")
    return _image(b"/Width 30000/Height 30000/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode", page)


def jpx() -> bytes:
    """A JPEG 2000 picture of two billion by two billion dots in 16,000 parts."""
    size = bytes.fromhex("ff4f ff51 0029 0000 7fffffff 7fffffff 00000000 00000000 00000001 00000001 00000000 00000000")
    return _image(b"/Width 30000/Height 30000/Filter/JPXDecode", size + bytes.fromhex("0001 07 01 01 ffd9"))


def dct() -> bytes:
    """A JPEG header of 65,535 by 65,535 dots with no picture behind it."""
    head = bytes.fromhex("ffd8 ffc2 0011 08 ffff ffff 03 01 11 00 02 11 01 03 11 01 ffd9")
    return _image(b"/Width 65535/Height 65535/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode", head)


def gigantic_page() -> bytes:
    """A page of a light year."""
    return one_page(page=b"/MediaBox[0 0 1e30 1e30]/UserUnit 1e30")


def numbers_that_are_none() -> bytes:
    """Sides of a page, places of words and turns that are no numbers."""
    content = stream(b"BT /F1 nan Tf 1e400 -1e400 inf 0 99999999999999999999 -- Td (Hemoglobin 10.9) Tj ET")
    return one_page(content, page=b"/MediaBox[nan 0 inf 99999999999999999999999]/Rotate 1e99/CropBox[.. -- + 5]")


def giant_content() -> bytes:
    """Two million words on one page."""
    return one_page(flat(b"BT /F1 8 Tf " + b"1 0 0 1 50 700 Tm (word) Tj " * 2_000_000 + b"ET"))


def giant_text() -> bytes:
    """One line of fifty million letters."""
    return one_page(flat(b"BT /F1 8 Tf (" + b"A" * 50_000_000 + b") Tj ET"))


def many_fonts() -> bytes:
    """Forty thousand fonts on one page."""
    fonts = b"".join(b"/G%d 5 0 R" % number for number in range(40_000))
    words = b"BT " + b"".join(b"/G%d 8 Tf (a) Tj " % number for number in range(40_000)) + b"ET"
    return one_page(flat(words), resources=b"/Font<<%s>>" % fonts)


def type3_loop() -> bytes:
    """A font whose letter is written in the font itself."""
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 65/LastChar 65/Widths[9]"
        b"/Encoding<</Differences[65/A]>>/CharProcs<</A 11 0 R>>/Resources<</Font<</F2 10 0 R>>>>>>"
    )
    letter = stream(b"BT /F2 9 Tf (AAAAAAAAAA) Tj ET")
    content = stream(b"BT /F2 9 Tf (AAAAAAAAAA) Tj ET " + SHOWN)
    return one_page(content, resources=b"/Font<</F1 5 0 R/F2 10 0 R>>", more={10: font, 11: letter})


def cmap_bomb() -> bytes:
    """A table of letters that names every sign there is, again and again."""
    ranges = b"100 beginbfrange\n" + b"<0000> <ffff> <0000>\n" * 100 + b"endbfrange\n"
    table = b"/CIDInit /ProcSet findresource begin begincmap\n" + ranges * 2000 + b"endcmap end"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 11 0 R>>"
    return one_page(resources=b"/Font<</F1 10 0 R>>", more={10: font, 11: flat(table)})


def _sealed(value: bytes) -> bytes:
    return b"<" + value.hex().encode() + b">"


def huge_iterations() -> bytes:
    """Encrypted with a revision and a key length that nobody has, with as many rounds as a number holds."""
    trailer = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 5/R 6/Length 2147483647/P -1/Iterations 2147483647"
    trailer += b"/O%s/U%s/OE%s/UE%s/Perms%s>>" % tuple(
        map(_sealed, (bytes(48), bytes(48), bytes(32), bytes(32), bytes(16)))
    )
    return assembled(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R>>",
        },
        trailer=trailer,
    )


def attached(data: bytes, name: str, *inside: tuple[str, bytes]) -> bytes:
    """Return a PDF with other files inside it."""
    made = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        for title, content in inside:
            pdf.attachments[title] = pikepdf.AttachedFileSpec(pdf, content, filename=title)
        pdf.docinfo["/Title"] = name
        pdf.save(made, deterministic_id=True)
    return made.getvalue()


def attachments_within_attachments() -> bytes:
    """A PDF in a PDF in a PDF, twelve deep."""
    held = paper(["The innermost page"])
    for level in range(12):
        held = attached(paper([f"Cover {level}"]), f"cover {level}", (f"inside-{level}.pdf", held))
    return held


def attached_bomb() -> bytes:
    """A PDF with an attachment of two gigabytes in two megabytes."""
    spec = b"<</Type/Filespec/F(big.pdf)/UF(big.pdf)/EF<</F 11 0 R>>>>"
    big = stream(squeezed(b"%PDF-1.7" * 8, 32 << 20), b"/Type/EmbeddedFile/Filter/FlateDecode")
    return one_page(catalog=b"/Names<</EmbeddedFiles<</Names[(big.pdf)10 0 R]>>>>", more={10: spec, 11: big})


def thousand_attachments() -> bytes:
    """A PDF with a thousand small PDFs inside."""
    small = one_page()
    return attached(one_page(), "many", *((f"{number}.pdf", small + b"%% %d" % number) for number in range(1000)))


def many_annotations() -> bytes:
    """A hundred thousand fields on one page."""
    made = io.BytesIO()
    with pikepdf.Pdf.new() as pdf:
        page = pdf.add_blank_page().obj
        field = pdf.make_indirect(
            Dictionary(Subtype=Name.Widget, FT=Name.Tx, V=pikepdf.String("x" * 100), Rect=Array([0, 0, 9, 9]))
        )
        page.Annots = Array([field] * 100_000)
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        pdf.save(made)
    return made.getvalue()


BOMBS: Sequence[Callable[[], bytes]] = (
    *(flate_bomb, flate_of_flate, many_filters, over_300_mb, page_tree_loop, million_pages, claims_a_billion_pages),
    *(xref_loop, xref_nowhere, object_stream_loop, object_stream_claims, length_loop, deep_arrays, deep_dictionaries),
    *(deep_arrays_in_content, deep_outline, names_loop, form_loop, field_loop, colour_space_loop, pattern_loop),
    *(shading_function, huge_image, predictor, jbig2, jpx, dct, gigantic_page, numbers_that_are_none, giant_content),
    *(giant_text, many_fonts, type3_loop, cmap_bomb, huge_iterations, attachments_within_attachments, attached_bomb),
    *(thousand_attachments, many_annotations),
)
