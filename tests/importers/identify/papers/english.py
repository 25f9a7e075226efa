"""Papers of the other kinds, in English."""

from __future__ import annotations

from tests.importers.identify.papers.paper import Paper

ENGLISH = (
    Paper(
        "en-bill",
        (
            "Northgate Hospital",
            "BILLING STATEMENT",
            "Patient: Maria Lopez",
            "Statement date: 07/15/2026",
            "Due date: 08/15/2026",
            "Amount due: 120.00",
        ),
        {
            "kind": "bill",
            "date": "2026-07-15",
            "source": "Northgate Hospital",
            "doctor": "",
            "person": "Maria Lopez",
            "born": "",
        },
    ),
    Paper(
        "en-directive",
        (
            "ADVANCE HEALTH CARE DIRECTIVE",
            "I, Maria Lopez, name my agent: Jose Lopez",
            "Signed: 05/20/2026",
            "Witness: Carl Young",
        ),
        {
            "kind": "directive",
            "date": "2026-05-20",
            "source": "*",
            "doctor": "",
            "person": "Maria Lopez|ask|",
            "born": "",
        },
        letterhead=False,
    ),
    Paper(
        "en-authorization",
        (
            "Northgate Hospital",
            "AUTHORIZATION FOR RELEASE OF INFORMATION",
            "Patient: Maria Lopez",
            "Release to: Dr. Walter Gruen",
            "Expires: 12/31/2027",
            "Date signed: 05/20/2026",
        ),
        {
            "kind": "authorization",
            "date": "2026-05-20",
            "source": "Northgate Hospital",
            "doctor": "",
            "person": "Maria Lopez",
            "born": "",
        },
    ),
    Paper(
        "en-immun",
        (
            "County Health Clinic",
            "IMMUNIZATION RECORD",
            "Name: Liam Carter",
            "Parent: Emily Carter",
            "Date of birth: 01/22/2019",
            "Vaccine  Date",
            "MMR  02/22/2020",
            "Printed: 06/20/2026",
        ),
        {
            "kind": "immunization-record",
            "date": "*",
            "source": "County Health Clinic",
            "doctor": "",
            "person": "Liam Carter",
            "born": "2019-01-22",
        },
    ),
    Paper(
        "en-tumor-board",
        (
            "Lakeside Cancer Center",
            "MULTIDISCIPLINARY TUMOR BOARD",
            "Patient: Maria Lopez",
            "Meeting date: 04/16/2026",
            "Presented by: Lena Okafor, MD",
            "Participants: Tom Ellis, MD; Ruth Hale, MD",
            "Recommendation: chemotherapy",
        ),
        {
            "kind": "tumor-board",
            "date": "2026-04-16",
            "source": "Lakeside Cancer Center",
            "doctor": "Lena Okafor, MD",
            "person": "Maria Lopez",
            "born": "",
        },
    ),
    Paper(
        "en-plan",
        (
            "Lakeside Cancer Center",
            "TREATMENT PLAN",
            "Patient: Maria Lopez",
            "Date: 04/28/2026",
            "Start date: 05/15/2026",
            "Oncologist: Lena Okafor, MD",
        ),
        {
            "kind": "treatment-plan",
            "date": "2026-04-28|ask",
            "source": "Lakeside Cancer Center",
            "doctor": "Lena Okafor, MD",
            "person": "Maria Lopez",
            "born": "",
        },
    ),
    Paper(
        "en-summary",
        (
            "Lakeside Cancer Center",
            "TREATMENT SUMMARY",
            "Patient: Maria Lopez",
            "Date of service: 10/28/2026",
            "Last dose: 10/15/2026",
            "Physician: Lena Okafor, MD",
        ),
        {
            "kind": "treatment-summary",
            "date": "2026-10-28|ask",
            "source": "Lakeside Cancer Center",
            "doctor": "Lena Okafor, MD",
            "person": "Maria Lopez",
            "born": "",
        },
    ),
    Paper(
        "en-medlist",
        (
            "Oak Street Pharmacy",
            "MEDICATION LIST",
            "Patient: Maria Lopez",
            "Printed: 10/28/2026",
            "Metformin 500 mg tablet twice a day",
            "Prescriber: Lena Okafor, MD",
        ),
        {
            "kind": "medication-list",
            "date": "2026-10-28",
            "source": "Oak Street Pharmacy",
            "doctor": "*",
            "person": "Maria Lopez",
            "born": "",
        },
    ),
)
