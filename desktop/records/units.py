"""Printed units as they are compared."""

from __future__ import annotations

import re
from functools import lru_cache

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED_RUN = re.compile(r"(?<=\d)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")


@lru_cache(maxsize=4096)
def unit_key(text: str) -> str:
    """Return a printed unit as units are compared: without spaces, one micro sign, raised digits lowered."""
    text = _RAISED_RUN.sub(lambda match: "^" + match[1].translate(_RAISED), text).translate(_RAISED)
    return text.replace("µ", "u").replace("μ", "u").replace("×", "x").replace(" ", "").replace("\u00a0", "")
