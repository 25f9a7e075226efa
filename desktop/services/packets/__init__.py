"""Packets: drafts that save themselves, the finished file, and the log of who got what."""

from desktop.packet.covered_fields import CoveredField
from desktop.packet.under_cover import UnderCover
from desktop.services.packets.findings import Finding
from desktop.services.packets.packets import Packets
from desktop.services.packets.topics import TopicItem
from desktop.services.packets.values import BuiltPacket, Delivered, PacketOutline, PartLine
from desktop.services.packets.warned import Warned

__all__ = [
    "BuiltPacket",
    "CoveredField",
    "Delivered",
    "Finding",
    "PacketOutline",
    "Packets",
    "PartLine",
    "TopicItem",
    "UnderCover",
    "Warned",
]
