"""Topics that a person may want to keep back; asked one by one for every packet."""

from __future__ import annotations

from enum import StrEnum


class SensitiveTag(StrEnum):
    """The sensitive topics of the packet's privacy step."""

    SUBSTANCE_USE = "substance-use"
    MENTAL_HEALTH = "mental-health"
    HIV_STD = "hiv-std"
    REPRODUCTIVE = "reproductive"
    GENETIC = "genetic"
    MINOR = "minor"
