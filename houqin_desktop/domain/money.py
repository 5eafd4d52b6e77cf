"""Amounts of money as the school writes them: in figures, in a command, in capitals.

Inside the program an amount is a whole number of 分, so that no cent is ever lost; yuan
appear only at the edges. The capitals on a voucher follow the annex of 支付结算办法
(DOMAIN.md section 5) with the two choices the school has made: an amount that ends in 角
ends with 整, and a zero in the 元 place before 角 is written 零.
"""

from __future__ import annotations

import re

from houqin_desktop.domain.errors import Refused

LARGEST_FEN = 10**15 - 1
"""Just below ten million million yuan: beyond any school, and well inside a database integer."""

_PLAIN_AMOUNT = re.compile(r"(-?)([0-9]{1,13})(?:\.([0-9]{1,2}))?")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")


def parse_money(text: str) -> int:
    """Return the 分 of a plain amount such as "8600.00"; other spellings are Refused."""
    match = _PLAIN_AMOUNT.fullmatch(text)
    if match is None:
        raise Refused(
            f"金额“{text[:40]}”写法不对。请写成 8600.00 这样的数字，最多两位小数。",
            code="bad_money",
        )
    sign, yuan, decimals = match.groups()
    fen = int(yuan) * 100 + int((decimals or "").ljust(2, "0"))
    return -fen if sign else fen


def cost_of(pieces: int, price_fen: int, what: str) -> int:
    """Return what so many pieces cost at a price (分).

    :raises Refused: for more money than any school has.
    """
    cost = pieces * price_fen
    if abs(cost) > LARGEST_FEN:
        raise Refused(
            f"{what} {pieces:,} × {format_money(price_fen)} 元，金额太大。请核对数量和单价。",
            code="too_large",
        )
    return cost


def format_money(fen: int) -> str:
    """Write 分 as yuan with thousands separators, "8,600.00"."""
    return _figures(fen, ",d")


def plain_money(fen: int) -> str:
    """Write 分 as yuan without separators, "8600.00", the form that parse_money reads."""
    return _figures(fen, "d")


def capitals(fen: int) -> str:
    """Write 分 in capitals without the words 人民币, "捌仟陆佰元整"; 负 before a negative."""
    if fen < 0:
        return "负" + capitals(-fen)
    yuan, cents = divmod(fen, 100)
    jiao, last = divmod(cents, 10)
    if fen == 0:
        return "零元整"
    text = _spell(yuan) + "元" if yuan else ""
    if cents == 0:
        return text + "整"
    if yuan and (jiao == 0 or yuan % 10 == 0):
        text += "零"
    if jiao:
        text += _DIGITS[jiao] + "角"
    return text + (_DIGITS[last] + "分" if last else "整")


def _figures(fen: int, spec: str) -> str:
    yuan, cents = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan:{spec}}.{cents:02d}"


def _spell(number: int) -> str:
    """Spell a whole number above zero; 亿 and 万 split it into parts that are spelled alike."""
    for size, name in ((10**8, "亿"), (10**4, "万")):
        if number >= size:
            upper, lower = divmod(number, size)
            text = _spell(upper) + name
            if not lower:
                return text
            return text + ("零" if lower < size // 10 else "") + _spell(lower)
    text, skipped = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if skipped and text else "") + _DIGITS[digit] + _PLACES[place]
        skipped = not digit
    return text


def percent(part: int, whole: int) -> str:
    """Write which share of a whole a part is, one decimal rounded half up; "—" of nothing."""
    if whole <= 0:
        return "—"
    tenths = (2_000 * abs(part) + whole) // (2 * whole)
    return f"{'-' if part < 0 and tenths else ''}{tenths // 10}.{tenths % 10}%"
