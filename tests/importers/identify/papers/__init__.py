"""Invented papers of every kind in English and Spanish."""

from __future__ import annotations

from tests.importers.identify.papers.days import DAYS
from tests.importers.identify.papers.doctors import DOCTORS
from tests.importers.identify.papers.english import ENGLISH
from tests.importers.identify.papers.paper import Paper
from tests.importers.identify.papers.relatives import RELATIVES
from tests.importers.identify.papers.spanish_forms import SPANISH_FORMS
from tests.importers.identify.papers.spanish_reports import SPANISH_REPORTS

PAPERS = (*RELATIVES, *DOCTORS, *DAYS, *ENGLISH, *SPANISH_REPORTS, *SPANISH_FORMS)

__all__ = ["PAPERS", "Paper"]
