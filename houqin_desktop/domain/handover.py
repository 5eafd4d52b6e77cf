"""交接清册 (DOMAIN.md 4.9): why somebody hands over, and a sheet whose rows stand in sections."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final, Self

from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.slip import SlipColumn, SlipSheet


class HandoverCause(Labelled):
    """Why things are handed over."""

    MOVES = "moves", "换岗"
    LEAVES = "leaves", "离岗"
    ROOM = "room", "换保管员"


NOTHING: Final = "无"
EVERYTHING: Final = "名下全部"


@dataclass(frozen=True, slots=True)
class SheetSection:
    """The title of a part of the table, and the number of the row (from 0) that it stands above."""

    above: int
    words: str


@dataclass(frozen=True)
class SectionedSheet(SlipSheet):
    """The paper of a slip whose rows stand in sections; a section without rows keeps its title."""

    sections: tuple[SheetSection, ...]

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Rebuild the sheet that `to_json` wrote."""
        plain = json.loads(text)
        sections = plain.pop("sections")
        common = SlipSheet.from_json(json.dumps(plain))
        return cls(**vars(common), sections=tuple(SheetSection(**one) for one in sections))

    def part_of(self, row: int) -> str:
        above = [one.words for one in self.sections if one.above <= row]
        return above[-1].split("　")[0]


def read_slip_sheet(text: str) -> SlipSheet:
    """Rebuild the sheet of a slip, with sections where it was written with them."""
    return (SectionedSheet if '"sections":' in text else SlipSheet).from_json(text)


HANDOVER_COLUMNS: Final = (
    SlipColumn("序号"),
    SlipColumn("编号"),
    SlipColumn("名称"),
    SlipColumn("规格型号"),
    SlipColumn("单位"),
    SlipColumn("账面数量", figures=True),
    SlipColumn("账面金额（元）", figures=True),
    SlipColumn("实交数量"),
    SlipColumn("状况"),
    SlipColumn("存放地点"),
    SlipColumn("名下"),
    SlipColumn("备注"),
)


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One line of the list; what a part has no word for stays empty, money in 分.

    :param under: in which roles the giver has it, or who borrowed it.
    """

    name: str
    code: str = ""
    specification: str = ""
    unit: str = ""
    quantity: int | None = None
    value_fen: int | None = None
    state: str = ""
    place: str = ""
    under: str = ""
    remarks: str = ""
