"""Hidden layers stay hidden: what optional content hides is taken out, so that no reader can bring it back."""

from __future__ import annotations

from collections.abc import Iterable

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Object, Pdf

_DEEPEST = 8
Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
Key = tuple[int, int]


class UnclearLayersError(Exception):
    """Visibility depends on an expression that is none; the page must go in as a picture."""


def hidden_groups(pdf: Pdf) -> frozenset[Key]:
    """Return the object ids of the optional-content groups that a viewer does not show at first."""
    properties = pdf.Root.get("/OCProperties")
    if properties is None:
        return frozenset()
    default = properties.get("/D", Dictionary())
    groups = {group.objgen for group in properties.get("/OCGs", [])}
    off = {group.objgen for group in default.get("/OFF", [])}
    if default.get("/BaseState") == Name.OFF:
        off = groups - {group.objgen for group in default.get("/ON", [])}
    return frozenset(_by_usage(default, off))


def _by_usage(default: Object, off: set[Key]) -> set[Key]:
    """Return the hidden groups after a viewer has followed what groups say of viewing (ISO 32000-1, 8.11.4.4)."""
    for usage in default.get("/AS", []):
        if usage.get("/Event") != Name.View or Name.View not in list(usage.get("/Category", [])):
            continue
        for group in usage.get("/OCGs", []):
            state = group.get("/Usage", Dictionary()).get("/View", Dictionary()).get("/ViewState")
            off = off | {group.objgen} if state == Name.OFF else off - {group.objgen} if state == Name.ON else off
    return off


def take_hidden_notes_out(pdf: Pdf, pages: tuple[int, ...]) -> bool:
    """Remove notes and fields of hidden layers from these pages (from 1), before what is left is drawn.

    Returns whether there were any. Raises UnclearLayersError.
    """
    hidden, found = hidden_groups(pdf), False
    if "/OCProperties" not in pdf.Root:
        return False
    for number in pages:
        page = pdf.pages[number - 1].obj
        held = list(page.get("/Annots", []))
        shown = [one for one in held if "/OC" not in one or not _is_hidden(one.OC, hidden)]
        if len(shown) < len(held):
            page.Annots, found = pikepdf.Array(shown), True
    return found


def _is_hidden(content: Object, hidden: frozenset[Key]) -> bool:
    """Whether an optional-content group or membership dictionary is not shown."""
    if content.get("/Type") != Name.OCMD:
        return content.objgen in hidden
    if "/VE" in content:
        return not _shows(content.VE, hidden, 0)
    named = content.get("/OCGs")
    groups = [] if named is None else list(named) if isinstance(named, pikepdf.Array) else [named]
    off = [group.objgen in hidden for group in groups]
    if not off:
        return False
    policy = str(content.get("/P", Name.AnyOn))
    shown = {"/AllOn": not any(off), "/AnyOn": not all(off), "/AllOff": all(off), "/AnyOff": any(off)}
    return not shown.get(policy, True)


def _shows(expression: Object, hidden: frozenset[Key], depth: int) -> bool:
    """Whether an expression of groups lets its content be seen (ISO 32000-1, 8.11.2.2)."""
    if isinstance(expression, Dictionary):
        return expression.objgen not in hidden
    if not isinstance(expression, pikepdf.Array) or not len(expression) or depth > _DEEPEST:
        raise UnclearLayersError
    operator, *operands = list(expression)
    shown = [_shows(one, hidden, depth + 1) for one in operands]
    if operator == Name.Not and len(shown) == 1:
        return not shown[0]
    if operator not in {Name.And, Name.Or}:
        raise UnclearLayersError
    return all(shown) if operator == Name.And else any(shown)


def _property(operands: Iterable[Object], resources: Object) -> Object | None:
    tag, held = (*operands, None)[:2]
    if tag != Name.OC or held is None:
        return None
    if isinstance(held, pikepdf.Name):
        found = resources.get("/Properties", Dictionary()).get(str(held))
        return found if isinstance(found, Dictionary) else None
    return held if isinstance(held, Dictionary) else None


def _visible(instructions: Iterable[Instruction], resources: Object, hidden: frozenset[Key]) -> list[Instruction]:
    kept: list[Instruction] = []
    inside: list[bool] = []
    """For each open marked-content span, whether it is hidden."""
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator in {"BDC", "BMC"}:
            held = _property(instruction.operands, resources) if operator == "BDC" else None
            inside.append(held is not None and _is_hidden(held, hidden))
            if held is not None or any(inside):  # what stands for hidden words must not stay behind either
                kept.append(ContentStreamInstruction([Name.Span], pikepdf.Operator("BMC")))
                continue
        elif operator == "EMC" and inside:
            inside.pop()
        elif any(inside) and operator in _PAINTING | _POINTS:
            continue
        kept.append(instruction)
    return kept


_PAINTING = frozenset(
    ["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", '"', "INLINE IMAGE"]
)
"""What puts marks on a page; the rest (positions, colors) must go on for what follows."""
_POINTS = frozenset({"MP", "DP"})


def _clean_forms(resources: Object, hidden: frozenset[Key], done: set[Key], depth: int) -> None:
    forms = resources.get("/XObject")
    if forms is None or depth > _DEEPEST:
        return
    for name in list(forms.keys()):
        held = forms[name]
        if held.objgen in done:
            continue
        done.add(held.objgen)
        content = held.get("/OC")
        if content is not None and _is_hidden(content, hidden):
            forms[name] = _nothing(held)
            continue
        if content is not None:
            del held["/OC"]
        if held.get("/Subtype") == Name.Form:
            inner = held.get("/Resources", resources)
            instructions = _visible(pikepdf.parse_content_stream(held), inner, hidden)
            held.write(pikepdf.unparse_content_stream(instructions))
            if "/Resources" in held:
                _clean_forms(inner, hidden, done, depth + 1)


def _nothing(held: Object) -> Object:
    """Return an empty form in place of a hidden picture or form."""
    held.write(b"")
    for key in list(held.keys()):
        if key != "/Length":
            del held[key]
    held.Type, held.Subtype, held.BBox = Name.XObject, Name.Form, pikepdf.Array([0, 0, 0, 0])
    return held


def take_hidden_out(pdf: Pdf, pages: tuple[int, ...]) -> None:
    """Remove what hidden layers paint from these pages (from 1); raises UnclearLayersError."""
    hidden = hidden_groups(pdf)
    if "/OCProperties" not in pdf.Root:
        return
    done: set[Key] = set()
    for number in pages:
        page = pdf.pages[number - 1]
        resources = page.obj.get("/Resources", Dictionary())
        instructions = _visible(pikepdf.parse_content_stream(page), resources, hidden)
        page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
        _clean_forms(resources, hidden, done, 0)
