"""A photo as it goes on paper: upright, and no larger than the paper can show."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from houqin_desktop.domain.card_sheet import CardPhoto

# Enough for the width of a page at the sharpness of an office printer.
_LONGEST_PX = 1000
_QUALITY = 82


def upright(photo: CardPhoto) -> bytes | None:
    """Return the photo as a JPEG, turned as the camera and the person say; None if unreadable."""
    from PIL import Image, ImageOps

    try:
        with Image.open(photo.path) as opened:
            # A camera's JPEG is decoded small at once, which saves most of the time.
            opened.draft("RGB", (_LONGEST_PX, _LONGEST_PX))
            turned = ImageOps.exif_transpose(opened).rotate(-photo.turned, expand=True)
            turned.thumbnail((_LONGEST_PX, _LONGEST_PX))
            target = BytesIO()
            turned.convert("RGB").save(target, "JPEG", quality=_QUALITY)
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    return target.getvalue()
