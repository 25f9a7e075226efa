"""Run the rules: what matters most and is missing first."""

from __future__ import annotations

from desktop.packet.readiness import by_case, citing, copies, everyone, papers
from desktop.packet.readiness.case_file import CaseFile
from desktop.records.packet import Case
from desktop.records.readiness import Level, ReadinessItem, State

_WORST_FIRST = {State.MISSING: 0, State.WARN: 1, State.OK: 2}


def check(case_file: CaseFile, case: Case) -> tuple[ReadinessItem, ...]:
    """Return the answers of all rules that apply, worst first."""
    found = [
        rule(case_file) for rule in (*by_case.RULES[case], *everyone.RULES, *citing.RULES, *papers.RULES, *copies.RULES)
    ]
    answers = [one for one in found if one is not None]
    return tuple(sorted(answers, key=lambda one: (_WORST_FIRST[one.state], one.level is not Level.MUST)))
