"""The photos of a loan and of its return: in what condition a thing went out and came back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services.assets.pictures import CardPicture, kept_picture
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.loan.drafts import PhotographLine
from houqin_desktop.services.slips.engine import find_slip
from houqin_desktop.services.stock.pictures import keep_photo_only, path_of_photo
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.repair import photos_of_repair
from houqin_desktop.storage.slip import SlipLine, photos_of_slip
from houqin_desktop.storage.voucher import Voucher, signatures_of


def photos_of(number: str) -> tuple[CardPicture, ...]:
    """Return the photos of a slip in the order of its lines; those of the loan before its own.

    :raises Refused: for a number that no slip has.
    """
    slip_id = find_slip(number).slip.id
    taken = [
        (sha256, f"第 {position} 行 {name}　{on}　{of}", date.fromisoformat(on))
        for position, name, of, on, sha256 in photos_of_slip(slip_id)
    ]
    taken += [
        (sha256, f"{'修后' if after else '报修时'}　{on}", on)
        for sha256, on, after in photos_of_repair(slip_id)
    ]
    return tuple(kept_picture(one[0], at, *one[1:]) for at, one in enumerate(taken, start=1))


@command("补状况照片", PhotographLine)
def photograph_line(task: Task, draft: PhotographLine) -> Outcome:
    """Give a line of a loan or return its photo, another one, or none, before anybody signs.

    A paper that is printed already keeps its words; the photo stands in the book.

    :raises Refused: after a signature, for a line that there is not, or no photo.
    """
    case = find_slip(draft.number, VoucherKind.LOAN, VoucherKind.TAKE_BACK)
    number = case.voucher.number
    if case.voucher.state is not VoucherState.SIGNING or signatures_of(case.voucher.id):
        raise Refused(
            f"{number} 已经有人签字或已了结，照片不能再改。状况有变请写在归还单上。",
            code="already_signed",
        )
    line = next((one for one in case.lines if one.position == draft.line), None)
    if line is None:
        raise Refused(f"{number} 没有第 {draft.line} 行。请核对行号。", code="unknown_line")
    sha256 = None if draft.photo is None else keep_photo_only(task, Path(draft.photo))
    if not task.update(line, photo=sha256):
        said = "本来就没有照片" if sha256 is None else "的照片本来就是这张"
        raise Refused(
            f"{number} 第 {draft.line} 行{said}，没有改动。请选另一张照片。",
            code="nothing_changed",
        )
    return Outcome(number, (str(draft.line),))


@undoes("photograph_line")
def _photo_before(deed: Deed) -> PhotographLine:
    row, touched = next((row, one) for row, one in deed.still(SlipLine) if "photo" in one.after)
    return PhotographLine(
        number=Voucher.get_by_id(row.slip_id).number,
        line=row.position,
        photo=path_of_photo((touched.before or {})["photo"]),
    )
