"""Small photos as phones and cameras write them, turned every way that EXIF knows."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

RED, GREEN = (200, 30, 30), (30, 160, 60)
# How a picture that is to be seen upright lies in the file, by the orientation written beside it.
_LAID: dict[int, list[Image.Transpose]] = {
    1: [],
    2: [Image.Transpose.FLIP_LEFT_RIGHT],
    3: [Image.Transpose.ROTATE_180],
    4: [Image.Transpose.FLIP_TOP_BOTTOM],
    5: [Image.Transpose.TRANSPOSE],
    6: [Image.Transpose.ROTATE_90],
    7: [Image.Transpose.TRANSVERSE],
    8: [Image.Transpose.ROTATE_270],
}


def write_photo(
    path: Path, words: str = "photo", *, orientation: int = 1, size: tuple[int, int] = (160, 90)
) -> Path:
    """Write a photo with a red upper left corner on green; other words make another file."""
    picture = Image.new("RGB", size, GREEN)
    width, height = size
    ImageDraw.Draw(picture).rectangle((0, 0, width // 4, height // 4), fill=RED)
    for step in _LAID[orientation]:
        picture = picture.transpose(step)
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = words.encode("utf-8").hex()
    kind = "PNG" if path.suffix == ".png" else "JPEG"
    if kind == "PNG":
        picture.putpixel((width - 1, height - 1), (len(words) % 256, hash_of(words), 0))
        picture.save(path, kind)
    else:
        picture.save(path, kind, exif=exif, quality=90)
    return path


def hash_of(words: str) -> int:
    """Return a small number that differs from word to word and stays the same from run to run."""
    return sum(words.encode("utf-8")) % 256
