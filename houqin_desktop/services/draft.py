"""What a person fills in before a command runs.

A draft is a frozen dataclass. Each field says its Chinese title and its kind once; the command
line, the dialogs and the journal's fingerprint all read that declaration. References stand as
people write them (P0001 or a name, a room's name, an asset's number); the command looks them
up.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import MISSING, dataclass
from datetime import date
from enum import Enum
from typing import Any, ClassVar, Self

from houqin_desktop.domain.calendar import PartialDate, parse_date, require_likely
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.money import parse_money, plain_money
from houqin_desktop.domain.operators import Secret, new_secret
from houqin_desktop.domain.plain_text import clean_text, unknown_character

LONGEST_TEXT = 2000
LARGEST_NUMBER = 10**12
# What stands in one cell of a form and on a label; sentences may have several lines.
ONE_LINE = frozenset(
    {
        "name",
        "title",
        "number",
        "specification",
        "brand",
        "unit",
        "place",
        "manufacturer",
        "supplier",
        "serial_number",
        "former_code",
        "former_category_code",
        "accounting_voucher",
    }
)


class Kind(Enum):
    """How an argument is written on the command line."""

    TEXT = "text"
    MONEY = "money"
    QUANTITY = "quantity"
    MONTHS = "months"
    DATE = "date"
    PARTIAL_DATE = "partial_date"
    CHOICE = "choice"
    PERSON = "person"
    STOREROOM = "storeroom"
    DEPARTMENT = "department"
    CAMPUS_PLACE = "campus_place"
    CATEGORY = "category"
    ASSET = "asset"
    ASSETS = "assets"
    ITEM = "item"
    NAMES = "names"
    FLAG = "flag"
    VOUCHER = "voucher"
    FILE = "file"
    SECRET = "secret"
    PERSONAL = "personal"
    FIELDS = "fields"
    ROWS = "rows"


def argument(
    title: str,
    kind: Kind = Kind.TEXT,
    *,
    default: Any = MISSING,
    choices: type[Labelled] | None = None,
    rows: type[Draft] | None = None,
) -> Any:
    """Declare a field of a draft: required unless it has a default.

    :param rows: for `Kind.ROWS`, the draft that each of the rows is.
    """
    metadata = {"title": title, "kind": kind, "choices": choices, "rows": rows}
    return dataclasses.field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a command, as `commands` lists it."""

    name: str
    title: str
    kind: Kind
    required: bool
    choices: type[Labelled] | None
    rows: type[Draft] | None = None


# A declaration never changes, and every command reads it several times.
_DECLARED: dict[type[Draft], tuple[Argument, ...]] = {}


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The filled-in arguments of one command.

    `leaves_house`: its head goes out on paper or in a backup, and is remembered as an anchor.
    `in_doubt`: it may run in a book that is not the one this computer remembers, and by a clock
    that may be wrong.
    `judged_by`: the arguments that say whose room it is about, where it is not all of them.
    """

    verb: ClassVar[str]
    leaves_house: ClassVar[bool] = False
    in_doubt: ClassVar[bool] = False
    judged_by: ClassVar[tuple[str, ...]] = ()

    def __post_init__(self) -> None:
        """Bring every text into one spelling, whichever way it came: typed, pasted or read."""
        for argument in self.arguments():
            value = getattr(self, argument.name)
            if value is None or argument.kind is Kind.FILE or isinstance(value, Labelled):
                continue
            if argument.kind is Kind.SECRET:
                # From here on nobody can read the password, nor write it down by mistake.
                if not isinstance(value, Secret):
                    object.__setattr__(self, argument.name, new_secret(value))
                continue
            if isinstance(value, str):
                words = clean_text(value)
                if argument.kind is not Kind.TEXT or argument.name in ONE_LINE:
                    words = words.replace("\n", " ")
                object.__setattr__(self, argument.name, words)
            elif isinstance(value, tuple):
                object.__setattr__(self, argument.name, tuple(_clean_item(item) for item in value))

    @classmethod
    def arguments(cls) -> tuple[Argument, ...]:
        """Return the declarations of this command's arguments."""
        if cls not in _DECLARED:
            _DECLARED[cls] = tuple(
                Argument(
                    field.name,
                    field.metadata["title"],
                    field.metadata["kind"],
                    field.default is MISSING,
                    field.metadata["choices"],
                    field.metadata["rows"],
                )
                for field in dataclasses.fields(cls)
            )
        return _DECLARED[cls]

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Build the draft from command-line values.

        :raises Refused: for an unknown, missing or badly written argument, naming it.
        """
        known = {argument.name: argument for argument in cls.arguments()}
        unknown = [name for name in values if name not in known]
        if unknown:
            # A row of a table is no command and has no verb.
            what = f"命令 {verb} " if (verb := getattr(cls, "verb", "")) else "这一行"
            raise Refused(
                f"{what}没有参数“{unknown[0]}”。可填：{'、'.join(known)}。",
                code="unknown_argument",
            )
        filled: dict[str, Any] = {}
        for name, argument in known.items():
            if values.get(name) is not None:
                filled[name] = _read(argument, values[name])
            elif argument.required:
                raise Refused(f"缺少“{argument.title}”（{name}）。请补上再提交。", code="missing")
        return cls(**filled)

    def to_json(self) -> dict[str, Any]:
        """Return the values as the command line writes them; what was left out is left out.

        A secret is left out too, even its hash: no record of a command is about a password. So is
        what is personal of somebody from outside, which could be guessed from a fingerprint.
        """
        written = {name: _write(getattr(self, name)) for name in self.filled()}
        for argument in self.arguments():
            if argument.kind in (Kind.SECRET, Kind.PERSONAL):
                written.pop(argument.name, None)
            if argument.kind is Kind.MONEY and argument.name in written:
                written[argument.name] = plain_money(getattr(self, argument.name))
            elif argument.kind is Kind.FIELDS and argument.name in written:
                written[argument.name] = dict(getattr(self, argument.name))
            elif argument.kind is Kind.ROWS and argument.name in written:
                written[argument.name] = [row.to_json() for row in getattr(self, argument.name)]
        return written

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield every text that was written, with the title of its argument."""
        for argument in self.arguments():
            value = getattr(self, argument.name)
            if value is not None and argument.kind not in (Kind.FILE, Kind.SECRET):
                yield from _texts_in(argument.title, value)

    def filled(self) -> tuple[str, ...]:
        """Return the names of the arguments that were given a value."""
        return tuple(a.name for a in self.arguments() if getattr(self, a.name) is not None)


def _texts_in(title: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Draft):
        yield from value.texts()
    elif isinstance(value, str) and not isinstance(value, Labelled):
        yield title, value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts_in(title, each)


def require_known_characters(draft: Draft) -> None:
    """Refuse a text with a character that no other machine knows, naming field and character.

    :raises Refused: `unknown_character`.
    """
    for title, text in draft.texts():
        character = unknown_character(text)
        if character:
            raise Refused(
                f"“{title}”里有一个没有通用编码的字（{character}），换一台电脑就看不出，也印不出来，"
                "没有保存。请换一种写法，例如用拼音或常用字代替。",
                code="unknown_character",
            )


def require_likely_days(draft: Draft) -> None:
    """Refuse a day, also one in a row, of a year that nobody can mean.

    :raises Refused: `unlikely_date`.
    """
    for argument in draft.arguments():
        value = getattr(draft, argument.name)
        if argument.kind is Kind.DATE and value is not None:
            require_likely(value, argument.title)
        elif argument.kind is Kind.ROWS and value is not None:
            for number, row in enumerate(value, start=1):
                with in_row(number):
                    require_likely_days(row)


def _clean_item(item: str | tuple[str, ...] | Draft) -> str | tuple[str, ...] | Draft:
    if isinstance(item, Draft):
        return item
    return clean_text(item) if isinstance(item, str) else tuple(map(clean_text, item))


def _read_fields(argument: Argument, value: Any) -> tuple[tuple[str, str], ...]:
    """Return names with their texts; a number may stand without quotes, null empties."""
    if not isinstance(value, dict) or not all(
        isinstance(text, str | int | None) and not isinstance(text, bool) for text in value.values()
    ):
        raise Refused(
            f'“{argument.title}”须写成名称和内容，例如 {{"车牌号": "湘C12345"}}。',
            code="bad_fields",
        )
    return tuple((name, "" if text is None else str(text)) for name, text in value.items())


def _read_rows(argument: Argument, value: Any) -> tuple[Draft, ...]:
    """Return each row as its draft; a refusal says which row it is about."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise Refused(
            f'“{argument.title}”须写成列表，每行一个，例如 [{{"name": "课桌"}}]。', code="bad_rows"
        )
    assert argument.rows is not None
    found = []
    for number, row in enumerate(value, start=1):
        with in_row(number):
            found.append(argument.rows.from_json(row))
    return tuple(found)


@contextmanager
def in_row(number: int) -> Iterator[None]:
    """Let every refusal begin with the row it is about, counted from 1."""
    try:
        yield
    except Refused as refusal:
        raise Refused(f"第 {number} 行：{refusal.sentence}", code=refusal.code) from None


def _read(argument: Argument, value: Any) -> Any:
    kind = argument.kind
    if kind is Kind.FIELDS:
        return _read_fields(argument, value)
    if kind is Kind.ROWS:
        return _read_rows(argument, value)
    if kind in (Kind.QUANTITY, Kind.MONTHS):
        if isinstance(value, bool) or not isinstance(value, int):
            raise Refused(f"“{argument.title}”须写成整数，例如 3。", code="bad_number")
        if abs(value) > LARGEST_NUMBER:
            raise Refused(f"“{argument.title}”太大。请核对数字。", code="bad_number")
        return value
    if kind is Kind.FLAG:
        if not isinstance(value, bool):
            raise Refused(f"“{argument.title}”须是 true 或 false。", code="bad_flag")
        return value
    if kind in (Kind.ASSETS, Kind.NAMES):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise Refused(f'“{argument.title}”须写成列表，例如 ["…", "…"]。', code="bad_list")
        return tuple(clean_text(item) for item in value)
    if not isinstance(value, str):
        raise Refused(f"“{argument.title}”须写成文字，前后加引号。", code="bad_text")
    if kind is Kind.SECRET:
        return new_secret(value)
    return _read_text(argument, clean_text(value))


def _read_text(argument: Argument, text: str) -> Any:
    if len(text) > LONGEST_TEXT:
        raise Refused(f"“{argument.title}”太长，最多 {LONGEST_TEXT} 字。请缩短。", code="too_long")
    if argument.kind is Kind.MONEY:
        return parse_money(text)
    if argument.kind is Kind.DATE:
        return parse_date(text)
    if argument.kind is Kind.PARTIAL_DATE:
        return PartialDate.parse(text)
    if argument.choices is not None:
        return _read_choice(argument, argument.choices, text)
    return text


def _read_choice(argument: Argument, choices: type[Labelled], text: str) -> Labelled:
    found = next((word for word in choices if text in (word.value, word.label)), None)
    if found is None:
        names = "、".join(f"{word.value}（{word.label}）" for word in choices)
        raise Refused(f"“{argument.title}”不能是“{text}”。可选：{names}。", code="bad_choice")
    return found


def _write(value: Any) -> Any:
    if isinstance(value, Labelled):
        return value.value
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value
