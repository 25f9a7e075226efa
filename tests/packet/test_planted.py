"""Words that no page shows do not come along, wherever a file holds them."""

from __future__ import annotations

import io
import zlib

import pypdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, PdfImage, Stream

from desktop.packet.prepare import Wanted, prepare
from desktop.packet.ready import Prepared
from tests.packet.photos import jpeg_with
from tests.packet.planted import planted, words_in
from tests.packet.sources import layered, saved
from tests.papers import paper


@pytest.fixture(scope="module")
def source() -> tuple[bytes, dict[str, str]]:
    return planted()


@pytest.fixture(scope="module")
def ready(source: tuple[bytes, dict[str, str]]) -> Prepared:
    return prepare(source[0], Wanted(pages=(1,)))


def test_every_word_lies_in_the_file_before(source: tuple[bytes, dict[str, str]]) -> None:
    data, words = source
    assert set(words.values()) - set(words_in(data, words).values()) == set()
    assert len(words) > 90


def test_none_of_them_lies_in_what_goes_in(source: tuple[bytes, dict[str, str]], ready: Prepared) -> None:
    assert not ready.pages[0].picture, "the page is copied, not drawn: so it is the copy that is looked at"
    assert words_in(ready.pdf, source[1]) == {}


def _inline(data: bytes) -> bytes:
    with Pdf.open(io.BytesIO(paper(["A page with a picture in its content"]))) as pdf:
        head = f"q 90 0 0 90 200 300 cm BI /W 32 /H 32 /CS /RGB /BPC 8 /F /DCT /L {len(data)} ID ".encode()
        pdf.pages[0].contents_add(pdf.make_stream(head + data + b"\nEI Q"))
        return saved(pdf)


def test_a_photo_inside_the_content_takes_nothing_along() -> None:
    words = {"plantedwhere": "a photo in the content"}
    source = _inline(jpeg_with("plantedwhere"))
    assert words_in(source, words) == words
    made = prepare(source, Wanted(pages=(1,)))
    assert made.pages[0].picture
    assert words_in(made.pdf, words) == {}


def test_a_picture_in_the_content_has_nothing_said_beside_it() -> None:
    with Pdf.open(io.BytesIO(paper(["A page with a picture in its content"]))) as pdf:
        told = b"q 9 0 0 9 20 30 cm BI /W 1 /H 1 /BPC 8 /CS /G /Ward (plantedbeside) ID \x55 EI Q"
        pdf.pages[0].contents_add(pdf.make_stream(told))
        source = saved(pdf)
    words = {"plantedbeside": "beside a picture in the content"}
    assert words_in(source, words) == words
    assert words_in(prepare(source, Wanted(pages=(1,))).pdf, words) == {}


def test_words_that_stand_for_hidden_words_go_with_them() -> None:
    with Pdf.open(io.BytesIO(layered("hiddenword"))) as pdf:
        marks = b"/OC /MC0 BDC /Span <</ActualText (spokenword)>> BDC EMC /Ours <</Alt (pointedword)>> DP EMC"
        pdf.pages[0].contents_add(pdf.make_stream(marks))
        source = saved(pdf)
    words = dict.fromkeys(("hiddenword", "spokenword", "pointedword"), "a hidden layer")
    assert words_in(source, words) == words
    made = prepare(source, Wanted(pages=(1,)))
    assert not made.pages[0].picture
    assert words_in(made.pdf, words) == {}


def test_words_for_what_is_painted_stay_for_those_who_listen() -> None:
    with Pdf.open(io.BytesIO(paper(["A page that is kept"]))) as pdf:
        marks = b"/Span <</ActualText (spokenword) /Ward (privateword)>> BDC 0 0 9 9 re f EMC"
        pdf.pages[0].contents_add(pdf.make_stream(marks))
        source = saved(pdf)
    made = prepare(source, Wanted(pages=(1,)))
    assert set(words_in(made.pdf, {"spokenword": "", "privateword": ""})) == {"spokenword"}


@pytest.mark.parametrize("turn", [0, 90])
def test_words_that_were_cropped_away_stay_away(turn: int) -> None:
    with Pdf.open(io.BytesIO(paper(["The croppedword stands above", "*", "*", "The seenword stands below"]))) as pdf:
        pdf.pages[0].obj.CropBox = [30, 200, 580, 700]
        pdf.pages[0].rotate(turn, relative=False)
        source = saved(pdf)
    made = prepare(source, Wanted(pages=(1,)))
    (page,) = pypdf.PdfReader(io.BytesIO(made.pdf)).pages
    text = "".join(page.extract_text().split())
    assert made.pages[0].picture
    assert made.pages[0].cropped
    assert "seenword" in text
    assert "croppedword" not in text


@pytest.mark.parametrize("in_a_form", [False, True])
@pytest.mark.parametrize(("height", "whole"), [(400, False), (793, True)])
def test_a_picture_is_kept_whole_only_where_all_of_it_is_seen(height: int, *, whole: bool, in_a_form: bool) -> None:
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(600, 800))
        page = pdf.pages[0].obj
        photo = pdf.make_stream(zlib.compress(bytes(range(240)) * 32), Type=Name.XObject, Subtype=Name.Image)
        for key, value in {"Width": 60, "Height": 128, "BitsPerComponent": 8, "ColorSpace": Name.DeviceGray}.items():
            photo[f"/{key}"] = value
        photo.Filter = Name.FlateDecode
        held, content = Dictionary(Held=photo), b"q 600 0 0 800 0 0 cm /Held Do Q"
        if in_a_form:
            inner = pdf.make_stream(b"q 60 0 0 80 0 0 cm /Held Do Q", Type=Name.XObject, Subtype=Name.Form)
            inner.BBox, inner.Resources = Array([0, 0, 60, 80]), Dictionary(XObject=held)
            held, content = Dictionary(Held=inner), b"q 10 0 0 10 0 0 cm /Held Do Q"
        page.Resources, page.Contents = Dictionary(XObject=held), pdf.make_stream(content)
        page.CropBox = Array([0, 0, 600, height])
        source = saved(pdf)
    (ready,) = prepare(source, Wanted(pages=(1,))).pages
    assert (ready.picture, ready.cropped) == (not whole, not whole)


@pytest.mark.parametrize("coded", [Name.DCTDecode, Name.JPXDecode])
def test_a_photo_that_cannot_be_taken_apart_does_not_go_as_it_is(coded: Name) -> None:
    with Pdf.open(io.BytesIO(paper(["A page with half a photo"]))) as pdf:
        image = pdf.make_stream(b"")
        for key, value in {"Width": 32, "Height": 32, "BitsPerComponent": 8, "ColorSpace": Name.DeviceRGB}.items():
            image[f"/{key}"] = value
        image.Type, image.Subtype = Name.XObject, Name.Image
        image.write(b"plantedword" + bytes(99), filter=coded)
        pdf.pages[0].obj.Resources.XObject = Dictionary(Half=image)
        pdf.pages[0].contents_add(pdf.make_stream(b"q 90 0 0 90 200 300 cm /Half Do Q"))
        source = saved(pdf)
    assert words_in(prepare(source, Wanted(pages=(1,))).pdf, {"plantedword": ""}) == {}


def _pixels(data: bytes) -> dict[str, bytes]:
    with Pdf.open(io.BytesIO(data)) as pdf:
        held = pdf.pages[0].obj.Resources.XObject
        images = [(key, one) for key, one in held.items() if isinstance(one, Stream) and one.Subtype == Name.Image]
        return {key: PdfImage(one).as_pil_image().tobytes() for key, one in images}


def test_pictures_keep_every_pixel(source: tuple[bytes, dict[str, str]], ready: Prepared) -> None:
    def pixels(data: bytes) -> dict[str, bytes]:
        with Pdf.open(io.BytesIO(data)) as pdf:
            held = pdf.pages[0].obj.Resources.XObject
            images = {key: one for key, one in held.items() if one.get("/Subtype") == Name.Image}
            return {
                key: PdfImage(one).as_pil_image().tobytes() for key, one in images.items() if isinstance(one, Stream)
            }

    before, after = pixels(source[0]), pixels(ready.pdf)
    assert set(after) == {"/Photo", "/Packed", "/Small", "/Jpx", "/Masked"}
    assert after == before
