"""`show` of a slip and of an item of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from houqin_desktop.services.papers.case_view import StepView
from houqin_desktop.services.registers.listing import plain_cell, register
from houqin_desktop.services.session import Session
from houqin_desktop.services.slips.case import slip_view
from houqin_desktop.services.stock.finding import find_item
from houqin_desktop.services.stock.moves import moves_of
from houqin_desktop.services.stock.pictures import photo_of


def show_slip(session: Session, number: str) -> dict[str, Any]:
    """Return a slip whole, in the shape of every record."""
    view = slip_view(number, session.clock)
    titles = [column.title for column in view.columns]
    upcoming = {"command": view.next_command, "title": view.next_title}
    return {
        "kind": "slip",
        "number": view.number,
        "fields": {
            "单号": view.number,
            "单据种类": view.kind.label,
            "状态": view.state_label,
            "办理步骤": view.step_title,
            "等待天数": view.days_waiting,
            "打印次数": view.times_printed,
            **dict(view.fields),
            "红字冲销单": view.reversed_by or None,
            "冲销单据": view.reverses or None,
            "附注": "　".join(view.paragraphs) or None,
            "照片": view.photos,
            "随附文件": "；".join(view.documents) or None,
        },
        "lines": [
            ({"部分": part} if part else {}) | dict(zip(titles, row, strict=True))
            for part, row in zip(view.parts, view.rows, strict=True)
        ],
        "signatures": [step_record(step) for step in view.steps],
        "history": [{"on": h.on.isoformat(), "text": h.text, "number": None} for h in view.history],
        "missing": list(view.missing),
        "next": upcoming if view.next_command else None,
    }


def show_item(session: Session, code: str) -> dict[str, Any]:
    """Return an item of the catalogue with where it lies and how it moved."""
    item = find_item(code)
    found = register(session, "items")
    (cells,) = found.rows([item.id])
    fields = {c.title: plain_cell(c, v) for c, v in zip(found.columns, cells, strict=True)}
    stock = register(session, "stock")
    titles = [column.title for column in stock.columns]
    photo = photo_of(item)
    here = [row for row in stock.rows(stock.index().keys) if row[0] == item.code]
    return {
        "kind": "item",
        "number": item.code,
        "fields": fields | {"照片": None if photo is None else photo.name},
        "lines": [
            {
                title: plain_cell(column, cell)
                for title, column, cell in zip(titles, stock.columns, row, strict=True)
            }
            for row in here
        ],
        "signatures": [],
        "history": [
            {"on": move.on.isoformat(), "text": move.text, "number": move.number}
            for move in moves_of(item)
        ],
        "missing": [f"照片 {photo.name}：{photo.fault}"] if photo and photo.fault else [],
        "next": None,
    }


def step_record(step: StepView) -> dict[str, Any]:
    """Return one box of a paper as `show` writes it."""
    return {
        "step": step.key,
        "title": step.title,
        "signer": step.holder or None,
        "state": step.state,
        "signed_on": None if step.signed_on is None else step.signed_on.isoformat(),
        "opinion": step.opinion or None,
        "document_number": step.document_number or None,
        "version": step.version,
    }


SHOWN: Final[dict[str, Callable[[Session, str], dict[str, Any]]]] = {
    "slip": show_slip,
    "item": show_item,
}
