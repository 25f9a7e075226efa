"""What the leak check looks for: another person by every way in which papers write the name."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.packet.plan import make_plan
from desktop.records.dates import PartialDate
from desktop.records.packet import PacketRequest
from desktop.records.person import Person
from desktop.services.packets.markers import OTHER_PERSON, Texts, markers


@pytest.mark.parametrize(
    ("name", "family", "written"),
    [
        ("Chen Xiaoming", "Chen", "Chen, Xiaoming"),
        ("Maria Elena Lopez", "", "Lopez, Maria Elena"),
        ("Ana de la Cruz Pardo", "de la Cruz Pardo", "de la Cruz Pardo Ana"),
    ],
)
def test_another_person_is_known_as_records_are_filed(name: str, family: str, written: str) -> None:
    other = Person(id="other", name=name, family_name=family, born=PartialDate.parse("1957-05-04"))
    plan = make_plan(PacketRequest(person_id="me"), {}, [])
    me, nothing = Person(id="me", name="Lena Okafor"), Texts((), (), (), ())
    found = markers(plan, person=me, people=(other,), texts=nothing, typed="", vault_folder=Path("/vault"))
    assert [written in one.words for one in found if one.what == OTHER_PERSON] == [True]
