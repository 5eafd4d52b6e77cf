"""Shortest ways for a section to gather lists, papers and pictures of some days."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from houqin_desktop.domain.list_sheet import ListSheet
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.binder.parts import (
    BinderPicture,
    Listed,
    Papers,
    Pictures,
    Sheets,
    Span,
)
from houqin_desktop.services.registers.listing import Cell, register
from houqin_desktop.services.registers.seen_sheet import seen_sheet
from houqin_desktop.services.reports.catalogue import report, report_spec
from houqin_desktop.storage import attachments
from houqin_desktop.storage.voucher import Attachment, standing_numbers

if TYPE_CHECKING:
    from houqin_desktop.services.assets.pictures import CardPicture

# The names of a sentence are told one by one up to so many.
MOST_NAMES = 8


def records(span: Span, name: str, day: str = "") -> list[tuple[int, dict[str, Cell]]]:
    """Return the keys and rows of a register whose day lies within, title to cell.

    :param day: the title of the column that holds the day of a row; empty for every row.
    """
    found = register(span.session, name)
    titles = [column.title for column in found.columns]
    keys = found.index().keys
    rows = [dict(zip(titles, row, strict=True)) for row in found.rows(keys)]
    return [
        (key, row)
        for key, row in zip(keys, rows, strict=True)
        if not day or span.holds(str(row[day] or ""))
    ]


def standing_codes(span: Span, name: str, day: str) -> list[str]:
    """Return the numbers of the records of a register that are not void, oldest first."""
    found = [row for _, row in records(span, name, day) if "作废" not in str(row["状态"])]
    return sorted(str(next(iter(row.values()))) for row in found)


def listed(
    span: Span, name: str, day: str = "", *, without: Collection[str] = (), title: str = ""
) -> list[Listed]:
    """Return a register as a list of the rows whose day lies within; none where there is no row.

    :param without: titles of columns that are left out.
    """
    keys = [key for key, _ in records(span, name, day)]
    if not keys:
        return []
    source = register(span.session, name)
    return [Listed(title or source.title, partial(_sheet, span, name, keys, without))]


def _sheet(span: Span, name: str, keys: list[int], without: Collection[str]) -> ListSheet:
    source = register(span.session, name)
    # The rows are read anew, for a register answers for the index that it gave last.
    source.index()
    visible = [
        at
        for at, column in enumerate(source.columns)
        if column.shown and column.title not in without
    ]
    return seen_sheet(span.session, source, keys, visible)


def reported(span: Span, name: str, *, by: str | None = None, title: str = "") -> Listed:
    """Return a report of these days, or as of their last one."""
    spec = report_spec(name)
    first = span.from_on if spec.has_period else None

    def make() -> ListSheet:
        return report(span.session, name, on=span.to_on, from_on=first, by=by)

    return Listed(title or spec.title, make)


def papers(span: Span, kind: VoucherKind, title: str) -> list[Papers]:
    """Return the vouchers of a kind that are dated within and stand; none where there are none."""
    numbers = standing_numbers(kind, span.from_on, span.to_on)
    return [Papers(f"{title}（{len(numbers):,} 份）", tuple(numbers))] if numbers else []


def sheets(title: str, makes: Iterable[Callable[[], ListSheet]]) -> list[Sheets]:
    """Return sheets of one kind under one title; none where there is none."""
    found = tuple(makes)
    return [Sheets(f"{title}（{len(found):,} 份）", found)] if found else []


def pictures(title: str, found: Iterable[tuple[CardPicture, str]]) -> list[Pictures]:
    """Return photos with their words; files that are gone or are no photos are left out."""
    shown = tuple(
        BinderPicture(one.path, words) for one, words in found if not one.fault and not one.is_pdf
    )
    return [Pictures(f"{title}（{len(shown):,} 张）", shown)] if shown else []


def kept_files(hashes: Iterable[str]) -> tuple[Path, ...]:
    """Return where kept files lie, in this order."""
    found = []
    for sha256 in hashes:
        kept = Attachment.get_by_id(sha256)
        found.append(attachments.stored_path(kept.sha256, kept.extension))
    return tuple(found)


def some(names: Iterable[str]) -> str:
    """Return names as a sentence tells them: the first ones, and how many there are in all."""
    every = list(names)
    told = "、".join(every[:MOST_NAMES])
    return f"{told}等 {len(every):,} 个" if len(every) > MOST_NAMES else told
