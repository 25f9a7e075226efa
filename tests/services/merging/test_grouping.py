"""Lines of several sources that mean one thing stand in a group; half a name is no name."""

from __future__ import annotations

import pytest

from desktop.records.coding import Coding
from desktop.records.fact import Fact, FactKind
from desktop.records.kinds import FACT_TYPES
from desktop.services.merging.grouping import groups

SNOMED = "http://snomed.info/sct"


def _facts(kind: FactKind, *said: dict[str, object]) -> list[Fact]:
    return [FACT_TYPES[kind](id=str(number), person_id="p", **values) for number, values in enumerate(said)]  # type: ignore[arg-type] # a test's words


def test_one_medicine_in_two_strengths_is_a_group_that_tells_both() -> None:
    (group,) = groups(
        _facts(
            FactKind.MEDICATIONS,
            {"generic": "Metformin", "strength": "850 mg"},
            {"generic": "metformin", "strength": "500 mg"},
            {"generic": "Metformin sustained"},
        )
    )
    assert [one.id for one in group.members] == ["0", "1"]
    assert group.id == "0"
    assert group.differs == ("strength",)


def test_a_code_joins_two_names_and_half_a_name_joins_nothing() -> None:
    code = (Coding(SNOMED, "44054006", ""),)
    (group,) = groups(
        _facts(
            FactKind.CONDITIONS,
            {"name": "Diabetes mellitus type 2", "codings": code},
            {"name": "Type 2 diabetes", "codings": code},
            {"name": "Diabetes"},
        )
    )
    assert [one.id for one in group.members] == ["0", "1"]


@pytest.mark.parametrize("negated", [True, False])
def test_an_allergy_and_its_denial_are_no_group(negated: bool) -> None:  # noqa: FBT001 - a case
    made = _facts(FactKind.ALLERGIES, {"substance": "Penicillin", "negated": negated}, {"substance": "Penicillin"})
    assert len(groups(made)) == (0 if negated else 1)
