"""Recognition by rapidocr inside the box: its models are read from its own folder, then a page, and nothing more."""

from __future__ import annotations

import importlib
import importlib.util
import logging
import sys
from pathlib import Path
from typing import Any, Protocol

from desktop.sandbox import lockdown, seccomp
from desktop.sandbox.ocr.allowed_files import forbid_new_privileges, forbid_other_files
from desktop.sandbox.values import Limits

_HEAD = b"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
_LARGEST = 64 << 20


class _Found(Protocol):
    """What rapidocr answers with: corner points, texts and scores (0..1) of the lines, and of their words."""

    boxes: Any
    txts: tuple[str, ...] | None
    scores: tuple[float, ...] | None
    word_results: Any


def _pixels(pgm: bytes) -> Any:  # noqa: ANN401 - an array of a library that is not always there
    """Return the picture as an array of three equal colors; the head is as our own raster writes it."""
    numpy = importlib.import_module("numpy")
    across, down = (int(side) for side in pgm[:40].split()[1:3])
    start = len(pgm) - across * down
    grey = numpy.frombuffer(pgm, numpy.uint8, across * down, start).reshape(down, across)
    return numpy.repeat(grey[:, :, None], 3, axis=2)


def _rows(found: _Found) -> list[str]:
    """Return a line of the table for each word, in rapidocr's order of lines."""
    rows = []
    for line, words in enumerate(found.word_results or (), start=1):
        for number, (text, score, corners) in enumerate(words, start=1):
            across, down = [point[0] for point in corners], [point[1] for point in corners]
            left, top = int(min(across)), int(min(down))
            sides = (left, top, int(max(across)) - left, int(max(down)) - top)
            plain = " ".join(str(text).split())
            rows.append("\t".join(map(str, (5, 1, 1, 1, line, number, *sides, round(float(score) * 100, 1), plain))))
    return rows


def _engine() -> Any:  # noqa: ANN401 - a library that is not always there
    logging.disable(logging.CRITICAL)
    rapidocr = importlib.import_module("rapidocr")
    quiet = {
        "Global.log_level": "critical",
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    return rapidocr.RapidOCR(params=quiet)


def _library_folders() -> tuple[Path, ...]:
    spec = importlib.util.find_spec("rapidocr")
    own = Path(spec.origin).parent.parent if spec is not None and spec.origin else Path()
    return (own, *(Path(path) for path in sys.path if path and Path(path).is_dir()), Path("/usr/lib"), Path("/lib"))


def serve(limits: Limits) -> int:
    """Lock the doors, load the models from the disk, read one PGM from standard input, and write its words."""
    for name in ("numpy", "cv2", "onnxruntime", "rapidocr"):
        importlib.import_module(name)
    lockdown.leave_network()
    lockdown.set_limits(limits)
    lockdown.hide_memory()
    forbid_new_privileges()
    forbid_other_files(programs=(), files=(), folders=_library_folders())
    seccomp.forbid_processes_and_sockets()
    engine = _engine()
    found: _Found = engine(_pixels(sys.stdin.buffer.read(_LARGEST)), return_word_box=True)
    answer = _HEAD + "\n".join(_rows(found)).encode("utf-8", "replace") + b"\n"
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return 0
