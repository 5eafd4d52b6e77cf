"""`labels`: those of some cards, rooms or places, or the page that tests the printer, as a PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from houqin_desktop.cli.ledger import keys_seen
from houqin_desktop.cli.speech import DONE, answer_json, tell
from houqin_desktop.documents.label_paper import label_paper, label_test_page
from houqin_desktop.documents.layout import replace_file
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.label import Labelling, LabelRun
from houqin_desktop.services.assets.labels import labels_of
from houqin_desktop.services.registers.listing import Filter
from houqin_desktop.services.session import Session
from houqin_desktop.services.settings import school_name
from houqin_desktop.services.slips.labels import labels_of_slip
from houqin_desktop.services.storerooms.labels import place_labels, room_labels

_MAKERS: Final[Mapping[str, Callable[[Session, Sequence[int]], Sequence[Labelling]]]] = {
    "assets": labels_of,
    "storerooms": lambda _session, keys: room_labels(keys),
    "places": lambda _session, keys: place_labels(keys),
}


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
    name: str,
    run: LabelRun,
    *,
    where: str,
    filters: tuple[Filter, ...],
    test: bool,
    slip: str | None,
    as_json: bool,
) -> int:
    """Write the labels of the rows that pass, in the order of their register.

    :param name: the register whose rows get labels: assets, storerooms or places.
    :param slip: the number of a slip whose cards get labels in place of a register's rows.
    """
    session.require_other_file(path)
    labels: Sequence[Labelling] = ()
    if test:
        data = label_test_page(run, school_name())
    elif slip is not None:
        labels = labels_of_slip(session, slip)
        data = label_paper(labels, run)
    else:
        labels = _MAKERS[name](session, keys_seen(session, where, filters, (), name))
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
