"""Find a place for each label of a chart: touching no line, no mark, no axis and no other label."""

from __future__ import annotations

from dataclasses import dataclass, field

Place = tuple[float, float]
Segment = tuple[Place, Place]

LABEL_HEIGHT = 6.8
MARK = 3.0
CLEAR = 1.2
"""Points between a label and a line."""
SAMPLES = 40


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, growing downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Whether two rectangles share a place."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def crossed_by(self, line: Segment) -> bool:
        """Whether a line runs through or too near (looked at in small steps)."""
        (x, y), (to_x, to_y) = line
        return any(
            self.left - CLEAR < x + (to_x - x) * step / SAMPLES < self.right + CLEAR
            and self.top - CLEAR < y + (to_y - y) * step / SAMPLES < self.bottom + CLEAR
            for step in range(SAMPLES + 1)
        )


@dataclass(slots=True)
class Board:
    """The drawing area of a chart with its points; it remembers the labels it has placed.

    `gap` is the distance between a point's middle and its label.
    """

    left: float
    right: float
    bottom: float
    gap: float
    places: list[Place]
    taken: list[Box] = field(default_factory=list)

    def place(self, at: int, width: float, lines: list[Segment]) -> Box | None:
        """Return a free rectangle near the point with index `at`, or None; `lines` must not be crossed."""
        x, y = self.places[at]
        marks = [Box(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in self.places]
        for dx, dy in self._spots(at, width):
            box = Box(x + dx - width / 2, y + dy, x + dx + width / 2, y + dy + LABEL_HEIGHT)
            inside = box.left > self.left and box.right < self.right and box.top > 0 and box.bottom < self.bottom
            free = not any(box.touches(other) for other in (*marks, *self.taken))
            if inside and free and not any(box.crossed_by(line) for line in lines):
                self.taken.append(box)
                return box
        return None

    def _spots(self, at: int, width: float) -> list[Place]:
        """Return where a label may stand, best first, from its point: below a dip, above everything else."""
        neighbours = [self.places[near][1] for near in (at - 1, at + 1) if 0 <= near < len(self.places)]
        dips = len(neighbours) > 1 and self.places[at][1] > max(neighbours)
        over, under, side = -self.gap - LABEL_HEIGHT, self.gap, width / 2 + self.gap + 1
        rows = (under, over) if dips else (over, under)
        spots = [(dx, dy) for dy in rows for dx in (0.0, width * 0.55, -width * 0.55)]
        spots += [(dx, dy) for dy in (-LABEL_HEIGHT / 2, 0.4, -LABEL_HEIGHT - 0.4) for dx in (side, -side)]
        return [*spots, (0.0, over - 4), (0.0, under + 4), (width * 0.8, over - 2), (width * 0.8, under + 2)]
