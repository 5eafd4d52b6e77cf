"""Finding cards while a person types, among a million of them.

A word is looked for in the different values of each column, of which there are few, and only then
in the rows. The words by which a room, a person or a code is known count for all of its cards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, Final

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.services.assets.card_columns import PART, CardColumns
from houqin_desktop.services.registers.pinyin import (
    SEPARATOR,
    dictionary_ready,
    normalise,
    searchable,
    warm_up,
)
from houqin_desktop.services.registers.search import words_of
from houqin_desktop.services.registers.totals import Places
from houqin_desktop.storage.asset_register import category_texts, search_texts

OWN: Final = (
    "a.code",
    "a.name",
    "a.specification",
    "a.brand",
    "a.place",
    "a.serial_number",
    "a.former_code",
    "a.former_category_code",
    "a.remarks",
)
_AS_WRITTEN: Final = "a.acquired_on"
_STATUS: Final = "a.status"
_CATEGORY: Final = "a.category_code"
_KNOWN_BY: Final = {
    "a.storeroom_id": "storeroom",
    "a.using_department_id": "department",
    "c.holder_id": "person",
    "c.responsible_id": "person",
    "c.keeper_id": "person",
}
SEARCHED: Final = (*OWN, _AS_WRITTEN, _STATUS, _CATEGORY, *_KNOWN_BY)
# A column with more different values than this is searched as it is written, not by pinyin.
MOST_SPELLED: Final = 20_000
_SPELLED_AT_ONCE: Final = 400
_KEPT_WORDS: Final = 8


class CardSearch:
    """Narrows the cards of a register by words; `details` gives what stands in rarer columns."""

    def __init__(
        self,
        columns: CardColumns,
        further: Sequence[str],
        details: Callable[[], dict[int, str]],
    ) -> None:
        self._columns = columns
        self._further = further
        self._read_details = details
        self._details: dict[int, str] | None = None
        self._texts: dict[str, list[str]] = {}
        self._joined: dict[str, tuple[int, str]] = {}
        self._masks: dict[str, int] = {}
        self._keys: Sequence[int] = ()
        self._taken: itemgetter[Any] | None = None
        self._placed = False

    def begin(self, keys: Sequence[int], *, anew: bool) -> None:
        """Take the cards that are to be narrowed, in their order; `anew` if the book changed."""
        self._keys, self._placed = keys, False
        if anew:
            warm_up()
            self._columns.refresh()
            self._masks.clear()
            self._details = None
            for name in (*_KNOWN_BY, _CATEGORY):
                self._texts.pop(name, None)
                self._joined.pop(name, None)

    def read_on(self) -> bool:
        """Read or spell the next part; say whether all words are at hand."""
        if not self._columns.read_on(SEARCHED, PART):
            return False
        self._masks.clear()
        return self._spell_on() and self._columns.read_on(self._further, PART)

    def found(self, query: str) -> Sequence[int]:
        """Return the places among the cards in which every word of the query occurs."""
        words = words_of(query)
        count = len(self._keys)
        if not words:
            return range(count)
        mask = -1
        for word in words:
            mask &= self._mask_of(word)
        rows = self._rows(mask, count)
        if rows.count(1) == count:
            return range(count)
        return Places(rows)

    def _rows(self, mask: int, count: int) -> bytes:
        """Return one byte for each card in the order in which they are listed."""
        if not self._placed:
            slots = self._columns.slots_of(self._keys)
            self._taken = itemgetter(*slots) if slots is not None and len(slots) > 1 else None
            self._single = slots[0] if slots is not None and len(slots) == 1 else None
            self._placed = True
        whole = mask.to_bytes(len(self._columns.ids), "little")
        if self._single is not None:
            return whole[self._single : self._single + 1]
        return bytes(self._taken(whole)) if self._taken is not None and count else whole[:count]

    _single: int | None = None

    def _mask_of(self, word: str) -> int:
        found = self._masks.get(word)
        if found is None:
            found = 0
            for name in SEARCHED:
                column = self._columns.seen(name)
                texts = self._texts_of(name, column.values)
                # One look through all texts together is far less than one at each of them.
                if word in self._joined_of(name, texts):
                    found |= column.mask(bytes([word in text for text in texts]))
            found |= self._mask_of_details(word)
            if len(self._masks) >= _KEPT_WORDS:
                self._masks.clear()
            self._masks[word] = found
        return found

    def _mask_of_details(self, word: str) -> int:
        if self._details is None:
            self._details = self._read_details()
        having = [key for key, text in self._details.items() if word in text]
        slots = self._columns.slots_of(having) if having else ()
        return sum(1 << 8 * slot for slot in (slots if slots is not None else range(len(having))))

    def _texts_of(self, name: str, values: Sequence[Any]) -> list[str]:
        """Return by what words each value is found; what is new is spelled now."""
        texts = self._texts.setdefault(name, [])
        if len(texts) >= len(values):
            return texts
        if len(values) > MOST_SPELLED and name in OWN:
            texts[:] = _as_written(values)
        else:
            spell = self._spelling(name)
            new = values[len(texts) :]
            texts.extend("" if value in (None, "") else spell(value) for value in new)
        return texts

    def _joined_of(self, name: str, texts: Sequence[str]) -> str:
        count, joined = self._joined.get(name, (0, ""))
        if count != len(texts):
            joined = SEPARATOR.join(texts)
            self._joined[name] = (len(texts), joined)
        return joined

    def _spell_on(self) -> bool:
        """Spell the next few values of a column; say whether all are spelled."""
        if not dictionary_ready():
            return False
        for name in SEARCHED:
            values = self._columns.seen(name).values
            known = len(self._texts.get(name, ()))
            if known < len(values):
                few = values if len(values) > MOST_SPELLED else values[: known + _SPELLED_AT_ONCE]
                self._texts_of(name, few)
                return False
        return True

    def _spelling(self, name: str) -> Callable[[Any], str]:
        if name in _KNOWN_BY:
            return partial(_known_by, search_texts(_KNOWN_BY[name]))
        if name == _CATEGORY:
            return partial(_known_by, category_texts())
        if name == _STATUS:
            return lambda status: AssetStatus(status).label
        return str if name == _AS_WRITTEN else searchable


def _known_by(texts: dict[Any, str], key: Any) -> str:
    return texts.get(key, "")


def _as_written(values: Sequence[Any]) -> list[str]:
    """Return very many values as they are compared, all brought into one form together."""
    joined = normalise.__wrapped__(SEPARATOR.join(str(value or "") for value in values))
    texts = joined.split(SEPARATOR)
    if len(texts) == len(values):
        return texts
    return [normalise(str(value or "")) for value in values]
