"""A plan or a regulation whole: its versions, which of them is in force, the text of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from houqin_desktop.services.assets.pictures import CardPicture, kept_picture
from houqin_desktop.services.emergency_plan.finding import Issued, all_versions
from houqin_desktop.services.emergency_plan.registers import state_on
from houqin_desktop.services.stock.pictures import path_of_photo
from houqin_desktop.storage.emergency_plan import EmergencyPlan, IssuedVersion


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version with the file of its text."""

    row: IssuedVersion
    state: str
    path: Path | None

    @property
    def words(self) -> str:
        """Return by whom it was issued and until when it was in force."""
        until = "" if self.row.to_on is None else f"，施行到 {self.row.to_on}"
        remarks = f"（{self.row.remarks}）" if self.row.remarks else ""
        return f"第 {self.row.version} 版，{self.row.issued_by}发布{until}，{self.state}{remarks}"


def version_views(issued: Issued, on: date) -> tuple[VersionView, ...]:
    """Return every version of it, the newest first."""
    found = []
    for row in reversed(all_versions(issued)):
        path = path_of_photo(row.sha256)
        state = "已撤销" if row.withdrawn else state_on(row, on)
        found.append(VersionView(row, state, None if path is None else Path(path)))
    return tuple(found)


def issued_fields(issued: Issued, on: date) -> tuple[tuple[str, str], ...]:
    """Return what it is, and the state of its versions on a day."""
    standing = [one for one in version_views(issued, on) if not one.row.withdrawn]
    kind = (("预案种类", issued.kind.label),) if isinstance(issued, EmergencyPlan) else ()
    title = "应急预案" if isinstance(issued, EmergencyPlan) else "规章制度"
    state = standing[0].state if standing else "已撤销"
    return (("编号", issued.code), (title, issued.name), *kind, ("状态", state))


def text_pictures(issued: Issued) -> tuple[CardPicture, ...]:
    """Return the texts of the standing versions as they are looked at, the newest first."""
    standing = [one for one in reversed(all_versions(issued)) if not one.withdrawn]
    return tuple(
        kept_picture(one.sha256, one.version, f"第 {one.version} 版　{issued.name}", one.from_on)
        for one in standing
        if one.sha256 is not None
    )
