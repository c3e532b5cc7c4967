"""What a PDF says, read back from the file alone: its pages' letters, by what each font says they stand for."""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|\((?P<text>(?:[^()\\]|\\.)*)\) Tj|(?P<next>Td)", re.DOTALL)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def printed(pdf: bytes) -> str:
    return "\n".join(pages_of(pdf))


def pages_of(pdf: bytes) -> list[str]:
    objects = dict(_OBJECT.findall(pdf))
    fonts = dict(_fonts(objects))
    contents = [_stream(body) for body in objects.values() if b" Tj" in _stream(body)]
    return [_text(content, fonts) for content in contents]


def facts(pdf: bytes) -> bytes:
    """What it says of itself, outside its pages."""
    return b"\n".join(
        re.sub(rb"stream\r?\n.*?endstream", b"", body, flags=re.DOTALL) for _, body in _OBJECT.findall(pdf)
    )


def _fonts(objects: dict[bytes, bytes]) -> Iterator[tuple[bytes, dict[int, str]]]:
    for body in objects.values():
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", body):
            found = re.search(rb"/ToUnicode (\d+) 0 R", objects[number])
            yield name, _letters(_stream(objects[found[1]])) if found else {}


def _letters(cmap: bytes) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4,})>", cmap)
    return {int(code, 16): bytes.fromhex(to.decode()).decode("utf-16-be") for code, to in pairs}


def _text(content: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    said, letters = [], dict[int, str]()
    for found in _SHOWN.finditer(content):
        if found[1]:
            letters = fonts.get(found[1], {})
        elif found["next"]:
            said.append("\n")
        else:
            raw = _ESCAPED.sub(lambda one: _CONTROLS.get(one[1], one[1]), found["text"])
            codes = [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]
            said.append("".join(letters.get(code, "?") for code in codes))
    return "".join(said)


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    if not found:
        return b""
    return zlib.decompress(found[1]) if b"/FlateDecode" in body else found[1]
