"""Small C-CDA documents of an invented person, made from parts."""

from __future__ import annotations

HEAD = """<recordTarget><patientRole><id extension="4471" root="1.2.3"/><patient>
<name><given>Maria</given><family>Lopez</family></name><birthTime value="19570504"/>
</patient></patientRole></recordTarget>
<author><time value="20261102"/><assignedAuthor><assignedPerson><name><prefix>Dr.</prefix><given>Anil</given>
<family>Patel</family></name></assignedPerson></assignedAuthor></author>
<custodian><assignedCustodian><representedCustodianOrganization><name>Harbor Clinic</name>
<telecom value="tel:+1-555-0100"/></representedCustodianOrganization></assignedCustodian></custodian>"""


def section(code: str, *entries: str, title: str = "", text: str = "", template: str = "") -> str:
    """Return a section with its entries."""
    named = f'<templateId root="{template}"/>' if template else ""
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    coded = f'<code code="{code}" codeSystem="2.16.840.1.113883.6.1"/>' if code else ""
    return f"<component><section>{named}{coded}<title>{title}</title><text>{text}</text>{inner}</section></component>"


def document(*sections: str, head: str = HEAD) -> bytes:
    """Return a whole document."""
    body = f"<component><structuredBody>{''.join(sections)}</structuredBody></component>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?><ClinicalDocument xmlns="urn:hl7-org:v3"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:sdtc="urn:hl7-org:sdtc">'
        '<code code="34133-9" codeSystem="2.16.840.1.113883.6.1"/><title>Summary of care</title>'
        f'<effectiveTime value="20261103101500-0500"/>{head}{body}</ClinicalDocument>'
    ).encode()


def coded(name: str, code: str = "", display: str = "", extra: str = "", inner: str = "") -> str:
    """Return a coded element."""
    return f'<{name} code="{code}" codeSystem="2.16.840.1.113883.6.96" displayName="{display}" {extra}>{inner}</{name}>'


def observation(inner: str, *, mood: str = "EVN", extra: str = "") -> str:
    """Return an observation."""
    return f'<observation classCode="OBS" moodCode="{mood}" {extra}>{inner}</observation>'


def concern(inner: str, *, status: str = "active") -> str:
    """Return a concern act around an observation."""
    return (
        f'<act classCode="ACT" moodCode="EVN"><statusCode code="{status}"/>'
        f'<entryRelationship typeCode="SUBJ">{inner}</entryRelationship></act>'
    )


def related(type_code: str, inner: str) -> str:
    """Return an entry relationship."""
    return f'<entryRelationship typeCode="{type_code}">{inner}</entryRelationship>'


def value(kind: str, inner: str = "", **attributes: str) -> str:
    """Return a value of a data type."""
    written = " ".join(f'{name}="{text}"' for name, text in attributes.items())
    return f'<value xsi:type="{kind}" {written}>{inner}</value>'


def medicine(inner: str, *, mood: str = "EVN", name: str = "Metformin 850 MG Oral Tablet", extra: str = "") -> str:
    """Return a substance administration of a medicine."""
    return (
        f'<substanceAdministration classCode="SBADM" moodCode="{mood}" {extra}>{inner}<consumable><manufacturedProduct>'
        f'<manufacturedMaterial><code code="861007" codeSystem="2.16.840.1.113883.6.88" displayName="{name}"/>'
        "</manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>"
    )


def result(code: str, written: str, inner: str = "", *, status: str = "completed") -> str:
    """Return a result in a panel collected on 12 November 2026."""
    one = observation(
        f'{coded("code", "718-7", code)}<statusCode code="{status}"/><effectiveTime value="20261112"/>{written}{inner}'
    )
    panel = coded("code", "58410-2", "Blood count")
    return f'<organizer classCode="BATTERY" moodCode="EVN">{panel}<component>{one}</component></organizer>'
