"""How a ledger's cells are read: amounts, pieces, dates, lives and numbers as people write them.

Old ledgers (DOMAIN.md 7.3) hold 3,800.00元, 45套, 2015年9月 and serial dates, all of them clear;
and 约500, 若干, 95年, all of them doubtful. Each function gives back the value or the sentence
that says why there is none. What allows two meanings is never decided here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Generic, TypeVar

from houqin_desktop.domain.ledger.grid import Cell, CellFault, cell_text, number_text
from houqin_desktop.domain.plain_text import drop_unseen, unknown_character
from houqin_desktop.domain.rare_characters import with_true_codes
from houqin_desktop.domain.stock import MOST_PIECES

T = TypeVar("T")

EMPTY_MARKS = frozenset({"", "-", "--", "/", "\\", "—", "——", "－", "―", "~", "*"})
# What a spreadsheet shows for a value that it could not compute; text files keep the words.
ERROR_WORDS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)
NOBODY = frozenset({
    "无", "没有", "暂无", "不详", "不明", "未知", "待定", "待查", "待补", "未定", "空",
    "空白", "同左",
    "N/A", "NA", "NULL", "NONE", "NAN", "0", "?", "??", "×",
})  # fmt: skip
FEN_PER_YUAN = 100
FEN_PER_THOUSAND = 100_000
FEN_PER_TEN_THOUSAND = 1_000_000
LARGEST_EXACT = 2**53
LONGEST_LIFE_YEARS = 80
LONGEST_TEXT = 2000
LONGEST_RANGE = 1000
MOST_OF_A_CARD = 1_000_000
SHORTEST_BARE_NUMBER = 4
AREA_HINT = "若是面积，数量请写 1，面积写在规格型号里"

_CURRENCY = re.compile(r"^(?:人民币|RMB|CNY|[¥￥$])|(?:元|圆|块)?整?$", re.IGNORECASE)
_GROUPED = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|-?\.\d+")
# A unit behind the pieces is no word that makes them uncertain or multiplies them.
_QUANTITY = re.compile(r"(\d+)(?:\.0+)?((?:(?![多余约来几坏缺半左右以许万千百十亿])[^\d\W_]){0,4})")
_PER_PIECE = re.compile(r"元?/[^\d\W_]{1,3}$")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_RANGE_MARK = re.compile(r"[-~至到—–―]+")
_ENDS_IN_DIGITS = re.compile(r"(.*?)(\d+)")
_SIGN_OF_CODE = re.compile(r"[0-9A-Z]")
_WHOLE_CODE = re.compile(r"[A-Za-z]+[-A-Za-z0-9]*\d")
_SEVERAL = re.compile(r"[~至到、,;]")
# A003-A005 and A003/A005 name two whole numbers; 2015-003 and ZC/2015/03 are one.
_TWO_WHOLE = re.compile(r"([A-Z][A-Z0-9]*?)\d+[-/]\1\d+")
_APART = re.compile(r"\d \d")
_GROUPED_BY_BLANKS = re.compile(r"\D*\d{1,3}(?: \d{3})+\.\d+\D*")
_AREAS = frozenset({"平方米", "平米", "㎡", "M2", "M²", "亩", "公顷", "平方", "立方米"})
_DECIMAL = re.compile(r"\d+\.\d+")
_LIFE = re.compile(r"(\d+(?:\.\d+)?)(年|个月|月)?")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What a cell says: a value, or why it is doubtful; `note` is said with a value that stands.

    An empty cell has neither value nor doubt.
    """

    value: T | None = None
    doubt: str = ""
    note: str = ""


def fold(text: str) -> str:
    """Return the text in half width with single blanks, the form in which spellings meet."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def is_blank(cell: Cell) -> bool:
    """Say whether a cell holds nothing, or only a stroke that stands for nothing."""
    if cell is None or cell == "":
        return True
    return isinstance(cell, str) and cell.strip() in EMPTY_MARKS


def read_text(cell: Cell) -> Reading[str]:
    """Read a name, a place, a remark: the words as they are, without blanks around them."""
    if is_blank(cell):
        return Reading()
    if isinstance(cell, CellFault):
        return Reading(doubt=cell.message)
    if isinstance(cell, bool):
        return Reading(doubt=f"这一格是 {cell_text(cell)}，不是文字")
    if isinstance(cell, (date, time, timedelta)):
        return Reading(doubt="这一格被表格软件存成了日期或时间，原来的写法已看不出")
    text = clean_lines(cell_text(cell))
    if text in ERROR_WORDS:
        return Reading(doubt=f"这一格是错误值 {text}")
    if len(text) > LONGEST_TEXT:
        return Reading(doubt=f"文字超过 {LONGEST_TEXT} 个")
    if character := unknown_character(text):
        return Reading(doubt=f"里面有一个没有通用编码的字（{character}），换一台电脑就看不出")
    return Reading(text or None)


def read_called(cell: Cell) -> Reading[str]:
    """Read what is called by a name of its own: a person, a department, a room, a place.

    Words such as 无 and 待定 name nobody, and several names in one cell are none.
    """
    reading = read_text(cell)
    if reading.value is None:
        return reading
    if names_nothing(reading.value):
        return Reading(doubt=f"“{reading.value}”不是名称")
    return reading


def names_nothing(words: str) -> bool:
    """Say whether words such as 无, 待定 and 0 stand where a name should be."""
    return fold(words).upper() in NOBODY


def clean_lines(text: str) -> str:
    """Join broken lines by one blank and drop characters that no one can see."""
    if text.isprintable():
        return text.strip()
    return drop_unseen(with_true_codes(" ".join(text.split()))).strip()


def read_number(cell: Cell, *, untyped: bool = False) -> Reading[str]:
    """Read an asset number (NFKC, upper case, no blanks); what spreadsheets spoil is doubtful.

    :param untyped: whether the file does not tell numbers from texts.
    """
    if cell.__class__ is str and cell.isascii() and cell.isalnum():
        # Nothing below can be found in letters and figures alone: most numbers are told at once.
        return Reading(cell.upper())
    if is_blank(cell):
        return Reading()
    if isinstance(cell, CellFault):
        return Reading(doubt=cell.message)
    if isinstance(cell, (bool, date, time, timedelta)):
        return Reading(doubt="编号被表格软件改成了日期或别的东西，原来的写法已看不出")
    if isinstance(cell, float) and (not cell.is_integer() or abs(cell) >= LARGEST_EXACT):
        return Reading(doubt="编号是带小数或过长的数值，末尾几位可能已经丢失")
    text = unicodedata.normalize("NFKC", cell_text(cell)).strip()
    parts = text.split()
    code = "".join(parts).upper()
    if len(text.splitlines()) > 1 or _are_several(parts):
        return Reading(doubt="一格里写了几段，看不出是一个编号还是几个")
    if code in ERROR_WORDS:
        return Reading(doubt=f"这一格是错误值 {code}")
    if character := unknown_character(code):
        return Reading(doubt=f"里面有一个没有通用编码的字（{character}）")
    if _SCIENTIFIC.fullmatch(code) and "+" in code:
        return Reading(doubt="编号成了科学计数，末尾几位已经丢失")
    if untyped and _DECIMAL.fullmatch(code):
        return Reading(doubt="编号成了带小数的数值，原来的写法已看不出")
    return Reading(code)


def _are_several(parts: list[str]) -> bool:
    """Say whether the parts of a cell are numbers of their own: TY01 TY02, 3001 3002."""
    if len(parts) < 2:
        return False
    alike = len({len(part) for part in parts}) == 1 and all(map(str.isdecimal, parts))
    return alike or all(map(_WHOLE_CODE.fullmatch, parts))


def number_range(code: str) -> list[str]:
    """Return the numbers that a code such as TY2012000030-035 stands for, none for a single one.

    Whether a plain hyphen means a range is for the quantity to say. 1~20 is no range of asset
    numbers: a thing's number is longer or begins with letters.
    """
    # A hyphen is usual inside numbers, so the other marks are tried first.
    for mark in sorted(_RANGE_MARK.finditer(code), key=lambda found: found[0] == "-"):
        left = _ENDS_IN_DIGITS.fullmatch(code[: mark.start()])
        if left is None:
            continue
        stem, first = left[1], left[2]
        last = code[mark.end() :]
        whole = last.startswith(stem)
        last = last.removeprefix(stem)
        if not last.isdecimal() or not (stem or len(first) >= SHORTEST_BARE_NUMBER):
            continue
        if len(last) > len(first) or (stem and whole and len(last) != len(first)):
            continue
        count = int(last) - int(first[-len(last) :]) + 1
        if 2 <= count <= LONGEST_RANGE:
            return [f"{stem}{int(first) + step:0{len(first)}}" for step in range(count)]
    return []


def number_doubt(code: str) -> str:
    """Say why a code cannot be the number of one thing, or return an empty text."""
    if not _SIGN_OF_CODE.search(code):
        return "里面没有数字和字母，不像编号"
    if code.isascii() and code.isalnum():
        # Nothing stands between two numbers: most codes are told without a further search.
        return ""
    if _SEVERAL.search(code) or _TWO_WHOLE.fullmatch(code):
        return "不止一个编号，或是一段编号，看不出是哪几个"
    return ""


def read_money(
    cell: Cell, unit_fen: int = FEN_PER_YUAN, *, per_piece: bool = False
) -> Reading[int]:
    """Read an amount into 分; `unit_fen` is the header's unit (元 100, 万元 1,000,000).

    :param per_piece: whether 3800/台 says no more than the column does: a price.
    """
    if is_blank(cell):
        return Reading()
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _fen(Decimal(number_text(cell)), unit_fen)
    if not isinstance(cell, str):
        return Reading(doubt=fault_message(cell, "金额"))
    text = fold(cell)
    if _APART.search(text) and not _GROUPED_BY_BLANKS.fullmatch(text):
        return Reading(doubt=f"“{text}”像是几个数写在一格里")
    text = text.replace(" ", "")
    if per_piece:
        text = _PER_PIECE.sub("", text)
    text = _CURRENCY.sub("", text)
    if text.endswith("万"):
        text, unit_fen = text[:-1], FEN_PER_TEN_THOUSAND
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1]
    if not _GROUPED.fullmatch(text):
        return Reading(doubt=f"“{cell.strip()}”不是一个确切的金额")
    return _fen(Decimal(text.replace(",", "")), unit_fen)


def _fen(amount: Decimal, unit_fen: int) -> Reading[int]:
    exact = amount * unit_fen
    if not exact.is_finite() or abs(exact) > 10**14:
        return Reading(doubt="金额超过一万亿元，请核对")
    fen = int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    if fen < 0:
        return Reading(doubt="金额是负数；冲减请另行登记价值变动")
    if fen != exact:
        return Reading(fen, note="金额不止两位小数，已四舍五入到分")
    return Reading(fen)


def read_quantity(cell: Cell) -> Reading[int]:
    """Read a number of pieces (件); a part of a piece, nought and more than one number are not."""
    return _read_count(cell, range(1, MOST_OF_A_CARD + 1), f"数量不是整数；{AREA_HINT}")


def read_pieces(cell: Cell) -> Reading[int]:
    """Read how many pieces of an item there are, which may be none."""
    whole = "数量不是整数；请换成小一点的单位，写成整数"
    return _read_count(cell, range(MOST_PIECES + 1), whole)


def _read_count(cell: Cell, allowed: range, part_of_a_piece: str) -> Reading[int]:
    if is_blank(cell):
        return Reading()
    if isinstance(cell, str):
        text = fold(cell)
        match = _QUANTITY.fullmatch(text.replace(" ", "").replace(",", ""))
        if _APART.search(text):
            return Reading(doubt=f"“{text}”像是几个数写在一格里")
        if match is None:
            return Reading(doubt=f"“{cell.strip()}”不是一个确切的数量")
        return _pieces(int(match[1]), allowed)
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return Reading(doubt=fault_message(cell, "数量"))
    if isinstance(cell, float) and not cell.is_integer():
        return Reading(doubt=part_of_a_piece)
    return _pieces(int(cell), allowed)


def _pieces(quantity: int, allowed: range) -> Reading[int]:
    if quantity not in allowed:
        return Reading(doubt=f"数量须在 {allowed.start} 到 {allowed.stop - 1} 之间")
    return Reading(quantity)


def is_area(unit: str | None) -> bool:
    """Say whether what is counted in this unit is an area and no pieces."""
    return unit is not None and fold(unit).upper() in _AREAS


def quantity_unit(cell: Cell) -> str:
    """Return the unit written behind a quantity (45套 gives 套), or an empty text."""
    if not isinstance(cell, str):
        return ""
    match = _QUANTITY.fullmatch(fold(cell).replace(" ", "").replace(",", ""))
    return match[2] if match else ""


def read_life(cell: Cell, *, in_months: bool) -> Reading[int]:
    """Read a life into months; a bare number follows the header's unit."""
    if is_blank(cell):
        return Reading()
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        return Reading(doubt=fault_message(cell, "年限"))
    text = fold(cell_text(cell))
    match = None if _APART.search(text) else _LIFE.fullmatch(text.replace(" ", ""))
    if match is None:
        return Reading(doubt=f"“{cell_text(cell).strip()}”不是一个确切的年限")
    written_in_months = match[2] in {"个月", "月"} or (match[2] is None and in_months)
    number = Decimal(match[1])
    if not written_in_months and number > LONGEST_LIFE_YEARS:
        return Reading(doubt=f"年限 {match[1]} 年过长，可能是月数")
    months = number if written_in_months else number * 12
    if months == 0:
        return Reading()
    if months != int(months) or months > 1200:
        return Reading(doubt=f"年限“{cell_text(cell).strip()}”不是整月数或过长")
    return Reading(int(months))


def fault_message(cell: Cell, kind: str) -> str:
    """Say that a cell is not what its column holds."""
    if isinstance(cell, CellFault):
        return cell.message
    return f"这一格是“{cell_text(cell)}”，不是{kind}"
