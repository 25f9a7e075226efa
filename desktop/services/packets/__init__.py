"""Packets: drafts that save themselves, the finished file, and the log of who got what."""

from desktop.services.packets.packets import Packets
from desktop.services.packets.values import BuiltPacket, Delivered, PacketOutline, PartLine, Warned

__all__ = ["BuiltPacket", "Delivered", "PacketOutline", "Packets", "PartLine", "Warned"]
