"""Which of the allergies that a second doctor asks about stand on the summary as not asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.packet.layout import lay_out
from desktop.packet.pages.allergies import summary_allergies
from desktop.packet.pages.setting import Setting
from desktop.records.allergy import Allergy
from desktop.records.fact import FactKind
from tests.packet.pages.maria import maria_front


@pytest.mark.parametrize(
    ("substance", "still_to_ask"),
    [
        ("Tapentadol", "Iodine or gadolinium contrast dye; Food; Latex, tape"),
        ("Surgical tape", "Iodine or gadolinium contrast dye; Food"),
        ("Cacahuete", "Iodine or gadolinium contrast dye; Latex, tape"),
        ("Walnuts", "Iodine or gadolinium contrast dye; Latex, tape"),
        ("Látex", "Iodine or gadolinium contrast dye; Food"),
    ],
)
def test_a_listed_allergy_answers_only_what_it_is_about(substance: str, still_to_ask: str) -> None:
    allergy = Allergy(id="a", title=substance, substance=substance)
    front = replace(maria_front(), facts={FactKind.ALLERGIES: (allergy,)}, sections=())
    rows = summary_allergies(Setting(front=front, layout=lay_out(3, ())))
    assert f"'{still_to_ask}: '" in str(rows[-1])
