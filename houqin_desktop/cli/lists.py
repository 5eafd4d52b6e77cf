"""Questions on the command line: registers, the commands, the check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from houqin_desktop.cli.speech import (
    DONE,
    REFUSED,
    answer_json,
    answer_table,
    answer_text,
    tell,
)
from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.money import format_money, plain_money
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services.backups.known import newest_whole
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.commands import all_commands
from houqin_desktop.services.registers.column_filters import PREFIX as COLUMN_PREFIX
from houqin_desktop.services.registers.listing import (
    Cell,
    Column,
    Filter,
    Sort,
    plain_cell,
    register,
)
from houqin_desktop.services.registers.search import narrow
from houqin_desktop.services.session import Session

_STATES: dict[str, type[Labelled]] = {"status": AssetStatus, "state": VoucherState}


@dataclass(frozen=True, slots=True)
class ListRequest:
    """Which register, narrowed and ordered how."""

    name: str
    where: str = ""
    filters: tuple[Filter, ...] = ()
    sort: tuple[Sort, ...] = ()
    on: date | None = None


def filters_of(written: list[str]) -> tuple[Filter, ...]:
    """Read conditions written as facet=value, or as 栏目=what is typed under its head.

    :raises Refused: for a text that is no condition.
    """
    found = []
    for text in written:
        facet, separator, value = text.partition("=")
        if not separator:
            raise Refused(
                f"筛选条件“{text}”须写成 项目=值，例如 storeroom=电脑2室。", code="filter"
            )
        if facet.isascii():
            found.append(Filter(facet, _meant(facet, value), text))
        else:
            found.append(Filter(COLUMN_PREFIX + facet, value, text))
    return tuple(found)


def _meant(facet: str, value: str) -> str:
    """Return the word that the book keeps for a state, which may be written in Chinese too."""
    words = _STATES.get(facet)
    if words is None:
        return value
    found = next((word for word in words if value in (word.value, word.label)), None)
    if found is None:
        labels = "、".join(word.label for word in words)
        raise Refused(f"没有“{value}”这个状态。可填：{labels}。", code="filter")
    return found.value


def sorts_of(written: list[str]) -> tuple[Sort, ...]:
    """Read columns to sort by; a leading minus sorts downwards."""
    return tuple(Sort(text.removeprefix("-"), text.startswith("-")) for text in written)


def list_register(session: Session, request: ListRequest, *, as_json: bool) -> int:
    """List a register."""
    found = register(session, request.name, request.on)
    index = found.index(request.filters, request.sort)
    positions = narrow(found.texts(index.keys), request.where) if request.where else None
    if positions is None:
        positions = list(range(len(index.keys)))
    rows = found.rows([index.keys[position] for position in positions])
    quantity = sum(index.quantities[position] for position in positions)
    value = sum(index.values_fen[position] for position in positions)
    titles = [column.title for column in found.columns]
    entered_later = getattr(found, "entered_later", 0)
    if entered_later:
        tell(f"其中 {entered_later} 张卡片在 {request.on} 之后才登记，按取得日期计入。")
    if not as_json:
        answer_table(titles, (_plain(found.columns, row) for row in rows))
        figures = f"，数量 {quantity}，原值 {format_money(value)} 元" if "原值" in titles else ""
        tell(f"共 {len(rows)} 条{figures}")
        return DONE
    answer_json(
        {
            "register": found.name,
            "as_of": (request.on or session.clock.today()).isoformat(),
            "columns": titles,
            "rows": [dict(zip(titles, _plain(found.columns, row), strict=True)) for row in rows],
            "totals": {"行数": len(rows), "数量": quantity, "原值": plain_money(value)},
        }
    )
    return DONE


def _plain(columns: Sequence[Column], row: Sequence[Cell]) -> list[Cell]:
    return [plain_cell(column, cell) for column, cell in zip(columns, row, strict=True)]


def list_commands(*, as_json: bool) -> int:
    """List every command that `do` takes."""
    specs = [spec for spec in all_commands().values() if spec.listed]
    if not as_json:
        answer_table(
            ("命令", "名称", "参数"),
            (
                (
                    spec.name,
                    spec.title,
                    " ".join(a.name if a.required else f"[{a.name}]" for a in spec.arguments),
                )
                for spec in specs
            ),
        )
        return DONE
    answer_json(
        [
            {
                "command": spec.name,
                "title": spec.title,
                "arguments": [
                    {
                        "name": argument.name,
                        "title": argument.title,
                        "type": argument.kind.value,
                        "required": argument.required,
                        "choices": None
                        if argument.choices is None
                        else [word.value for word in argument.choices],
                    }
                    for argument in spec.arguments
                ],
            }
            for spec in specs
        ]
    )
    return DONE


def check_book(session: Session, *, as_json: bool) -> int:
    """Check every invariant; a fault makes the exit code 1."""
    report = run_checks()
    if as_json:
        answer_json(
            {
                "ok": report.ok,
                "head": {"seq": report.seq, "hash": report.hash},
                "invariants": [
                    {"id": i.id, "ok": i.ok, "checked": i.checked, "faults": list(i.faults)}
                    for i in report.invariants
                ],
            }
        )
    else:
        for invariant in report.invariants:
            state = "正常" if invariant.ok else "有误"
            answer_text(f"{invariant.id}\t{state}\t{invariant.checked}\t{invariant.title}")
            for fault in invariant.faults:
                answer_text(f"\t{fault}")
    if report.warning:
        tell(report.warning)
    tell("账簿完好。" if report.ok else _what_to_do(session))
    return DONE if report.ok else REFUSED


def _what_to_do(session: Session) -> str:
    wrong = "账簿有误，请不要继续记账，改用出问题以前最近的备份。"
    backup = newest_whole(session)
    if backup is None:
        return f"{wrong}没有找到完好的备份文件，请插上备份U盘再找。"
    return (
        f"{wrong}最近一份（{backup.made}，流水到第 {backup.head_seq} 号）：{backup.path}。"
        "请用 restore 恢复它；现在的账簿会先另存，恢复以后会再检查，仍有误就换更早的一份。"
    )
