"""What is filled in to take a slip back or to reverse it."""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class WithdrawSlip(Draft):
    """A slip that nobody has signed yet is taken back; things go to where they were."""

    number: str = argument("单号", Kind.VOUCHER)
    reason: str | None = argument("撤销原因", default=None)


@dataclass(frozen=True, kw_only=True)
class ReverseSlip(Draft):
    """A red document is asked for: the slip is signed and should not have been."""

    number: str = argument("单号", Kind.VOUCHER)
    reason: str = argument("冲销原因")
