"""What a place asks for is obeyed, said, and never guessed."""

from __future__ import annotations

import pytest

from desktop.records.packet import PacketRequest, PacketShape, size_check
from desktop.records.recipient import Recipient, Route
from desktop.records.recipient_profile import Decided, decisions, language_of, obeying, takes_images, yes_or_no

ASKED = PacketRequest(id="p", person_id="m")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("no", False),
        ("No, never", False),
        ("yes", True),
        ("Sí", True),
        ("not known", None),
        ("", None),
        ("nothing", None),
    ],
)
def test_only_a_clear_word_is_a_yes_or_a_no(words: str, said: bool | None) -> None:  # noqa: FBT001 - a table of answers
    assert yes_or_no(words) is said


def test_only_a_clear_no_keeps_pictures_back() -> None:
    assert takes_images(None)
    assert takes_images(Recipient(name="Dr. O", images="not known"))
    assert not takes_images(Recipient(name="Dr. O", images="No"))


@pytest.mark.parametrize(
    ("words", "code"), [("English only", "en"), ("Español", "es"), ("Spanish (Mexico)", "es"), ("German", ""), ("", "")]
)
def test_a_language_is_taken_only_when_packets_can_be_written_in_it(words: str, code: str) -> None:
    assert language_of(words) == code


@pytest.mark.parametrize(
    ("route", "shape", "edition"),
    [
        (Route.FAX, PacketShape.FAX, "fax"),
        (Route.PORTAL, PacketShape.PORTAL, "normal"),
        (Route.PRINT, PacketShape.FULL, "normal"),
        (None, PacketShape.FULL, "normal"),
    ],
)
def test_the_route_chooses_the_edition(route: Route | None, shape: PacketShape, edition: str) -> None:
    settled = obeying(ASKED, Recipient(name="Dr. O", route=route))
    assert (settled.shape, settled.edition) == (shape, edition)


def test_an_edition_that_the_person_chose_stays() -> None:
    asked = PacketRequest(id="p", person_id="m", shape=PacketShape.PRINT)
    settled = obeying(asked, Recipient(name="Dr. O", route=Route.FAX))
    assert (settled.shape, settled.edition) == (PacketShape.PRINT, "large")


def test_the_cap_chosen_for_one_packet_comes_before_that_of_the_place() -> None:
    place = Recipient(name="Dr. O", max_mb=25, max_files=3)
    assert obeying(ASKED, place).max_files == 3
    assert obeying(PacketRequest(max_files=1), place).max_files == 1
    assert obeying(ASKED, place).max_mb == 25
    assert obeying(PacketRequest(max_mb=2), place).max_mb == 2


def test_everything_that_was_decided_is_said() -> None:
    place = Recipient(
        name="Dr. O", images="no", route=Route.PORTAL, max_mb=5, language="Spanish", id_copy="yes",
    )  # fmt: skip
    told = {one.what: one.value for one in decisions(ASKED, place)}
    assert told == {
        Decided.NO_IMAGES: "", Decided.PORTAL: "", Decided.SIZE: "5", Decided.LANGUAGE: "Spanish", Decided.ID_COPY: "",
    }  # fmt: skip
    assert decisions(ASKED, None) == ()
    assert decisions(ASKED, Recipient(name="Dr. O")) == ()


def test_a_size_is_exact_at_its_border() -> None:
    assert size_check(2_000_000, 2).ok
    assert not size_check(2_000_001, 2).ok
