"""An entry of 周边环境 whole."""

from __future__ import annotations

from pathlib import Path

from houqin_desktop.services.assets.pictures import CardPicture, kept_picture
from houqin_desktop.services.liaison.registers import time_words
from houqin_desktop.services.liaison.verbs import find_liaison
from houqin_desktop.services.stock.pictures import path_of_photo
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.liaison import Liaison
from houqin_desktop.storage.people import Person


def liaison_fields(number: str) -> tuple[tuple[str, str], ...]:
    """Return what stands of an entry, as one reads it.

    :raises Refused: for an unknown number.
    """
    row = find_liaison(number)
    place = None if row.campus_place_id is None else CampusPlace.get_by_id(row.campus_place_id)
    later = Liaison.find(corrects_id=row.id, voided=False)
    found: list[tuple[str, object]] = [
        ("记录编号", row.code),
        ("状态", f"已作废：{row.void_reason}" if row.voided else "有效"),
        ("更正为", None if later is None else later.code),
        ("更正", None if row.corrects_id is None else Liaison.get_by_id(row.corrects_id).code),
        ("种类", row.kind.label),
        ("日期", row.met_on),
        ("时段", time_words(row)),
        ("对方单位人员", row.counterpart),
        ("我校人员", row.colleagues),
        ("场所", None if place is None else place.name),
        ("事项", row.matter),
        ("结果", row.result),
        ("记录人", Person.get_by_id(row.recorded_by_id).name),
    ]
    return tuple((title, str(value)) for title, value in found if value not in (None, ""))


def liaison_file(number: str) -> Path | None:
    """Return where the photo or the minutes of an entry lie, None without any."""
    path = path_of_photo(find_liaison(number).photo)
    return None if path is None else Path(path)


def liaison_pictures(number: str) -> tuple[CardPicture, ...]:
    """Return the photo or the minutes of an entry as they are looked at; nothing without any."""
    row = find_liaison(number)
    if row.photo is None:
        return ()
    return (kept_picture(row.photo, 1, row.matter, row.met_on),)
