"""A small picture to decode before the doors are locked, so that every decoder and character set is loaded."""

from __future__ import annotations

import codecs
import io
from functools import cache

from pydicom.charset import python_encoding
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.pixels.decoders.base import get_decoder
from pydicom.uid import AllTransferSyntaxes, CTImageStorage, ExplicitVRLittleEndian, JPEG2000Lossless, RLELossless

_SIDE = 64


def sample(transfer_syntax: str = ExplicitVRLittleEndian) -> bytes:
    """Return a CT file with one grey picture of 64 by 64."""
    made = Dataset()
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    made.SOPClassUID, made.SOPInstanceUID = CTImageStorage, "2.25.1"
    made.Modality, made.PatientName, made.SpecificCharacterSet = "CT", "Example^Person", "ISO_IR 192"
    made.Rows = made.Columns = _SIDE
    made.SamplesPerPixel, made.PhotometricInterpretation = 1, "MONOCHROME2"
    made.BitsAllocated, made.BitsStored, made.HighBit, made.PixelRepresentation = 16, 16, 15, 1
    made.RescaleSlope, made.RescaleIntercept, made.WindowCenter, made.WindowWidth = 1, -1024, 40, 400
    made.PixelData = bytes(range(256)) * 32
    if transfer_syntax != ExplicitVRLittleEndian:
        made.compress(transfer_syntax, generate_instance_uid=False)
    held = io.BytesIO()
    made.save_as(held, enforce_file_format=True)
    return held.getvalue()


@cache
def coded_samples() -> tuple[bytes, ...]:
    """Return the picture plain and packed by what we have encoders for."""
    return sample(), sample(RLELossless), sample(JPEG2000Lossless)


def load_tables() -> None:
    """Load every character set that a file may be written in, and every decoder."""
    for name in set(python_encoding.values()):
        codecs.lookup(name)
    for uid in AllTransferSyntaxes:
        try:
            get_decoder(uid)
        except NotImplementedError:
            continue
