"""Numbers given out inside the transaction that uses them, and what may be taken off the lists."""

from __future__ import annotations

from collections.abc import Callable

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import voucher_number
from houqin_desktop.services.commands import Task
from houqin_desktop.storage.base import BaseModel
from houqin_desktop.storage.book import NumberSequence
from houqin_desktop.storage.import_undo import is_referred_to


def next_serial(task: Task, sequence: str) -> int:
    """Return the next serial of a sequence and remember it."""
    row = NumberSequence.find(name=sequence)
    if row is None:
        task.insert(NumberSequence, name=sequence, last=1)
        return 1
    task.update(row, last=row.last + 1)
    return int(row.last)


def next_free(
    task: Task, sequence: str, spell: Callable[[int], str], taken: Callable[[str], bool]
) -> str:
    """Return the next number of a sequence that nobody has written by hand before."""
    while True:
        number = spell(next_serial(task, sequence))
        if not taken(number):
            return number


def next_of_year(task: Task, prefix: str, model: type[BaseModel], year: int) -> str:
    """Return the next number of a kind of record in a year: LF20260007."""
    return next_free(
        task,
        f"{prefix}{year}",
        lambda serial: voucher_number(prefix, year, serial),
        lambda number: exists(model, code=number),
    )


def exists(model: type[BaseModel], **values: object) -> bool:
    """Say whether a row with these values is there."""
    return model.find(**values) is not None


def require_unused(name: str, table: str, row_id: int, instead: str) -> None:
    """Refuse to withdraw what a card, a post, a paper or a command names already."""
    if is_referred_to(table, row_id):
        raise Refused(f"{name} 已经用上，登记不能撤销。请{instead}。", code="in_use")
