"""JPEG Extended with twelve bits by GDCM: pydicom refuses to ask it, though it reads them rightly.

It may go when pydicom's own plugin lets them through; tests/importers/dicom/test_frames.py compares the values.
"""

from __future__ import annotations

import gdcm
from pydicom.pixels.decoders.base import DecodeRunner
from pydicom.uid import UID, JPEGExtended12Bit

DECODER_DEPENDENCIES = {JPEGExtended12Bit: ("python-gdcm",)}
"""What pydicom asks a plugin for."""
_WORD = 16


def is_available(uid: str) -> bool:
    """Whether this plugin reads a transfer syntax."""
    return UID(uid) in DECODER_DEPENDENCIES


def decode_frame(src: bytes, runner: DecodeRunner) -> bytes:
    """Return the pixels of one grey picture, two bytes each; raises ValueError when GDCM makes nothing of it."""
    runner.set_option("bits_allocated", _WORD)
    picture = gdcm.Image()
    picture.SetNumberOfDimensions(2)
    picture.SetDimensions((runner.columns, runner.rows, 1))
    picture.SetPhotometricInterpretation(gdcm.PhotometricInterpretation(gdcm.PhotometricInterpretation.MONOCHROME2))
    picture.SetTransferSyntax(gdcm.TransferSyntax(gdcm.TransferSyntax.JPEGExtendedProcess2_4))
    stored = runner.bits_stored
    picture.SetPixelFormat(gdcm.PixelFormat(1, _WORD, stored, stored - 1, runner.pixel_representation))
    picture.SetDataElement(_element(src))
    pixels = picture.GetBuffer()
    if pixels is None:
        raise ValueError("no pixels")
    return bytes(pixels.encode("utf-8", "surrogateescape"))


def _element(src: bytes) -> gdcm.DataElement:
    fragment = gdcm.Fragment()
    fragment.SetByteStringValue(src)
    fragments = gdcm.SequenceOfFragments.New()
    fragments.AddFragment(fragment)
    element = gdcm.DataElement(gdcm.Tag(0x7FE0, 0x0010))
    element.SetValue(fragments.__ref__())
    return element
