"""Forms and media as other programs make them: rich text, radio buttons, XFA, films, models, layers that exclude."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from tests.packet.sources import saved
from tests.papers import paper

_RADIO = 1 << 15
_RICH_TEXT = 1 << 25
_XFA = "http://www.xfa.org/schema"
CHOICES = ("/One", "/Two", "/Three")
SIDE = 20
"""Points that a button is wide and high."""


def place_of(choice: int) -> tuple[int, int, int, int]:
    """Return where the button of a choice (from 0) is: left, bottom, right, top in points."""
    return 80 + 60 * choice, 500, 80 + 60 * choice + SIDE, 500 + SIDE


def _opened(line: str) -> Pdf:
    return Pdf.open(io.BytesIO(paper([line])))


def _look(pdf: Pdf, content: str, width: int, height: int = SIDE) -> Stream:
    made = pdf.make_stream(content.encode())
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, width, height])
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    made.Resources = Dictionary(Font=Dictionary(Helv=font))
    return made


def _fonts() -> Dictionary:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    return Dictionary(Font=Dictionary(Helv=font))


def rich_text(value: str, *, drawn: bool) -> bytes:
    """Return a form with a field of rich text; not `drawn`, its program left the drawing to the viewer."""
    with _opened("A form with formatted words") as pdf:
        body = f'<body xmlns="http://www.w3.org/1999/xhtml"><p><b>{value}</b> <i>unseenstyle</i></p></body>'
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("story"), Ff=_RICH_TEXT, V=String(value),
            RV=String(body), DS=String("font: 12pt Helvetica"), DA=String("/Helv 12 Tf 0 g"), F=4,
            Rect=Array([60, 600, 300, 620]),
        )  # fmt: skip
        if drawn:
            field.AP = Dictionary(N=_look(pdf, f"BT /Helv 12 Tf 2 5 Td ({value}) Tj ET", 240))
        held = pdf.make_indirect(field)
        pdf.pages[0].obj.Annots = Array([held])
        form = Dictionary(Fields=Array([held]), DR=_fonts(), DA=String("/Helv 12 Tf 0 g"))
        form.NeedAppearances = not drawn
        pdf.Root.AcroForm = form
        return saved(pdf)


def _button(pdf: Pdf, parent: Object, choice: int, state: str | None, *, drawn: bool) -> Object:
    on = _look(pdf, f"1 w 1 1 {SIDE - 2} {SIDE - 2} re S 0 0 0 rg 5 5 10 10 re f", SIDE)
    off = _look(pdf, f"1 w 1 1 {SIDE - 2} {SIDE - 2} re S", SIDE)
    made = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, Parent=parent, F=4, Rect=Array(list(place_of(choice))),
        AP=Dictionary(N=Dictionary({CHOICES[choice]: on, "/Off": off})), MK=Dictionary(CA=String("l")),
    )  # fmt: skip
    if state is not None:
        made.AS = Name(state)
    if not drawn:
        del made.AP
    return pdf.make_indirect(made)


def radio(chosen: int, *, states: bool = True, drawn: bool = True) -> bytes:
    """Return a form with three radio buttons of which one is chosen.

    Without `states` only the field says which; not `drawn`, the buttons have no look of their own.
    """
    with _opened("Choose one of three") as pdf:
        parent = pdf.make_indirect(Dictionary(FT=Name.Btn, Ff=_RADIO, T=String("answer"), V=Name(CHOICES[chosen])))
        states_of = [CHOICES[choice] if choice == chosen else "/Off" for choice in range(len(CHOICES))]
        buttons = [
            _button(pdf, parent, choice, state if states else None, drawn=drawn)
            for choice, state in enumerate(states_of)
        ]
        parent.Kids = Array(buttons)
        pdf.pages[0].obj.Annots = Array(buttons)
        pdf.Root.AcroForm = Dictionary(Fields=Array([parent]))
        return saved(pdf)


def xfa(value: str, unseen: str, *, dynamic: bool) -> bytes:
    """Return a form with an XFA description that holds a word no viewer of plain PDF shows.

    A `dynamic` one has no fields and a page that asks for another program.
    """
    line = "Please wait. If this message is not replaced, your viewer cannot show this form." if dynamic else "A form"
    with _opened(line) as pdf:
        fields = '<subform name="f"><field name="drug"/></subform>'
        template = f'<template xmlns="{_XFA}/xfa-template/3.3/">{fields}</template>'
        filled = f"<xfa:data><f><drug>{unseen}</drug></f></xfa:data>"
        data = f'<xfa:datasets xmlns:xfa="{_XFA}/xfa-data/1.0/">{filled}</xfa:datasets>'
        form = Dictionary(Fields=Array())
        parts = (("template", template), ("datasets", data))
        form.XFA = Array([one for name, part in parts for one in (String(name), pdf.make_stream(part.encode()))])
        if not dynamic:
            field = pdf.make_indirect(
                Dictionary(
                    Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("drug"), V=String(value), F=4,
                    Rect=Array([60, 600, 260, 620]), DA=String("/Helv 12 Tf 0 g"),
                    AP=Dictionary(N=_look(pdf, f"BT /Helv 12 Tf 2 5 Td ({value}) Tj ET", 200)),
                )
            )  # fmt: skip
            form.Fields, form.DR = Array([field]), _fonts()
            pdf.pages[0].obj.Annots = Array([field])
        pdf.Root.AcroForm = form
        pdf.Root.NeedsRendering = dynamic
        return saved(pdf)


MEDIA = ("3D", "RichMedia", "Screen", "Movie", "Sound")


def media(kind: str, unseen: str, *, poster: bool) -> bytes:
    """Return a page with a model, film or sound that holds a word; a `poster` is a grey field in its place."""
    with _opened("A page with something to play") as pdf:
        note = Dictionary(
            Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([100, 400, 200, 460]), F=4, Contents=String(unseen),
        )  # fmt: skip
        if poster:
            note.AP = Dictionary(N=_look(pdf, "0.6 g 0 0 100 60 re f", 100, 60))
        for key, value in _played(pdf, unseen)[kind].items():
            note[key] = value
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])
        return saved(pdf)


def _played(pdf: Pdf, unseen: str) -> dict[str, dict[str, Object]]:
    """Return what a note of each kind holds to be played."""
    data = pdf.make_stream(unseen.encode())
    file = pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String(f"{unseen}.mp4"), EF=Dictionary(F=data)))
    script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{unseen}')"))
    model = pdf.make_stream(unseen.encode(), Type=Name("/3D"), Subtype=Name.U3D, OnInstantiate=data)
    film = Dictionary(S=Name.MR, C=Dictionary(S=Name.MCD, CT=String("video/mp4"), D=file))
    assets = Dictionary(Names=Array([String(unseen), file]))
    content = Dictionary(Assets=assets, Configurations=Array([Dictionary(Subtype=Name.Video)]))
    return {
        "3D": {"/3DD": model, "/3DA": Dictionary(A=Name.PO)},
        "RichMedia": {"/RichMediaContent": content, "/RichMediaSettings": Dictionary(Activation=Dictionary())},
        "Screen": {"/A": Dictionary(S=Name.Rendition, R=film, OP=0), "/AA": Dictionary(PO=script)},
        "Movie": {"/Movie": Dictionary(F=file, Poster=True), "/T": String(unseen)},
        "Sound": {"/Sound": pdf.make_stream(unseen.encode(), R=8000)},
    }


def exclusive_layers(words: Sequence[str], shown: int, *, base_off: bool) -> bytes:
    """Return a page with layers of which only one is shown at a time, each with a word in its content, a form, a note.

    `base_off` says that all are off but those named, else that those named are off.
    """
    with _opened("One layer for each language") as pdf:
        groups = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(f"Layer {word}"))) for word in words]
        others = [group for place, group in enumerate(groups) if place != shown]
        default = Dictionary(RBGroups=Array([Array(groups)]), Order=Array(groups))
        if base_off:
            default.BaseState, default.ON = Name.OFF, Array([groups[shown]])
        else:
            default.OFF = Array(others)
        pdf.Root.OCProperties = Dictionary(OCGs=Array(groups), D=default)
        page, resources = pdf.pages[0], pdf.pages[0].obj.Resources
        resources.Font.Helv = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        resources.Properties, resources.XObject, notes = Dictionary(), Dictionary(), []
        for place, (word, group) in enumerate(zip(words, groups, strict=True)):
            resources.Properties[f"/L{place}"] = group
            form = _look(pdf, f"BT /Helv 12 Tf 2 5 Td (form{word}) Tj ET", 200)
            form.OC = group
            resources.XObject[f"/F{place}"] = form
            text = f"/OC /L{place} BDC BT /Helv 20 Tf 80 {420 - 30 * place} Td ({word}) Tj ET EMC"
            page.contents_add(pdf.make_stream(f"{text} q 1 0 0 1 80 {300 - 30 * place} cm /F{place} Do Q".encode()))
            look = _look(pdf, f"BT /Helv 12 Tf 2 5 Td (note{word}) Tj ET", 200)
            rectangle = Array([80, 150 - 30 * place, 280, 170 - 30 * place])
            note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=rectangle, F=4, OC=group, AP=Dictionary(N=look))
            notes.append(pdf.make_indirect(note))
        page.obj.Annots = Array(notes)
        return saved(pdf)
