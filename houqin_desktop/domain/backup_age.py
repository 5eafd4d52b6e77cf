"""How old the copy outside the house may get (备份的新旧): words and a tone for the status line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

LONG_AGO = 30


class BackupTone(Enum):
    """How urgent a new copy is."""

    CALM = ""
    OLD = "amber"
    LONG_AGO = "red"


@dataclass(frozen=True, slots=True)
class BackupAge:
    """What the status line says of the second place, and how."""

    text: str
    tone: BackupTone


def backup_age(days: int | None, limit: int) -> BackupAge:
    """Return the words for a copy of so many days ago, or for none at all.

    :param days: below nothing when the copy is dated after today: one of the clocks was wrong.
    :param limit: the days after which the school wants to be reminded; red begins after 30 days.
    """
    if days is None:
        return BackupAge("U盘备份：还没有", BackupTone.OLD)
    if days < 0:
        return BackupAge("U盘备份：日期在今天以后，请核对电脑时钟", BackupTone.OLD)
    words = "今天" if days == 0 else f"{days} 天前"
    tone = BackupTone.CALM
    if days > limit:
        tone = BackupTone.OLD
    if days > max(LONG_AGO, limit):
        tone = BackupTone.LONG_AGO
    return BackupAge(f"U盘备份：{words}", tone)
