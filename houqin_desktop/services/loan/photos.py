"""The photos of a loan and of its return: in what condition a thing went out and came back."""

from __future__ import annotations

from datetime import date

from houqin_desktop.services.assets.pictures import CardPicture, kept_picture
from houqin_desktop.services.slips.engine import find_slip
from houqin_desktop.storage.slip import photos_of_slip


def photos_of(number: str) -> tuple[CardPicture, ...]:
    """Return the photos of a slip in the order of its lines; those of the loan before its own.

    :raises Refused: for a number that no slip has.
    """
    return tuple(
        kept_picture(sha256, at, f"第 {position} 行 {name}　{on}　{of}", date.fromisoformat(on))
        for at, (position, name, of, on, sha256) in enumerate(
            photos_of_slip(find_slip(number).slip.id), start=1
        )
    )
