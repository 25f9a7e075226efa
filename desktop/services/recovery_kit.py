"""The recovery kit: the code on one page, as PDF and as text, without health data."""

from __future__ import annotations

import io
from dataclasses import dataclass

from desktop.foundation.clock import today
from desktop.typeset.compile import typeset


@dataclass(frozen=True, slots=True)
class RecoveryKit:
    """`groups`: seven groups of four signs; `pdf` and `text`: the page to print or save."""

    groups: tuple[str, ...]
    pdf: bytes
    text: str


def _qr(groups: tuple[str, ...]) -> bytes:
    import segno  # noqa: PLC0415 - only for the kit

    picture = io.BytesIO()
    segno.make("".join(groups), error="q", micro=False).save(picture, kind="svg", border=4, xmldecl=False)
    return picture.getvalue()


_TEXT = """\
RECOVERY KIT for the Sheaf vault “{name}”, made on {made}

This code opens the vault when the passphrase is forgotten. It is the only other way in.
Whoever has it and the vault can read everything. Keep it away from this computer.

{code}

The letters I, L, O and U never occur in it. Nobody can make this code again for you.
"""


def make_kit(groups: tuple[str, ...], *, vault_name: str) -> RecoveryKit:
    """Return the kit of a vault; raises what typesetting raises."""
    made = today().isoformat()
    data = {"groups": list(groups), "vault_name": vault_name, "created": made}
    pdf = typeset("recovery-kit", data, assets={"qr.svg": _qr(groups)})
    text = _TEXT.format(name=vault_name, made=made, code=" ".join(groups))
    return RecoveryKit(groups, pdf, text)
