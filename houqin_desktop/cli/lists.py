"""Questions on the command line: registers, one record, the commands, the check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from houqin_desktop.cli.speech import (
    DONE,
    REFUSED,
    answer_json,
    answer_table,
    answer_text,
    tell,
)
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import format_money, plain_money
from houqin_desktop.services.asset_card import asset_card
from houqin_desktop.services.check import run_checks
from houqin_desktop.services.commands import all_commands
from houqin_desktop.services.disposal_case import disposal_case
from houqin_desktop.services.records import kind_of
from houqin_desktop.services.registers import Cell, Column, ColumnKind, Filter, Sort, register
from houqin_desktop.services.search import narrow
from houqin_desktop.services.session import Session


@dataclass(frozen=True, slots=True)
class ListRequest:
    """Which register, narrowed and ordered how."""

    name: str
    where: str = ""
    filters: tuple[Filter, ...] = ()
    sort: tuple[Sort, ...] = ()
    on: date | None = None


def filters_of(written: list[str]) -> tuple[Filter, ...]:
    """Read conditions written as facet=value."""
    found = []
    for text in written:
        facet, separator, value = text.partition("=")
        if not separator:
            raise Refused(
                f"筛选条件“{text}”须写成 项目=值，例如 storeroom=电脑2室。", code="filter"
            )
        found.append(Filter(facet, value, text))
    return tuple(found)


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
        answer_table(
            titles, ([_text(c, v) for c, v in zip(found.columns, r, strict=True)] for r in rows)
        )
        tell(f"共 {len(rows)} 条，数量 {quantity}，原值 {format_money(value)} 元")
        return DONE
    answer_json(
        {
            "register": found.name,
            "as_of": (request.on or session.clock.today()).isoformat(),
            "columns": titles,
            "rows": [
                {c.title: _json(c, v) for c, v in zip(found.columns, row, strict=True)}
                for row in rows
            ],
            "totals": {"行数": len(rows), "数量": quantity, "原值": plain_money(value)},
        }
    )
    return DONE


def _json(column: Column, cell: Cell) -> Cell:
    if column.kind is ColumnKind.MONEY and isinstance(cell, int):
        return plain_money(cell)
    return cell


def _text(column: Column, cell: Cell) -> str:
    return "" if cell is None else str(_json(column, cell))


def show_record(session: Session, number: str, *, as_json: bool) -> int:
    """Show one card or one voucher whole."""
    kind = kind_of(number)
    record = _show_asset(session, number) if kind == "asset" else _show_case(session, number)
    if as_json:
        answer_json(record)
        return DONE
    for name, value in record["fields"].items():
        answer_text(f"{name}\t{value}")
    for part in ("lines", "signatures", "history"):
        for entry in record[part]:
            answer_text("\t".join(str(value) for value in entry.values() if value is not None))
    for sentence in record["missing"]:
        answer_text(f"缺\t{sentence}")
    if record["next"]:
        answer_text(f"下一步\t{record['next']['title']}（{record['next']['command']}）")
    return DONE


def _show_asset(session: Session, code: str) -> dict[str, Any]:
    card = asset_card(session, code)
    fields = {"资产编号": card.code, "资产名称": card.name, "状态": card.status.label}
    for _, block in card.blocks:
        fields |= dict(block)
    missing = [f"{name}待补" for name in ("使用人", "责任人", "保管人") if fields[name] == "待补"]
    if card.unverified:
        missing.append("卡片待核实")
    missing += [f"原文 {name}：{text}" for name, text in card.as_written]
    return {
        "kind": "asset",
        "number": card.code,
        "fields": fields,
        "lines": [],
        "signatures": [],
        "history": [{"on": e.on, "text": e.text, "number": e.number or None} for e in card.history],
        "missing": missing,
        "next": None,
    }


def _show_case(session: Session, number: str) -> dict[str, Any]:
    case = disposal_case(number, session.clock)
    fields = {
        "单号": case.number,
        "状态": case.state.label,
        "办理步骤": case.step_title,
        "等待天数": case.days_waiting,
        "版本": case.version,
        "打印次数": case.times_printed,
        **dict(case.fields),
    }
    upcoming = {"command": case.next_command, "title": case.next_title}
    return {
        "kind": "disposal",
        "number": case.number,
        "fields": fields,
        "lines": [
            {
                "序号": line.position,
                "资产编号": line.code,
                "资产名称": line.name,
                "规格型号": line.specification,
                "单位": line.unit,
                "数量": line.quantity,
                "原值": plain_money(line.original_value_fen),
                "累计折旧": plain_money(line.accumulated_fen),
                "净值": plain_money(line.net_value_fen),
                "取得日期": line.acquired_on or None,
                "存放地点": line.place,
            }
            for line in case.lines
        ],
        "signatures": [
            {
                "step": step.key,
                "title": step.title,
                "signer": step.holder,
                "state": step.state,
                "signed_on": None if step.signed_on is None else step.signed_on.isoformat(),
                "opinion": step.opinion or None,
                "document_number": step.document_number or None,
                "version": step.version,
            }
            for step in case.steps
        ],
        "history": [{"on": h.on.isoformat(), "text": h.text} for h in case.history],
        "missing": [*case.missing, *case.warnings],
        "next": upcoming if case.next_command else None,
    }


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


def check_book(*, as_json: bool) -> int:
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
    tell("账簿完好。" if report.ok else "账簿有误，请不要继续记账，改用最近一次完好的备份。")
    return DONE if report.ok else REFUSED
