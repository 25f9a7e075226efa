"""The person's choices on this computer: theme, text size, language, the last vault; no health data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from desktop.foundation.atomic import write_atomic
from desktop.foundation.paths import state_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is remembered between starts."""

    theme: str = "light"
    """light, dark, contrast or system."""
    text_percent: int = 100
    """100, 125, 150 or 200."""
    language: str = ""
    """A language tag; empty means the computer's."""
    last_vault: str = ""
    """Path of the vault that was opened last."""
    auto_lock_minutes: int = 5
    """1 to 60, see `lock_after_minutes`."""
    hide_from_recording: bool = False
    """Black in screen recordings, on the systems that can."""

    told_of_recognition: bool = False
    """Whether the person put away the notice that words in pictures cannot be read here."""

    @property
    def lock_after_minutes(self) -> int:
        """Minutes without use until the vault locks: 1 to 60, whatever the file says."""
        return max(1, min(60, self.auto_lock_minutes))


def _file() -> Path:
    return state_folder() / "settings.json"


def _known(raw: Mapping[str, object]) -> dict[str, object]:
    defaults = Settings()
    return {
        field.name: raw[field.name]
        for field in fields(Settings)
        if type(raw.get(field.name)) is type(getattr(defaults, field.name))
    }


def load_settings() -> Settings:
    """Read the settings; anything missing or odd falls back to its default."""
    try:
        raw = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    return Settings(**_known(raw)) if isinstance(raw, dict) else Settings()  # type: ignore[arg-type] # checked field by field


def save_settings(settings: Settings) -> None:
    """Write the settings; raises OSError when the folder cannot be written."""
    _file().parent.mkdir(parents=True, exist_ok=True)
    write_atomic(_file(), [json.dumps(asdict(settings), indent=1).encode()])
