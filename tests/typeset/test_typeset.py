from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.foundation.resources import resource
from desktop.typeset import fonts
from desktop.typeset.compile import LaidOut, typeset, typeset_pages
from desktop.typeset.coverage import covered
from desktop.typeset.drawable import clean, stand_in
from desktop.typeset.errors import PageNotMadeError
from tests.typeset.reading import said

GROUPS = ("K7QM", "3XFT", "9RWB", "0H5D", "6ZNA", "V2CJ", "8PYE")
NAMES = (
    *(
        "陈晓明",
        "山田太郎",
        "やまだ",
        "김민수",
        "שרה כהן",
        "प्रिया शर्मा",
        "ক্ষেত্র রহমান",
        "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
        "જયેશ પટેલ",
        "ଓଡ଼ିଆ",
        "தமிழ்ச்செல்வி",
    ),
    *(
        "శ్రీనివాస్",
        "ಕೃಷ್ಣ",
        "മലയാളം സ്ത്രീ",
        "සිංහල ශ්‍රී",
        "สมหญิง น้ำ",
        "ສົມສະໄໝ",
        "ខ្មែរ ស្រី",
        "မြန်မာ ကျော်",
        "አማርኛ",
        "Հայերեն",
        "ქართული",
    ),
    *("ᏣᎳᎩ", "ᐃᓄᒃᑎᑐᑦ", "ܣܘܪܝܝܐ", "ދިވެހި", "ߒߞߏ", "𞤀𞤁𞤂𞤢𞤥", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "བོད་ཡིག་རྒྱ", "ᱥᱟᱱᱛᱟᱲᱤ", "ꯃꯩꯇꯩ"),
)
"""A name or word in each script that a font in resources/fonts/scripts is for."""
QR = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h1v1h-1z"/></svg>'


def words_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def kit(name: str = "Family records") -> bytes:
    data = {"groups": list(GROUPS), "vault_name": name, "created": "20 November 2026"}
    return typeset("recovery-kit", data, assets={"qr.svg": QR})


def plain(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


def test_recovery_kit_is_one_tagged_page_with_every_group() -> None:
    pdf = kit()
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == 1
    assert "/StructTreeRoot" in reader.root_object
    text = words_of(pdf)
    assert all(group in text for group in GROUPS)
    assert "Family records" in text


def test_tagged_pages_declare_pdf_ua() -> None:
    metadata = pypdf.PdfReader(io.BytesIO(kit())).root_object["/Metadata"].get_object()
    assert isinstance(metadata, pypdf.generic.StreamObject)
    assert b"pdfuaid:part" in metadata.get_data()


def test_nothing_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    kit()
    assert list(tmp_path.iterdir()) == []


def test_a_failing_template_tells_nothing_of_its_data() -> None:
    with pytest.raises(PageNotMadeError) as caught:
        typeset("recovery-kit", {"vault_name": "SECRET NAME"}, assets={"qr.svg": QR})
    assert "SECRET" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_failing_question_tells_nothing_of_its_data() -> None:
    laid_out = LaidOut("packet", {"parts": [{"part": "SECRET NAME"}]}, note="note", look={"words": {}})
    with pytest.raises(PageNotMadeError) as caught:
        laid_out.notes()
    assert "SECRET" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_arabic_name_is_drawn_with_our_own_font() -> None:
    made = typeset_pages(
        "recovery-kit", {"groups": list(GROUPS), "vault_name": "ليلى حداد", "created": ""}, assets={"qr.svg": QR}
    )
    assert made.missing == ()
    drawn = [name for page in pypdf.PdfReader(io.BytesIO(made.pdf)).pages for name in _font_names(page)]
    assert any("NotoNaskhArabic" in name for name in drawn)


def _font_names(page: pypdf.PageObject) -> list[str]:
    resources = page["/Resources"]
    assert isinstance(resources, pypdf.generic.DictionaryObject)
    fonts_of_page = resources["/Font"]
    assert isinstance(fonts_of_page, pypdf.generic.DictionaryObject)
    found = [font.get_object() for font in fonts_of_page.values()]
    return [str(font["/BaseFont"]) for font in found if isinstance(font, pypdf.generic.DictionaryObject)]


def test_what_no_font_draws_is_said_and_has_a_readable_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_families", tuple)
    data = {"groups": list(GROUPS), "vault_name": "Mei 𓀀 🙂", "created": ""}
    made = typeset_pages("recovery-kit", data, assets={"qr.svg": QR})
    assert made.missing == ("𓀀", "🙂")
    text = words_of(made.pdf)
    assert "[U+13000]" in text
    assert "slightly smiling face" in text


def test_a_font_of_this_computer_is_borrowed_when_ours_lack_a_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_families", lambda: (("A strange font", resource("fonts", "DejaVuSansMono.ttf"), 0),))
    choice = fonts.fonts_for("ᱥ↯𓀀")
    assert (choice.extra, choice.missing) == (("Noto Sans Ol Chiki", "A strange font"), frozenset("𓀀"))


def test_chinese_is_drawn_with_the_computers_better_font_and_with_ours_where_it_has_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    droid = resource("fonts", "scripts", "DroidSansFallbackFull.ttf")
    monkeypatch.setattr(fonts, "_families", lambda: (("A poor font", droid, 0), ("PingFang SC", droid, 0)))
    assert fonts.fonts_for("陈").extra == ("PingFang SC",)
    monkeypatch.setattr(fonts, "_families", lambda: (("A poor font", droid, 0),))
    assert fonts.fonts_for("陈").extra == ("Droid Sans Fallback",)


def test_no_letter_of_a_name_in_any_living_script_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_families", tuple)
    data = {"groups": list(GROUPS), "vault_name": " and ".join(NAMES), "created": ""}
    made = typeset_pages("recovery-kit", data, assets={"qr.svg": QR})
    assert made.missing == ()
    read = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.pdf))
    assert Counter(plain("".join(NAMES))) - Counter(read) - Counter(said(made.pdf)) == Counter()


def test_fonts_of_the_program_are_enough_for_latin_greek_cyrillic_and_arabic() -> None:
    assert fonts.fonts_for("Łódź Ñandú Ελλάδα Київ مرحبا ▲▼ ≤ ⁹ µ → “”").extra == ()


def test_control_characters_never_reach_the_page() -> None:
    assert clean("a\x00b\x07c\r\nd\ud800") == "abc\nd"


def test_a_very_long_word_may_break() -> None:
    assert "\u200b" in str(clean("x" * 60))
    assert clean("陈" * 60) == "陈" * 60
    assert clean("0123456789abcdef" * 2) == "0123456789abcdef" * 2


def test_combining_marks_without_a_font_vanish() -> None:
    assert stand_in("\u0e31") == ""


def test_coverage_of_a_file_that_is_no_font_is_empty(tmp_path: Path) -> None:
    nonsense = tmp_path / "x.ttf"
    nonsense.write_bytes(b"\0\1\0\0\xff\xff" + b"\1" * 40)
    assert covered(nonsense, 0) == frozenset()
    assert ord("ب") in covered(resource("fonts", "NotoNaskhArabic-Regular.ttf"), 0)


SCRIPTS = st.characters(codec="utf-8", categories=("Lu", "Ll", "Nd"), max_codepoint=0x52F)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(SCRIPTS, min_size=1, max_size=20))
def test_typed_characters_survive_into_the_page(text: str) -> None:
    made = typeset_pages(
        "recovery-kit", {"groups": list(GROUPS), "vault_name": text, "created": ""}, assets={"qr.svg": QR}
    )
    if not made.missing:
        assert plain(text) in plain(words_of(made.pdf))
