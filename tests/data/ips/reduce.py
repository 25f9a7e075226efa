"""Makes the small files beside it from the published package: `python reduce.py UNPACKED_PACKAGE` (see README.md)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_PROSE = frozenset(
    ("definition", "comment", "requirements", "short", "mapping", "alias", "extension", "example", "isModifierReason")
)
_RULE = ("key", "severity", "expression")


def _without_prose(element: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in element.items() if name not in _PROSE}
    rules = [{name: rule.get(name) for name in _RULE} for rule in kept.pop("constraint", [])]
    return kept | ({"constraint": rules} if rules else {})


def _profile(definition: dict[str, Any]) -> dict[str, Any]:
    named = {
        name: definition[name]
        for name in ("url", "version", "type", "baseDefinition", "copyright")
        if name in definition
    }
    return named | {"differential": [_without_prose(one) for one in definition["differential"]["element"]]}


def _without_narrative(value: Any) -> Any:
    """Drop the narratives of resources; those of sections stay, since the guide asks for them."""
    if isinstance(value, dict):
        drop = {"text"} if "resourceType" in value else set()
        return {name: _without_narrative(each) for name, each in value.items() if name not in drop}
    return [_without_narrative(each) for each in value] if isinstance(value, list) else value


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def main(package: Path) -> None:
    for path in sorted(package.glob("StructureDefinition-*-uv-ips.json")):
        name = path.name.removeprefix("StructureDefinition-")
        _write(HERE / "profiles" / name, _profile(json.loads(path.read_text("utf-8"))))
    for path in sorted((package / "example").glob("*.json")):
        _write(HERE / "examples" / path.name, _without_narrative(json.loads(path.read_text("utf-8"))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
