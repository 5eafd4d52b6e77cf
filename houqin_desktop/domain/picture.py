"""What a photo says of itself: how large it is, and which way the camera was held (EXIF).

Cameras and phones store the picture as the sensor lay and write beside it how to turn it; a photo
is shown and printed upright, while the file stays as it came.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

MOST_PIXELS = 120_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_ORIENTATION = 0x0112
# Start of frame, all kinds but the ones that hold tables.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})


@dataclass(frozen=True, slots=True)
class Picture:
    """Width and height in pixels as stored, and the EXIF orientation, 1 to 8."""

    width: int
    height: int
    orientation: int = 1

    @property
    def upright(self) -> tuple[int, int]:
        """Return width and height after the picture is turned upright."""
        turned = self.orientation >= 5
        return (self.height, self.width) if turned else (self.width, self.height)


def read_picture(data: bytes) -> Picture | None:
    """Return what a JPG or PNG says of itself, None where it is neither or is broken."""
    try:
        found = _read_png(data) if data.startswith(_PNG) else _read_jpeg(data)
    except (struct.error, IndexError):
        return None
    return found if found is not None and found.width and found.height else None


def _read_png(data: bytes) -> Picture:
    width, height = struct.unpack(">II", data[16:24])
    return Picture(width, height)


def _read_jpeg(data: bytes) -> Picture | None:
    at, orientation = 2, 1
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        body = data[at + 4 : at + 2 + length]
        if marker == 0xE1 and body.startswith(b"Exif\0\0"):
            orientation = _orientation(body[6:])
        elif marker in _FRAMES:
            height, width = struct.unpack(">HH", body[1:5])
            return Picture(width, height, orientation)
        at += 2 + length
    return None


def _orientation(tiff: bytes) -> int:
    """Return the orientation of a TIFF header; 1 where it says nothing sensible."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack(f"{order}I", tiff[4:8])
        (entries,) = struct.unpack(f"{order}H", tiff[start : start + 2])
        for entry in range(entries):
            at = start + 2 + 12 * entry
            tag, kind = struct.unpack(f"{order}HH", tiff[at : at + 4])
            if tag == _ORIENTATION and kind == 3:
                (value,) = struct.unpack(f"{order}H", tiff[at + 8 : at + 10])
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1
