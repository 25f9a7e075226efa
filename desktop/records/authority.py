"""Who may act for a person, and the paper that says so (FHIR `Consent`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desktop.records.fact import Fact, FactKind, entry


class AuthorityType(StrEnum):
    """The papers by which someone may act for another."""

    PARENT = "parent"
    GUARDIAN = "guardian"
    POWER_OF_ATTORNEY = "power-of-attorney"
    RELEASE = "release"
    """Records may be given to them; they decide nothing."""
    PORTAL_PROXY = "portal-proxy"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority(Fact):
    """Someone who may act, what for, and until when."""

    kind: ClassVar[FactKind] = FactKind.AUTHORITIES
    words: ClassVar[tuple[str, str]] = ("authority", "authorities")
    date_name: ClassVar[str] = "signed"
    end_name: ClassVar[str] = "expires"
    title_from: ClassVar[tuple[str, ...]] = ("holder",)
    detail_from: ClassVar[tuple[str, ...]] = ("type", "scope")

    holder: str = entry("Who may act, for example Ana Lopez", required=True)
    type: AuthorityType | None = entry("By which paper", default=None, choices=AuthorityType)
    relation: str = entry("Who this is to the person, for example daughter")
    scope: str = entry("What they may do, for example all health decisions", long=True)
    phone: str = entry("Phone")
    where_kept: str = entry("Where the paper is kept")
