"""The numbers that the school puts on vouchers, asset cards and people.

A number is only made here, from a serial that the issuing transaction has taken; a serial is
never given twice. Codes that people or old workbooks bring along are put into one spelling
(NFKC, upper case), because ｚｃ２０１９ and ZC2019 are one label on one desk.
"""

from __future__ import annotations

import unicodedata

from houqin_desktop.domain.errors import Refused

LONGEST_CODE = 64
ASSET_PREFIX = "ZC"


def normalise_code(text: str) -> str:
    """Return the one spelling of an asset or voucher code, without blanks, as a ledger reads it.

    :raises Refused: for an empty or too long one.
    """
    code, before = _spelled(text), text
    # Upper case and a blank taken out can each undo what NFKC has composed: until it is stable.
    while code != before:
        code, before = _spelled(code), code
    if not code:
        raise Refused("编号不能为空。请填写编号。", code="bad_code")
    if len(code) > LONGEST_CODE:
        raise Refused(
            f"编号“{code[:20]}…”太长。请缩短到 {LONGEST_CODE} 个字以内。", code="bad_code"
        )
    if any(unicodedata.category(char) == "Cc" for char in code):
        raise Refused("编号里有换行等看不见的字符。请重新填写。", code="bad_code")
    return code


def _spelled(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().replace(" ", "").upper()


def voucher_number(prefix: str, year: int, serial: int) -> str:
    """Return prefix, year and at least four digits: BF20260007."""
    return f"{prefix}{year:04d}{_positive(serial):04d}"


def asset_code(prefix: str, year: int, serial: int) -> str:
    """Return prefix, year and at least six digits: ZC2026000001."""
    return f"{prefix}{year:04d}{_positive(serial):06d}"


def person_number(serial: int) -> str:
    """Return the number of the serial-th person of the book: P0001."""
    return f"P{_positive(serial):04d}"


def _positive(serial: int) -> int:
    if serial < 1:
        raise ValueError(f"a serial begins at 1, not {serial}")
    return serial
