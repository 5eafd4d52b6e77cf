"""An office that in the course of some days gives every command there is, however it turns out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.grid import SheetGrid, Workbook
from houqin_desktop.domain.operators import new_recovery_code, new_secret
from houqin_desktop.domain.place import PlaceKind
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.batch import CorrectCards
from houqin_desktop.services.assets.drafts import ChangeValue, CorrectAsset
from houqin_desktop.services.assets.pictures import AttachToAsset, ChoosePicture
from houqin_desktop.services.backups.making import RecordBackup
from houqin_desktop.services.backups.restoration import RecordRestoration
from houqin_desktop.services.commands import all_commands, command_spec
from houqin_desktop.services.disposal.drafts import (
    RecordResidual,
    ReturnDisposal,
    WithdrawDisposal,
    WriteLossReport,
)
from houqin_desktop.services.importing.planning import plan_import
from houqin_desktop.services.importing.undo import UndoImport
from houqin_desktop.services.importing.verbs import import_plan
from houqin_desktop.services.people.operators import (
    AddOperator,
    MakeAdministrator,
    MakeRecoveryCode,
    RemovePassword,
    SetPassword,
    SuspendOperator,
    UnmakeAdministrator,
    UseRecoveryCode,
)
from houqin_desktop.services.people.storerooms import AddStoreroom, CorrectStoreroom
from houqin_desktop.services.people.verbs import AddPerson, CorrectPerson
from houqin_desktop.services.storerooms.closing import CloseStoreroom, ReopenStoreroom
from houqin_desktop.services.storerooms.places import AddPlace, CorrectPlace, WithdrawPlace
from houqin_desktop.services.undoing.verbs import UndoCommand
from houqin_desktop.services.undoing.withdrawing import WithdrawCards
from houqin_desktop.storage.base import db
from houqin_desktop.storage.journal import head
from tests.builders import COLLEAGUE, HEAD_KEEPER, Book
from tests.pledging import fill_pledges
from tests.procuring import procurement_commands
from tests.repairing import repair_commands
from tests.scenarios.counting_office import count_commands
from tests.scenarios.device_errands import educate
from tests.scenarios.duty_errands import duties
from tests.scenarios.gate_errands import gate_commands
from tests.scenarios.lending_office import stock_commands
from tests.scenarios.office_errands import ERRANDS, PNG
from tests.scenarios.random_school import propose
from tests.scenarios.school_model import No, School
from tests.scenarios.term_errands import term

# Chance may need some more steps than the least until it has brought every command about.
STEPS, MOST_STEPS = 400, 2_000
NEW_PASSWORD = "xiexie-33"


def ledger_and_back(book: Book, r: Random) -> None:
    """A ledger comes in and is taken back; a change is made and undone."""
    rows = [(f"W{r.randrange(10**6):06d}", "旧课桌", 1, 10.0) for _ in range(r.randint(1, 4))]
    sheet = SheetGrid("台账", (("资产编号", "资产名称", "数量", "原值"), *rows))
    batch = import_plan(
        book.session,
        plan_import(book.session, Workbook("错.xlsx", f"{r.randrange(10**6):064d}", (sheet,))),
    )
    assert batch is not None
    book.run(UndoImport(batch=batch, reason="拿错了"))
    changed = book.run(ChangeValue(code=book.asset(), delta=100, reason="补记"))
    book.run(UndoCommand(command_id=changed.command_id))


def rare_commands(book: Book, folder: Path) -> None:
    """What an office does once in years, and what chance hardly brings about."""
    code = book.asset(category=None)
    for colour in range(2):
        photo = folder / f"照片{colour}.png"
        photo.write_bytes(PNG + bytes([colour]))
        book.run(AttachToAsset(code=code, file=str(photo)))
    book.run(ChoosePicture(code=code, picture=2))
    book.run(CorrectCards(corrections=(CorrectAsset(code=code, brand="联想"),)))
    book.run(CorrectPerson(person=COLLEAGUE, name="郑先生"))
    book.run(CorrectPerson(person="郑先生", name=COLLEAGUE))
    book.run(AddStoreroom(name="音乐室"))
    book.run(CorrectStoreroom(storeroom="音乐室", name="唱歌室"))
    book.run(AddPlace(storeroom="唱歌室", kind=PlaceKind.CABINET, name="琴柜"))
    book.run(CorrectPlace(storeroom="唱歌室", place="琴柜", name="乐器柜"))
    book.run(WithdrawPlace(storeroom="唱歌室", place="乐器柜"))
    book.run(CloseStoreroom(storeroom="唱歌室"))
    book.run(ReopenStoreroom(storeroom="唱歌室"))
    book.run(WithdrawCards(assets=(book.asset(),), reason="送错了学校"))
    lost = book.apply(code, kind=VoucherKind.WRITE_OFF, reason=DisposalReason.LOST)
    book.run(WriteLossReport(number=lost, course="夜间被盗"))
    book.run(WithdrawDisposal(number=lost))
    book.run(ReturnDisposal(number=book.small_case(), opinion="补照片"))
    sold = book.small_case()
    book.write_off(sold)
    book.run(RecordResidual(number=sold, method="回收", amount=3_000))
    seq, hash_ = head()
    kept: dict[str, Any] = {"name": "备份.zip", "sha256": "ab" * 32}
    kept |= {"head_seq": seq, "head_hash": hash_}
    book.run(RecordBackup(folder="U盘", size=1, **kept))
    book.run(RecordRestoration(replaced_seq=seq, replaced_hash=hash_, kept_as="原账簿", **kept))


def whole_errands(book: Book, folder: Path) -> None:
    """Tell to the end what chance breaks off half the time, at a beginning that leads there."""
    for errand, beginning in ((duties, 1), (educate, 5), (term, 2)):
        errand(book, School(), Random(beginning), folder)


def operator_commands(book: Book) -> None:
    """The keyboard gets a guard: operators, administrators, passwords, the sealed envelope."""
    book.run(AddPerson(name="新操作员"))
    new: dict[str, Any] = {"person": "新操作员"}
    book.run(AddOperator(**new))
    book.run(MakeAdministrator(**new))
    book.run(UnmakeAdministrator(**new))
    book.run(SetPassword(**new, password="mima-123456"))
    book.run(RemovePassword(**new))
    book.run(SuspendOperator(**new))
    code = new_recovery_code()
    book.run(MakeRecoveryCode(code=code))
    keeper = lookup.person(HEAD_KEEPER)
    secret = book.session.door.open_with_code(keeper, code, book.session.clock.now())
    opened = UseRecoveryCode(person=keeper.number, code=secret, password=new_secret(NEW_PASSWORD))
    book.run(opened)


def busy_office(book: Book, r: Random, folder: Path) -> Iterator[None]:
    """Give commands without end; what the book refuses, the office takes as it is.

    It stands still after each step, and the caller decides how long it goes on. Its notebook counts
    cases by itself and not those of others, so it may hold against one what was done to another; it
    only proposes here, and is held against the book in test_random_commands.
    """
    school = School()
    while True:
        proposal = propose(r, school, book.today)
        if proposal.next_day:
            book.advance()
        with suppress(Refused, No):
            book.run(proposal.draft, on=proposal.on)
            proposal.note()
        yield
        errands: list[Callable[[], None]] = [
            lambda: r.choice(ERRANDS)(book, school, r, folder),
            lambda: ledger_and_back(book, r),
        ]
        if r.randrange(3) == 0:
            with suppress(Refused):
                r.choices(errands, (12, 1))[0]()
            yield


def give_every_command(book: Book, folder: Path) -> None:
    """Give every command that is given at work at least once.

    The stories that are told as they are written come first, in a school that chance has not yet
    changed; those about operators last, for from then on not everybody may do everything.
    """
    rare_commands(book, folder)
    whole_errands(book, folder)
    count_commands(book)
    stock_commands(book)
    procurement_commands(book)
    repair_commands(book)
    gate_commands(book)
    fill_pledges(book, folder)
    wanted = {
        verb
        for verb in commands_at_work()
        if command_spec(verb).draft_class.__module__ != AddOperator.__module__
    }
    for step, _ in enumerate(islice(busy_office(book, Random(1), folder), MOST_STEPS)):
        if step >= STEPS and wanted <= given_so_far():
            break
    operator_commands(book)


def given_so_far() -> set[str]:
    return {verb for (verb,) in db.execute_sql("SELECT DISTINCT verb FROM command")}


def commands_at_work() -> list[str]:
    """Name every command but those that no one at work gives: founding, and making the demo."""
    return sorted(set(all_commands()) - {"found_book", "seed_demo_cards"})
