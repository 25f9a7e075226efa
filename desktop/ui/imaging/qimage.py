"""Decoded pictures as Qt's images."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desktop.records.image_frame import ImageFrame


def qimage(frame: ImageFrame, shaded: bytes) -> QImage:
    """Return a shaded picture (`services.imaging_pictures.pictures.shades`) as an image of its own."""
    form = QImage.Format.Format_RGB888 if frame.color else QImage.Format.Format_Grayscale8
    return QImage(shaded, frame.columns, frame.rows, frame.columns * (3 if frame.color else 1), form).copy()


def in_proportion(frame: ImageFrame, shaded: bytes) -> QImage:
    """Return the same with square pixels, as high or as wide as it was."""
    made = qimage(frame, shaded)
    high, wide = frame.rows * frame.pixel_aspect, float(frame.columns)
    scale = max(frame.rows, frame.columns) / max(high, wide)
    width, height = max(1, round(wide * scale)), max(1, round(high * scale))
    return made.scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
