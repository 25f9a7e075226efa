"""A page as an old scanner would give it: a grey, slightly turned, noisy picture without text."""

from __future__ import annotations

import io
from hashlib import shake_256

import img2pdf
from PIL import Image, ImageChops, ImageFilter

from desktop.sandbox.run import run

_DPI = 150
_WIDTH = round(8.5 * _DPI)
_PAPER = 246
_TURN = 0.35
_NOISE = 0.06


def _noise(size: tuple[int, int]) -> Image.Image:
    """Return grey noise that is the same every time."""
    return Image.frombytes("L", size, shake_256(b"scanner").digest(size[0] * size[1]))


def _as_scanned(page: Image.Image) -> Image.Image:
    grey = (
        page.convert("L").rotate(_TURN, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.6))
    )
    paper = ImageChops.multiply(grey, Image.new("L", grey.size, _PAPER))
    return Image.blend(paper, _noise(grey.size), _NOISE)


def scanned(pdf: bytes) -> bytes:
    """Return the first page of `pdf` as a picture-only PDF; raises SandboxFailure when it cannot be rendered."""
    answer = run("pdf.picture", [pdf], {"page": 1, "width": _WIDTH, "password": None})
    with Image.open(io.BytesIO(answer.blobs[0])) as page:
        jpeg = io.BytesIO()
        _as_scanned(page).save(jpeg, format="JPEG", quality=60, dpi=(_DPI, _DPI))
    made: bytes = img2pdf.convert(
        jpeg.getvalue(),
        engine=img2pdf.Engine.internal,  # the other one stamps an id that differs every time
        layout_fun=img2pdf.get_fixed_dpi_layout_fun((_DPI, _DPI)),
        nodate=True,
    )
    return made
