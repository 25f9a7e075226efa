"""The invented patient's specimens, scans, treatments, family and habits, as the packet pictures tell them."""

# ruff: noqa: E501 - a table of invented values reads better in long lines
from __future__ import annotations

from desktop.records.authority import Authority, AuthorityType
from desktop.records.coverage import Coverage, CoverageOrder
from desktop.records.dates import PartialDate
from desktop.records.device import Device
from desktop.records.directive import Directive, DirectiveType
from desktop.records.encounter import Encounter, EncounterType
from desktop.records.fact import Fact, FactKind
from desktop.records.family_history import FamilyHistory
from desktop.records.imaging import Imaging
from desktop.records.immunization import Immunization
from desktop.records.opinion import Opinion
from desktop.records.pathology import Pathology
from desktop.records.procedure import Procedure, ProcedureStatus
from desktop.records.provenance import Origin, Provenance
from desktop.records.request import Request, RequestStatus
from desktop.records.social_history import SocialHistory, SocialTopic
from desktop.records.treatment import Treatment, TreatmentIntent, TreatmentStatus, TreatmentType

day = PartialDate.parse
SEEN = Origin.CONFIRMED


def read(document_id: str, page: int = 1) -> tuple[Provenance, ...]:
    return (Provenance(document_id=document_id, page=page, reader="person"),)


def infusions() -> tuple[Provenance, ...]:
    """Return where the cycles are read: one page for each but the sixth."""
    return tuple(
        Provenance(document_id="treatsum", page=1 + cycle % 3, snippet=f"Cycle {cycle}", reader="person")
        for cycle in range(1, 12)
        if cycle != 6
    )


def pathology() -> tuple[Pathology, ...]:
    return (
        Pathology(
            id="colectomy", specimen="Right hemicolectomy", title="Right hemicolectomy", date=day("2026-03-24"), reported=day("2026-03-30"), procedure="Laparoscopic surgery", lab="Lakeshore Pathology",
            accession="S26-04418", body_site="Caecum, terminal ileum to mid-transverse colon", histology="Adenocarcinoma", grade="G2, moderately differentiated",
            size="4.6 × 3.9 × 1.8 cm", depth="Through muscularis propria into pericolic fat", stage="pT3 pN1b (AJCC 8)", nodes="3 / 22",
            margins="Clear; nearest 4.2 cm (distal), radial 1.1 cm", invasion="Lymphatic: present. Venous (large vessel): not seen. Perineural: not seen",
            amended="Yes: addendum 2026-04-08 (HER2, MMR)", pathologist="Dr. H. Brandvold",
            molecular="KRAS: c.35G>A, p.Gly12Asp (G12D), allele fraction 34 %; NGS panel 523 genes, Meridian Genomics; 2026-04-22\nNRAS, BRAF: No variant detected (incl. BRAF V600E); NGS panel, Meridian Genomics; 2026-04-22\nMSI · TMB: Microsatellite stable · 5.1 mut/Mb; NGS panel, Meridian Genomics; 2026-04-22\nLiquid biopsy: not done",
            receptors="MMR proteins: MLH1, MSH2, MSH6, PMS2: retained (pMMR); IHC, Lakeshore Pathology; 2026-04-08\nHER2: IHC 1+, “negative for amplification”; IHC, Lakeshore Pathology; 2026-04-08",
            slides_count="9 unstained recuts, 2 stained (H&E)", slides_held_by="Lakeshore Pathology", slides_asked_on=day("2026-11-10"), slides_sent_to="Eastmoor Pathology, not shipped yet",
            blocks_count="A7", blocks_held_by="Meridian Genomics", origin=SEEN, provenance=read("surgpath"),
        ),
        Pathology(
            id="caecum", specimen="Biopsy at colonoscopy", title="Biopsy at colonoscopy", date=day("2026-02-26"), reported=day("2026-03-02"), procedure="Biopsy at colonoscopy", lab="Lakeshore Pathology", accession="S26-02907",
            body_site="Caecum", conclusion="Invasive adenocarcinoma, moderately differentiated", amended="No", pathologist="Dr. H. Brandvold",
            slides_count="slides of the biopsy", slides_held_by="Lakeshore Pathology", slides_asked_on=day("2026-11-10"), origin=SEEN, provenance=read("biopsy"),
        ),
    )  # fmt: skip


def imaging() -> tuple[Imaging, ...]:
    return (
        Imaging(id="i-mri2", title="MRI liver", modality="MRI", body_part="liver", contrast="gadoxetate", date=day("2026-10-20"), facility="Northgate", accession="7781204", compared_with="CT 2026-10-12", impression="Three hepatic metastases, segments VI (19 mm), VII (10 mm) and IVa (11 mm). No biliary dilatation. Portal and hepatic veins patent.", lesions="Segment VI: 19\nSegment VII: 10\nSegment IVa: 11", images_held_by="disc 1", studies=1, series=9, images=1822, origin=SEEN, provenance=read("mri2")),
        Imaging(id="i-ct3", title="CT", modality="CT", body_part="chest, abdomen, pelvis", contrast="IV contrast", date=day("2026-10-12"), facility="Northgate", accession="7779310", compared_with="CT 2026-07-20", impression="Interval enlargement of segment VI lesion, 8 to 19 mm. New 11 mm lesion segment IVa. No thoracic or peritoneal disease.", lesions="Segment VI: 19\nSegment IVa: new: 11", images_held_by="disc 1", studies=1, series=6, images=1148, origin=SEEN, provenance=read("ct3")),
        Imaging(id="i-ct2", title="CT", modality="CT", body_part="chest, abdomen, pelvis", contrast="IV contrast", date=day("2026-07-20"), facility="Northgate", accession="7702265", compared_with="MRI 2026-04-14", impression="Decrease in size of both hepatic lesions, 8 and 6 mm; partial response.", lesions="Segment VI: 8\nSegment VII: 6\nSegment IVa: not seen", images_held_by="disc 1", studies=1, series=6, images=1148, origin=SEEN, provenance=read("ct2")),
        Imaging(id="i-echo", title="Echocardiogram", modality="Echocardiogram", date=day("2026-05-04"), facility="Northgate", accession="E-20931", impression="LVEF 61 %. No significant valve disease."),
        Imaging(id="i-mri1", title="MRI liver", modality="MRI", body_part="liver", contrast="gadoxetate", date=day("2026-04-14"), facility="Cedar Point", accession="CP-55190", compared_with="CT 2026-03-06", impression="Two lesions with diffusion restriction, segments VI (14 mm) and VII (9 mm), highly suspicious for metastases.", lesions="Segment VI: 14\nSegment VII: 9\nSegment IVa: not seen", images_held_by="disc 2", studies=1, series=8, images=800, origin=SEEN, provenance=read("mri1")),
        Imaging(id="i-ct1", title="CT", modality="CT", body_part="chest, abdomen, pelvis", contrast="IV contrast", date=day("2026-03-06"), facility="Lakeshore", accession="26-0088127", impression="Caecal mass 4.8 cm. Two subcentimeter hepatic hypodensities, too small to characterize.", lesions="Segment VI: “too small”\nSegment VII: “too small”\nSegment IVa: not seen", images_held_by="disc 2", studies=1, series=6, images=602, origin=SEEN, provenance=read("ct1")),
        Imaging(id="i-pet", title="PET", modality="PET scan", negated=True, origin=SEEN, provenance=read("first")),
    )  # fmt: skip


def treatments() -> tuple[Treatment, ...]:
    return (
        Treatment(
            id="folfox", title="mFOLFOX6 + bevacizumab", regimen="mFOLFOX6 + bevacizumab", type=TreatmentType.DRUG, clinical_status=TreatmentStatus.STOPPED, line=1, intent=TreatmentIntent.CONTROL,
            date=day("2026-05-11"), end_date=day("2026-10-05"), facility="Northgate", given_by="Dr. Anil Patel", body_size="158 cm, 64.2 kg, BSA 1.68 m²",
            cycles_planned="12", cycles_given="11", cycle_dates="2026-05-11 2026-05-26 2026-06-08 2026-06-22 2026-07-06 2026-07-21 2026-08-03 2026-08-24 2026-09-08 2026-09-21 2026-10-05",
            doses="Oxaliplatin, mg/m²: 85 85 85 85 85 85 65 65 - - -\nLeucovorin, mg/m²: 400 400 400 400 400 400 400 400 400 400 400\nFluorouracil bolus, mg/m²: 400 400 400 400 400 400 400 - - - -\nFluorouracil 46 h, mg/m²: 2400 2400 2400 2400 2400 2400 2400 1920 1920 1920 1920\nBevacizumab, mg/kg: - - 5 5 5 5 5 - - 5 5",
            changes="cycle 7: Oxaliplatin 85 to 65 mg/m²; Grade 1–2 peripheral neuropathy\ncycle 8: Fluorouracil bolus left out, infusion to 80 %; Febrile neutropenia 08-09, admitted 4 nights\ncycle 9: Oxaliplatin stopped for good; Neuropathy grade 2, fine motor\ncycles 8–10: Bevacizumab paused, restarted cycle 10; Port-associated thrombus; on apixaban",
            toxicity="numb fingertips and soles, “buttons are hard”", response="Partial", response_date=day("2026-07-20"), response_judged="radiology report; criteria not stated", reason_stopped="Growth, CT 2026-10-12", origin=SEEN, provenance=(*read("treatsum"), *infusions()),
        ),
        Treatment(id="folfiri", title="FOLFIRI + bevacizumab", regimen="FOLFIRI + bevacizumab", type=TreatmentType.DRUG, clinical_status=TreatmentStatus.PLANNED, line=2, drugs="irinotecan\nleucovorin\nfluorouracil\nbevacizumab", date=day("2026-12-07"), given_by="Dr. Anil Patel", note="CT after 4 cycles", origin=SEEN, provenance=read("plan")),
        Treatment(id="rt", title="Radiation", regimen="Radiation", type=TreatmentType.RADIATION, negated=True, note="No ablation, no embolization, no pump.", origin=SEEN, provenance=read("note")),
    )  # fmt: skip


def procedures() -> tuple[Procedure, ...]:
    done = ProcedureStatus.DONE
    return (
        Procedure(id="p-colectomy", title="Laparoscopic right hemicolectomy", name="Laparoscopic right hemicolectomy", body_site="side-to-side anastomosis", clinical_status=done, date=day("2026-03-24"), performed_by="Dr. Chen Xiaoming 陈晓明", facility="Lakeshore", findings="No liver surface lesion seen; ultrasound of the liver not done", outcome="home day 5", complications="none; no transfusion", origin=SEEN, provenance=read("opnote")),
        Procedure(id="p-port", title="Implanted port", name="Implanted port", body_site="right internal jugular vein", clinical_status=done, date=day("2026-05-05"), performed_by="Dr. Sarah Whitfield", facility="Northgate", implants="Halden PowerLine 8F, lot H26-0417"),
        Procedure(id="p-colonoscopy", title="Colonoscopy with biopsy", name="Colonoscopy with biopsy", clinical_status=done, date=day("2026-02-26"), performed_by="Dr. José Ibáñez Peña", facility="Lakeshore", findings="Mass 4–5 cm, caecum; rest of colon normal", complications="none"),
        Procedure(id="p-gall", title="Gallbladder removed", name="Gallbladder removed (keyhole)", clinical_status=done, date=day("1999"), anesthesia="anesthesia without problems"),
        Procedure(id="p-caesar", title="Two caesarean sections", name="Two caesarean sections", clinical_status=done, date=day("1987"), complications="Bleeding after the second, 2 units of blood"),
    )  # fmt: skip


def encounters() -> tuple[Encounter, ...]:
    return (
        Encounter(id="e-fever", title="Fever with low white cells", reason="Fever with low white cells", type=EncounterType.HOSPITAL_STAY, date=day("2026-08-09"), end_date=day("2026-08-13"), facility="Northgate", outcome="Neutrophils 0.4; antibiotics", origin=SEEN, provenance=read("discharge2")),
        Encounter(id="e-surgery", title="Surgery", reason="surgery", type=EncounterType.HOSPITAL_STAY, date=day("2026-03-24"), end_date=day("2026-03-29"), facility="Lakeshore", outcome="No complications", origin=SEEN, provenance=read("discharge1")),
        Encounter(id="e-first", title="First oncology visit", reason="First oncology visit", type=EncounterType.VISIT, date=day("2026-04-24"), with_whom="Dr. Anil Patel", facility="Northgate", outcome="Stage IVA; chemotherapy first, then look again", origin=SEEN, provenance=read("first")),
    )  # fmt: skip


def family() -> tuple[FamilyHistory, ...]:
    return (
        FamilyHistory(id="f-mother", title="Mother", relation="Mother, Rosa Núñez", condition="Uterine cancer", age_at_onset="54", age_at_death="61"),
        FamilyHistory(id="f-uncle", title="Uncle", relation="Mother’s brother", side="mother’s", condition="Bowel cancer", age_at_onset="48", age_at_death="50"),
        FamilyHistory(id="f-sister", title="Sister", relation="Sister, Carmen", condition="Polyps removed, number not known", age_at_onset="60", living="yes", origin=Origin.PROPOSED),
        FamilyHistory(id="f-children", title="Children", relation="Daughter Ana; son Luis", condition="colonoscopy Ana 2026: normal", negated=True, living="yes"),
        FamilyHistory(id="f-self", title="Self", relation="self", condition="inherited gene test", genetic_test="No pathogenic variant. One variant of uncertain significance, MSH6 c.1186C>G.", counselling="Northgate Genetics, 2026-07-08", origin=SEEN, provenance=read("first", 8)),
    )  # fmt: skip


def social() -> tuple[SocialHistory, ...]:
    topic = SocialTopic
    return tuple(
        SocialHistory(id=f"s-{about}", title=about, topic=about, description=words)
        for about, words in (
            (topic.FUNCTION, "Cooks, shops, walks 30 min a day; naps"),
            (topic.LIVING, "With husband Tomás; 2nd floor, lift"),
            (topic.WORK, "Retired school cook"),
            (topic.TOBACCO, "Never"),
            (topic.ALCOHOL, "1 glass of wine a week"),
            (topic.PAIN, "1 of 10, right side, some evenings"),
        )
    )


def others() -> dict[FactKind, tuple[Fact, ...]]:
    return {
        FactKind.PATHOLOGY: pathology(), FactKind.IMAGING: imaging(), FactKind.TREATMENTS: treatments(),
        FactKind.PROCEDURES: procedures(), FactKind.ENCOUNTERS: encounters(), FactKind.FAMILY: family(), FactKind.SOCIAL: social(),
        FactKind.IMMUNIZATIONS: (Immunization(id="v-flu", title="Flu", vaccine="Flu · COVID-19", date=day("2026-10-01")), Immunization(id="v-pneumo", title="Pneumococcus", vaccine="Pneumococcus", date=day("2023"))),
        FactKind.DEVICES: (Device(id="d-port", title="Port", name="Port", body_site="right chest", date=day("2026-05-05"), manufacturer="Halden", model="PowerLine 8F", lot="H26-0417", mri="conditional"), Device(id="d-none", title="Pacemaker", name="pacemaker", negated=True)),
        FactKind.AUTHORITIES: (Authority(id="a-ana", title="Ana Lopez", holder="Ana Lopez", relation="daughter", type=AuthorityType.POWER_OF_ATTORNEY, scope="all health decisions", date=day("2026-04-02"), end_date=day("2027-04-02"), phone="+1 555 010 0177", origin=SEEN, provenance=read("proxy")),),
        FactKind.COVERAGE: (Coverage(id="c-valley", title="Valley Health", insurer="Valley Health", plan="Medicare Advantage", member_id="VH 5550 1188 02", group_number="70-1142", phone="+1 555 010 0180", order=CoverageOrder.FIRST),),
        FactKind.DIRECTIVES: (Directive(id="dir", title="Living will", type=DirectiveType.LIVING_WILL, date=day("2024-06-11"), where_kept="desk at home"),),
        FactKind.OPINIONS: (Opinion(id="o-patel", title="Dr. Anil Patel", doctor="Dr. Anil Patel", institution="Northgate Cancer Institute", first=True, date=day("2026-11-16"), diagnosis="Adenocarcinoma of the caecum, liver metastases", stage="IVA", goal="Control of the disease", plan="FOLFIRI + bevacizumab from 2026-12-07, scan after 4 cycles", timing="Start 2026-12-07; can be moved by one week", origin=SEEN, provenance=read("plan")),),
        FactKind.REQUESTS: (
            Request(id="r-slides", title="Pathology glass slides", what="Pathology glass slides", provider="Lakeshore", clinical_status=RequestStatus.WAITING, date=day("2026-11-10"), answer_by=day("2026-12-10")),
            Request(id="r-infusion", title="Infusion record, cycle 6", what="Infusion record, cycle 6", provider="Northgate", clinical_status=RequestStatus.WAITING, date=day("2026-11-12")),
            Request(id="r-liver", title="Liver biopsy report", what="Liver biopsy report", clinical_status=RequestStatus.DOES_NOT_EXIST, note="no liver biopsy was taken"),
        ),
    }  # fmt: skip
