"""A column of very many cells, kept as small numbers that stand for its values.

A million cards have a few thousand different names, rooms and people. What is asked of a column is
asked of each value once, and then a whole column is answered in one stroke, without a library for
numbers: bytes are translated, and masks of rows are joined as one large integer.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

_BYTE: Final = 256
_WIDER: Final = {"B": (_BYTE, "H"), "H": (_BYTE * _BYTE, "I")}
_YES: Final = 1


class _Codes(dict[Any, int]):
    """The number of each value; a new value gets the next one."""

    def __init__(self, values: list[Any]) -> None:
        super().__init__()
        self._values = values

    def __missing__(self, value: Any) -> int:
        code = self[value] = len(self._values)
        self._values.append(value)
        return code


class Coded:
    """The cells of one column in the order of registration."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self.codes: array[int] = array("B")
        self._code_of = _Codes(self.values)
        self._in_order = True

    def extend(self, cells: Iterable[Any]) -> None:
        """Add cells at the end."""
        new = list(map(self._code_of.__getitem__, cells))
        self._widen()
        self.codes.extend(new)

    def replace(self, at: int, cell: Any) -> None:
        """Put another value into a cell."""
        code = self._code_of[cell]
        self._widen()
        self._in_order = self._in_order and self.codes[at] == code
        self.codes[at] = code

    def _widen(self) -> None:
        while (wider := _WIDER.get(self.codes.typecode)) and len(self.values) > wider[0]:
            self.codes = array(wider[1], self.codes)

    @property
    def all_different(self) -> bool:
        """Say whether every cell has a value of its own, in order: then cells are the values."""
        return self._in_order and len(self.values) == len(self.codes)

    def each(self, word: Callable[[Any], Any]) -> list[Any]:
        """Return what a function gives for each value, by its number."""
        return list(map(word, self.values))

    def cells(self, of_value: Sequence[Any], slots: Sequence[int] | None = None) -> list[Any]:
        """Return for the rows in these slots, or all, what stands for their values."""
        return list(map(of_value.__getitem__, self.at(slots)))

    def at(self, slots: Sequence[int] | None) -> Sequence[int]:
        """Return the numbers in these slots, or all."""
        if slots is None:
            return self.codes
        return array(self.codes.typecode, map(self.codes.__getitem__, slots))

    def mask(self, passes: bytes) -> int:
        """Return the rows whose value passes, as an integer with one byte a row.

        :param passes: 1 or 0 for each value, by its number.
        """
        if _YES not in passes:
            return 0
        if self.all_different:
            return int.from_bytes(passes, "little")
        if self.codes.typecode == "B":
            translated = self.codes.tobytes().translate(passes.ljust(_BYTE, b"\0"))
            return int.from_bytes(translated, "little")
        if self.codes.typecode == "H":
            return self._mask_of_pairs(passes)
        return int.from_bytes(bytes(map(passes.__getitem__, self.codes)), "little")

    def _mask_of_pairs(self, passes: bytes) -> int:
        """Look at the numbers as two bytes each; pages without a value that passes are skipped."""
        raw = self.codes.tobytes()
        low, high = (raw[0::2], raw[1::2]) if _LITTLE else (raw[1::2], raw[0::2])
        found = 0
        for page in range(0, len(passes), _BYTE):
            part = passes[page : page + _BYTE]
            if _YES in part:
                number = page // _BYTE
                here = high.translate(bytes(_YES * (one == number) for one in range(_BYTE)))
                there = low.translate(part.ljust(_BYTE, b"\0"))
                found |= int.from_bytes(here, "little") & int.from_bytes(there, "little")
        return found


_LITTLE: Final = array("H", [1]).tobytes()[0] == 1
