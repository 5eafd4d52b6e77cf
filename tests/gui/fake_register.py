"""A register without a book, to try the table alone."""

from __future__ import annotations

from houqin_desktop.services.registers.column_filters import apart, condition_of, title_of
from houqin_desktop.services.registers.listing import Column, ColumnKind, Filter, Index, Sort


class FakeRegister:
    """Cards numbered 1 to n: three columns, every third one 待报废, counted by quantity."""

    name = "assets"
    title = "资产台账"
    columns = (
        Column("资产编号", ColumnKind.TEXT, 120),
        Column("资产名称", ColumnKind.TEXT, 120),
        Column("原值", ColumnKind.MONEY, 110),
        Column("数量", ColumnKind.QUANTITY, 60),
        Column("状态", ColumnKind.STATUS, 90),
        Column("备注", ColumnKind.TEXT, 90, shown=False),
    )

    def __init__(self, count: int) -> None:
        """Hold `count` cards."""
        self.count = count
        self.gone: set[int] = set()
        self.row_calls: list[int] = []

    def index(self, filters: tuple[Filter, ...] = (), sort: tuple[Sort, ...] = ()) -> Index:
        """Return the keys in order; the filter 状态 keeps every third."""
        keys = [key for key in range(1, self.count + 1) if key not in self.gone]
        _, columns = apart(filters)
        for one in columns:
            passes = condition_of(self.columns, one)
            at = [column.title for column in self.columns].index(title_of(one) or "")
            keys = [key for key in keys if passes(self._cells(key)[at])]
        if any(one.facet == "status" for one in filters):
            keys = [key for key in keys if key % 3 == 0]
        if sort and sort[-1].descending:
            keys.reverse()
        return Index(keys, [1 for _ in keys], [key * 100 for key in keys])

    def rows(self, keys):
        """Return the rows of the keys and remember how many were asked for."""
        self.row_calls.append(len(keys))
        return [self._cells(key) for key in keys]

    def _cells(self, key):
        state = "待报废" if key % 3 == 0 else "在用"
        return (f"ZC{key:06d}", f"课桌{key}", key * 100, 1, state, "旧")

    def column(self, title, filters=()):
        """Return the cells of one column of the rows that pass."""
        at = [column.title for column in self.columns].index(title)
        return [self._cells(key)[at] for key in self.index(filters).keys]

    def texts(self, keys):
        """Return the search texts of the keys."""
        return [f"zc{key:06d}\n课桌{key}\nkz{key}" for key in keys]
