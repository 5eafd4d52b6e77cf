"""`labels`: the labels of some cards, or the page that tests the printer, as a PDF."""

from __future__ import annotations

from pathlib import Path

from houqin_desktop.cli.ledger import keys_seen
from houqin_desktop.cli.speech import DONE, answer_json, tell
from houqin_desktop.documents.label_paper import label_paper, label_test_page
from houqin_desktop.documents.layout import replace_file
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.label import LabelRun
from houqin_desktop.services.assets.labels import labels_of
from houqin_desktop.services.registers.listing import Filter
from houqin_desktop.services.session import Session
from houqin_desktop.services.settings import school_name


def read_offset(text: str) -> tuple[float, float]:
    """Return an offset written as X,Y in millimetres.

    :raises Refused: for anything else.
    """
    try:
        x, y = (float(part) for part in text.split(","))
    except ValueError:
        raise Refused(
            f"偏移“{text}”不是两个毫米数。请写成横向,纵向，例如 1.5,-0.8。", code="label_offset"
        ) from None
    return x, y


def print_labels(
    session: Session,
    path: Path,
    run: LabelRun,
    *,
    where: str,
    filters: tuple[Filter, ...],
    test: bool,
    as_json: bool,
) -> int:
    """Write the labels of the cards that pass, in the order of the register."""
    session.require_other_file(path)
    if test:
        labels, data = [], label_test_page(run, school_name())
    else:
        labels = labels_of(session, keys_seen(session, where, filters, ()))
        data = label_paper(labels, run)
    try:
        replace_file(path, data)
    except OSError as error:
        raise Refused(
            f"{path.name} 写不进去，没有打印。请检查文件夹和磁盘空间。", code="not_writable"
        ) from error
    if as_json:
        answer_json({"file": str(path), "labels": len(labels), "size": run.size.key})
    what = "测试页" if test else f"{len(labels)} 枚标签"
    tell(f"已写出 {path}（{what}，{run.size.title}）")
    return DONE
