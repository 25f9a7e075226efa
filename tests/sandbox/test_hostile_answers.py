"""Whatever a hijacked reader writes into its pipe is refused by name, and never more than the cap is taken."""

from __future__ import annotations

import io
import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.importers.base import ImportResult
from desktop.importers.wire import BadResultError, from_json, to_json
from desktop.sandbox.frames import BadFrameError, pack, unpack

CAP = 1 << 16
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)
NAMES = ("media_type", "page_count", "locked", "pages", "issues", "facts", "title", "kind", "date", "evidence")


class _Pipe:
    """Bytes as they come through a pipe; counts what is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)
        self.most_asked = 0

    def __call__(self, size: int) -> bytes:
        self.most_asked = max(self.most_asked, size)
        part = self._data.read(size)
        if len(part) < size:
            raise EOFError
        return part


def _refused_or_taken(data: bytes) -> None:
    pipe = _Pipe(data)
    try:
        value, blobs = unpack(pipe, largest=CAP)
    except (BadFrameError, EOFError, OverflowError):
        pass
    else:
        assert sum(map(len, blobs)) <= CAP
        json.dumps(value)
    assert pipe.most_asked <= CAP


@given(st.binary(max_size=300))
def test_any_bytes_are_no_frame_or_one(data: bytes) -> None:
    _refused_or_taken(data)


@given(json_values, st.binary(max_size=60))
def test_any_json_head_is_refused_or_taken(head: object, rest: bytes) -> None:
    written = json.dumps(head).encode()
    _refused_or_taken(struct.pack(">Q", len(written)) + written + rest)


@given(st.lists(st.integers() | st.floats() | st.none(), max_size=4), st.binary(max_size=60))
def test_any_lengths_are_refused_or_taken(lengths: list[object], rest: bytes) -> None:
    written = json.dumps({"value": None, "blobs": lengths}).encode()
    _refused_or_taken(struct.pack(">Q", len(written)) + written + rest)


@pytest.mark.parametrize("head", [b"[" * 100_000, b'{"value":' * 60_000, b"1" * 60_000])
def test_deep_or_endless_heads_are_refused(head: bytes) -> None:
    with pytest.raises(BadFrameError):
        unpack(_Pipe(struct.pack(">Q", len(head)) + head), largest=1 << 20)


@given(st.lists(st.binary(max_size=50), max_size=4), st.text())
def test_what_was_packed_comes_back(blobs: list[bytes], word: str) -> None:
    data = b"".join(pack({"word": word}, blobs))
    assert unpack(_Pipe(data), largest=CAP) == ({"word": word}, tuple(blobs))


@given(json_values)
def test_any_result_is_refused_by_name_or_is_one(value: object) -> None:
    try:
        from_json(value)
    except BadResultError:
        return
    pytest.fail("random values are no result")


@given(st.sampled_from(NAMES), json_values)
def test_a_result_with_one_field_forged_is_refused_or_sound(name: str, forged: object) -> None:
    whole = json.loads(json.dumps(to_json(ImportResult(media_type="application/pdf"))))
    whole[name] = forged
    try:
        result = from_json(whole)
    except BadResultError:
        return
    json.dumps(to_json(result), allow_nan=False)
