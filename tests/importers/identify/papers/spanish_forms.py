"""Lists, cards, bills and forms in Spanish."""

from __future__ import annotations

from tests.importers.identify.papers.paper import Paper

SPANISH_FORMS = (
    Paper(
        "es-vacunas",
        (
            "Centro de Salud Norte",
            "CARTILLA DE VACUNACIÓN",
            "Nombre y apellidos: Hugo Vega Díaz",
            "Nombre de la madre: Carmen Vega",
            "Fecha de nacimiento: 22/01/2019",
        ),
        {
            "kind": "immunization-record",
            "date": "|*",
            "source": "Centro de Salud Norte",
            "doctor": "",
            "person": "Hugo Vega Díaz",
            "born": "2019-01-22",
        },
    ),
    Paper(
        "es-factura",
        (
            "Clínica San Rafael",
            "FACTURA",
            "Paciente: María López",
            "Fecha de factura: 15/07/2026",
            "Vence: 30/08/2026",
            "Importe: 120,00",
        ),
        {
            "kind": "bill",
            "date": "2026-07-15",
            "source": "Clínica San Rafael",
            "doctor": "",
            "person": "María López",
            "born": "",
        },
    ),
    Paper(
        "es-voluntades",
        (
            "DOCUMENTO DE INSTRUCCIONES PREVIAS",
            "Nombre: María López",
            "Representante: José López",
            "Firmado: 20/05/2026",
        ),
        {"kind": "directive", "date": "2026-05-20", "source": "*", "doctor": "", "person": "María López", "born": ""},
        letterhead=False,
    ),
    Paper(
        "es-dni",
        (
            "DOCUMENTO NACIONAL DE IDENTIDAD",
            "Apellidos y nombre: López Núñez, María",
            "Fecha de nacimiento: 14/05/1957",
            "Fecha de expedición: 20/02/2024",
            "Caduca: 20/02/2034",
        ),
        {
            "kind": "id",
            "date": "2024-02-20",
            "source": "*",
            "doctor": "",
            "person": "López Núñez, María",
            "born": "1957-05-14",
        },
        letterhead=False,
    ),
    Paper(
        "es-medicacion",
        (
            "Farmacia Central",
            "LISTA DE MEDICAMENTOS",
            "Paciente: María López",
            "Fecha: 28/10/2026",
            "Metformina 500 mg comprimido",
        ),
        {
            "kind": "medication-list",
            "date": "2026-10-28",
            "source": "Farmacia Central",
            "doctor": "",
            "person": "María López",
            "born": "",
        },
    ),
    Paper(
        "es-autorizacion",
        (
            "Hospital General de Jaén",
            "AUTORIZACIÓN DE DIVULGACIÓN",
            "Paciente: María López",
            "Fecha de firma: 20/05/2026",
            "Vence: 31/12/2027",
        ),
        {
            "kind": "authorization",
            "date": "2026-05-20",
            "source": "Hospital General de Jaén",
            "doctor": "",
            "person": "María López",
            "born": "",
        },
    ),
    Paper(
        "es-poliza",
        (
            "Seguros del Sur",
            "TARJETA DE SEGURO",
            "Titular: José López",
            "Asegurado: María López",
            "Número de afiliado: 88112",
        ),
        {"kind": "insurance", "date": "|*", "source": "*", "doctor": "", "person": "María López|", "born": ""},
    ),
)
