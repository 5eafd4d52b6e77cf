"""Which way of reading belongs to which column: amounts, days, lives, words from a list, texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from houqin_desktop.domain.asset import AcquisitionMethod, ProcurementForm, ValueType
from houqin_desktop.domain.ledger.dates import read_date
from houqin_desktop.domain.ledger.headers import FieldKind
from houqin_desktop.domain.ledger.packs import read_pack
from houqin_desktop.domain.ledger.values import (
    Reading,
    fold,
    read_called,
    read_life,
    read_money,
    read_number,
    read_pieces,
    read_quantity,
    read_text,
)

if TYPE_CHECKING:
    from houqin_desktop.domain.labelled import Labelled
    from houqin_desktop.domain.ledger.columns import LedgerColumn
    from houqin_desktop.domain.ledger.grid import Cell

_WORDS: Mapping[str, type[Labelled]] = {
    "acquisition_method": AcquisitionMethod,
    "value_type": ValueType,
    "procurement_form": ProcurementForm,
}


_CALLED = frozenset({"storeroom", "department", "place", "holder", "responsible", "keeper"})


def reader_of(
    column: LedgerColumn, kind: FieldKind, *, untyped: bool = False
) -> Callable[[Cell], Reading[Any]]:
    """Return what reads a cell of this column.

    :param kind: that of the column's field.
    :param untyped: whether the file does not tell numbers from texts.
    """
    if column.key in _CALLED:
        return read_called
    if kind is FieldKind.MONEY:
        per_piece = column.key == "unit_price"
        return partial(read_money, unit_fen=column.unit_fen, per_piece=per_piece)
    if kind is FieldKind.LIFE:
        return partial(read_life, in_months=column.in_months)
    if kind is FieldKind.WORD:
        return partial(_read_word, _WORDS[column.key or ""])
    if kind is FieldKind.PACK:
        return partial(read_pack, header=column.header)
    readers: Mapping[FieldKind, Callable[[Cell], Reading[Any]]] = {
        FieldKind.CODE: partial(read_number, untyped=untyped),
        FieldKind.QUANTITY: read_quantity,
        FieldKind.PIECES: read_pieces,
        FieldKind.DATE: partial(read_date, untyped=untyped),
    }
    return readers.get(kind, read_text)


def _read_word(words: type[Labelled], cell: Cell) -> Reading[Labelled]:
    reading = read_text(cell)
    if reading.value is None:
        return Reading(doubt=reading.doubt)
    member = words.from_label(fold(reading.value))
    return Reading(member) if member else Reading(doubt=f"“{reading.value}”不在可选的说法里")
