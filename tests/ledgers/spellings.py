"""How people write dates, amounts, pieces and numbers; each spelling with what it must be read as.

Some spellings are kept for the held-out third alone, so that the reader cannot have been fitted
to them.
"""

from __future__ import annotations

from datetime import date
from random import Random
from string import ascii_uppercase
from typing import Any

from tests.ledgers.labels import DOUBTFUL, EMPTY, Truth, value

Spelling = tuple[Any, Truth]

WIDE = {ord(char): chr(ord(char) + 0xFEE0) for char in "0123456789.,-()/:" + ascii_uppercase}
EPOCH = date(1899, 12, 30)


def spell_date(chance: Random, y: int, m: int, d: int, *, late: bool) -> Spelling:
    """Return a day as somebody wrote it down."""
    day, month, year = value(f"{y}-{m:02}-{d:02}"), value(f"{y}-{m:02}"), value(f"{y}")
    serial = (date(y, m, d) - EPOCH).days
    # 2015.10 becomes the number 2015.1; February to September can be nothing else.
    number = (float(f"{y}.{m}"), month if m not in (1, 10) else DOUBTFUL)
    usual: list[Spelling] = [
        number, number, (f"{y}年{m}月", month), (f"{y}.{m}.{d}", day), (f"{y}/{m:02}", month),
        (y * 100 + m, month), (f"{y}{m:02}{d:02}", day), (serial, day), (f"{y}-{m}", month),
        (f"{y}年{m}月{d}日", day), (f"{y}/{m}/{d}", day), (f"{y}年", year), (y, year),
        (f"{y}.{m:02}", month), (f"{y}-{m:02}-{d:02} 00:00:00", day), (f" {y}-{m}-{d} ", day),
        (f"{y}年{m}月{d}日".translate(WIDE), day), (f"{y}.{m}.{d}".translate(WIDE), day),
        (f"{y % 100:02}年", DOUBTFUL), (f"{y % 100}.{m}", DOUBTFUL), (f"{y}年前", DOUBTFUL),
        (float(f"{y % 100}.{m}"), DOUBTFUL), ("不详", DOUBTFUL), (f"约{y}年", DOUBTFUL),
        (f"{y}-{y + 1}", DOUBTFUL), (f"{y}.13", DOUBTFUL), (f"{y}-02-30", DOUBTFUL),
        ("/", EMPTY), ("-", EMPTY), ("", EMPTY), (f"{y % 100:02}年{m}月", DOUBTFUL),
    ]  # fmt: skip
    unseen: list[Spelling] = [
        (f"{y} 年 {m} 月", month), (f"{y}.{m}.{d}.", day), (f"{y}年{m:02}月{d:02}号", day),
        (f"{y}—{m}—{d}", day), (f"{y}·{m}", month), (f"{y}年上半年", DOUBTFUL),
        (f"{y}?", DOUBTFUL), (f"{m}/{d}/{y}", DOUBTFUL), (f"{y}、{m}", month),
        ("早年", DOUBTFUL), (f"'{y % 100:02}.{m}", DOUBTFUL), (f"{y}年{m}月购入", DOUBTFUL),
    ]  # fmt: skip
    return chance.choice(unseen if late and chance.random() < 0.5 else usual)


def spell_money(chance: Random, fen: int, unit_fen: int, *, late: bool) -> Spelling:
    """Return an amount as somebody wrote it down, or so that nobody knows."""
    if unit_fen != 100:
        return fen / unit_fen, value(fen)
    yuan = f"{fen // 100}.{fen % 100:02}" if fen % 100 else f"{fen // 100}"
    grouped = f"{fen // 100:,}.{fen % 100:02}"
    right = value(fen)
    usual: list[Spelling] = [
        (f"{grouped}元", right), (f"￥{yuan}", right), (yuan.translate(WIDE), right),
        (yuan, right), (f" {grouped} ", right), (f"{yuan}元整", right), (f"¥ {grouped}", right),
        (f"人民币{yuan}元", right), (f"约{yuan}", DOUBTFUL), ("若干", DOUBTFUL),
        (f"{yuan}左右", DOUBTFUL), ("不详", DOUBTFUL), (f"{yuan}-{yuan}9", DOUBTFUL),
        (f"{yuan}多", DOUBTFUL), (f"-{yuan}", DOUBTFUL), (f"（{yuan}）", DOUBTFUL),
    ]  # fmt: skip
    if fen % 10_000 == 0:
        usual.append((f"{fen / 1_000_000:g}万", right))
    unseen: list[Spelling] = [
        (f"RMB {grouped}", right), (f"{yuan} 元", right), (f"{yuan}圆", right),
        (f"{yuan}?", DOUBTFUL), (f"近{yuan}", DOUBTFUL), (f"{yuan}+运费", DOUBTFUL),
        (f"{yuan}以上", DOUBTFUL), ("赠送", DOUBTFUL), (f"{yuan},", DOUBTFUL), ("#N/A", DOUBTFUL),
    ]  # fmt: skip
    return chance.choice(unseen if late and chance.random() < 0.5 else usual)


def spell_price(chance: Random, fen: int, unit: str, *, late: bool) -> Spelling:
    """Return the price of one piece, which may say for what it is."""
    yuan = f"{fen // 100}.{fen % 100:02}" if fen % 100 else f"{fen // 100}"
    if chance.random() < 0.3:
        return chance.choice((f"{yuan}/{unit}", f"{yuan}元/{unit}", f"￥{yuan}／{unit}")), value(
            fen
        )
    return spell_money(chance, fen, 100, late=late)


def spell_quantity(chance: Random, count: int, unit: str, *, late: bool) -> Spelling:
    """Return a number of pieces as somebody wrote it down."""
    usual: list[Spelling] = [
        (f"{count}{unit}", value(count)), (f"{count}".translate(WIDE), value(count)),
        (f"{count}", value(count)), (f" {count} {unit}", value(count)),
        (float(count), value(count)),
        (f"{count}(坏3)", DOUBTFUL), ("若干", DOUBTFUL), (f"{count}张/{count}把", DOUBTFUL),
        (f"约{count}", DOUBTFUL), (count + 0.5, DOUBTFUL), ("0", DOUBTFUL), ("一批", DOUBTFUL),
        (f"{count}多{unit}", DOUBTFUL),
    ]  # fmt: skip
    unseen: list[Spelling] = [
        (f"{count}.00", value(count)), (f"{count}+2", DOUBTFUL), (f"{count}/2", DOUBTFUL),
        (f"-{count}", DOUBTFUL), (f"{count}～{count + 5}", DOUBTFUL), (f"{count}、2", DOUBTFUL),
        (f"缺{count}", DOUBTFUL), (f"{count}台2套", DOUBTFUL),
    ]  # fmt: skip
    return chance.choice(unseen if late and chance.random() < 0.5 else usual)


def spell_code(chance: Random, code: str, *, late: bool) -> Spelling:
    """Return an asset's number as somebody wrote it down."""
    usual: list[Spelling] = [
        (code.lower(), value(code)), (f"{code} ", value(code)), (code.translate(WIDE), value(code)),
        (f" {code[:6]} {code[6:]}", value(code)), ("", EMPTY), ("/", EMPTY),
        (f"{code}~{int(code[-3:]) + 9:03}", DOUBTFUL), ("1.23457E+15", DOUBTFUL),
        (2.0120000300012346e16, DOUBTFUL), (20120.5, DOUBTFUL),
        (f"{code}至{code[:-1]}9X", DOUBTFUL),
    ]  # fmt: skip
    unseen: list[Spelling] = [
        (f"{code}\n", value(code)), (f"　{code}", value(code)), ("无", DOUBTFUL),
        (f"{code}、{code[-3:]}", DOUBTFUL), ("待编", DOUBTFUL), ("#REF!", DOUBTFUL),
    ]  # fmt: skip
    return chance.choice(unseen if late and chance.random() < 0.4 else usual)


def spell_category(chance: Random, code: str, name: str) -> Spelling:
    """Return a kind as its name in the code table, spaced, or as a word that is in no table."""
    if not name:
        return "教学家具", DOUBTFUL
    spellings: tuple[Spelling, ...] = (
        (name, value(code)), (f" {name} ", value(code)), (name[:2] + " " + name[2:], value(code)),
        ("电教设备", DOUBTFUL), ("家具", DOUBTFUL), ("通用设备", DOUBTFUL),
    )  # fmt: skip
    return chance.choice(spellings)


def spell_category_code(chance: Random, code: str) -> Spelling:
    """Return a kind's code; the older edition has seven digits and is not guessed over."""
    spellings: tuple[Spelling, ...] = (
        (code, value(code)), (code.lower(), value(code)), (2010104.0, DOUBTFUL),
        ("711701", DOUBTFUL), (code.translate(WIDE), value(code)), ("A99999999", DOUBTFUL),
    )  # fmt: skip
    return chance.choice(spellings)


def spell_name(chance: Random, name: str) -> Spelling:
    """Return a name with the breaks and blanks of a narrow column."""
    broken = f"{name[:2]}\n{name[2:]}"
    text = chance.choice((f" {name} ", broken, f"{name}（旧）", name))
    return text, value(" ".join(text.split()))
