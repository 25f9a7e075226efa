"""What protects the computer from the documents that are read, for the settings' security section."""

from __future__ import annotations

from desktop.sandbox.layers import Layer, isolation_layers

__all__ = ["Layer", "isolation_layers"]
