"""Errands of an office that the notebook hardly notices: pictures, papers, fields, red documents.

Each is done straight on the book now and then between the random commands; what it changes in the
notebook is read off its answer, and the sums are held against what was there before.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.card_fields import FieldShape
from houqin_desktop.domain.place import PlaceKind
from houqin_desktop.domain.setup import SetupMark, SetupStep
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services.assets.batch import AssignCards
from houqin_desktop.services.assets.batch_register import RegisterAssets
from houqin_desktop.services.assets.category_edition import AssignCategories
from houqin_desktop.services.assets.custom_fields import (
    DeclareField,
    ExtendField,
    RetireField,
    ShortenField,
)
from houqin_desktop.services.assets.drafts import RegisterAsset
from houqin_desktop.services.assets.pictures import (
    AttachToAsset,
    ChoosePicture,
    DetachPicture,
    TurnPicture,
)
from houqin_desktop.services.assets.split import SplitAsset
from houqin_desktop.services.disposal.drafts import (
    AttachScan,
    PostReversal,
    RecordAppraisal,
    RecordDisposalPaper,
    RecordPrinting,
    RecordSignature,
    ReverseWriteOff,
    WriteLossReport,
)
from houqin_desktop.services.papers.returned import FileReturnedPage, code_of_page
from houqin_desktop.services.people.departments import CorrectDepartment, WithdrawDepartment
from houqin_desktop.services.people.departure import RecordDeparture, RecordReturn
from houqin_desktop.services.people.storerooms import (
    AddStoreroom,
    CorrectStoreroom,
    WithdrawStoreroom,
)
from houqin_desktop.services.people.verbs import AddDepartment, AddPerson, WithdrawPerson
from houqin_desktop.services.setup.verbs import MarkSetup
from houqin_desktop.services.storerooms.closing import CloseStoreroom, ReopenStoreroom
from houqin_desktop.services.storerooms.places import AddPlace, CorrectPlace, WithdrawPlace
from houqin_desktop.services.undoing.withdrawing import WithdrawCards
from tests.builders import Book
from tests.scenarios.device_errands import DEVICE_ERRANDS
from tests.scenarios.safety_errands import SAFETY_ERRANDS
from tests.scenarios.school_model import Card, School
from tests.scenarios.term_errands import equip, term, tried

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)
Errand = Callable[[Book, School, Random, Path], None]


def free_codes(school: School) -> list[str]:
    return sorted(code for code, card in school.cards.items() if card.movable)


def split(book: Book, school: School, r: Random, folder: Path) -> None:
    """Some pieces of a batch become a card; pieces and value are kept to the 分."""
    batches = [code for code in free_codes(school) if school.cards[code].quantity > 1]
    if not batches:
        return
    code = r.choice(batches)
    card = school.cards[code]
    pieces = r.randrange(1, card.quantity)
    number = tried(book, SplitAsset(code=code, quantity=pieces))
    if number is None:
        return
    kept, parted = book.card(code), book.card(number)
    assert kept["quantity"] + parted["quantity"] == card.quantity
    assert kept["original_value_fen"] + parted["original_value_fen"] == card.value
    school.cards[number] = Card(
        *(card.room, pieces, parted["original_value_fen"], card.status, card.holder, card.young),
        split=True,
    )
    card.split = True
    card.quantity, card.value = kept["quantity"], kept["original_value_fen"]


def picture(book: Book, school: School, r: Random, folder: Path) -> None:
    """A photo comes to a card, is turned, chosen and taken away again."""
    codes = free_codes(school)
    if not codes:
        return
    code = r.choice(codes)
    file = folder / "照片.png"
    file.write_bytes(PNG + bytes([r.randrange(256) for _ in range(4)]))
    tried(book, AttachToAsset(code=code, file=str(file)))
    for draft in (TurnPicture, ChoosePicture, DetachPicture):
        if r.randrange(2):
            tried(book, draft(code=code, picture=1))


def fields(book: Book, school: School, r: Random, folder: Path) -> None:
    """The school declares a field of its own, adds a word to it, gives it up, takes it up again."""
    title = f"自定义{r.randrange(4)}"
    tried(book, DeclareField(title=title, shape=FieldShape.CHOICE, choices=("甲", "乙")))
    choice = f"丙{r.randrange(9)}"
    if tried(book, ExtendField(title=title, choices=(choice,))) is not None and r.randrange(2):
        assert tried(book, ShortenField(title=title, choices=(choice,))) is not None
    tried(book, RetireField(title=title, restore=bool(r.randrange(2))))


def category(book: Book, school: School, r: Random, folder: Path) -> None:
    """A card gets the code of the present edition."""
    codes = free_codes(school)
    if codes:
        tried(book, AssignCategories(categories=((r.choice(codes), "A02010108"),)))


def appraisal(book: Book, school: School, r: Random, folder: Path) -> None:
    """Three colleagues look at something old, so that nothing changes in who may apply."""
    codes = [code for code in free_codes(school) if not school.cards[code].young]
    if codes:
        names = tuple(f"{name}/教师" for name in r.sample(school.people, 3))
        tried(
            book,
            RecordAppraisal(
                assets=(r.choice(codes),), reason="老化", conclusion="不能修", appraisers=names
            ),
        )


def case_paper(book: Book, school: School, r: Random, folder: Path) -> None:
    """A paper of the file is ticked, a report written, a page comes back signed."""
    if not school.cases:
        return
    number = r.choice(sorted(school.cases))
    tried(book, RecordDisposalPaper(number=number, paper="application_letter", original=True))
    if not school.cases[number].frozen:
        tried(book, WriteLossReport(number=number, course="雷击"))
    scan = folder / "签回.pdf"
    scan.write_bytes(f"%PDF-1.7 {r.randrange(10**9)}".encode())
    if school.cases[number].frozen:
        tried(book, FileReturnedPage(code=code_of_page(number, 1, 1), scan=str(scan)))
    signed = sorted(school.cases[number].signed)
    if signed:
        tried(book, AttachScan(number=number, step=r.choice(signed), scan=str(scan)))


def setup_page(book: Book, school: School, r: Random, folder: Path) -> None:
    """The wizard goes on."""
    tried(book, MarkSetup(step=r.choice(list(SetupStep)), mark=r.choice(list(SetupMark))))


def red_document(book: Book, school: School, r: Random, folder: Path) -> None:
    """A write-off is taken back by a red document with all its signatures."""
    done = [n for n, case in school.cases.items() if case.state == "executed" and not case.reversed]
    if not done:
        return
    number = r.choice(sorted(done))
    red = tried(book, ReverseWriteOff(number=number, reason="数量不符"))
    if red is None:
        return
    tried(book, RecordPrinting(number=red))
    while book.case(red).state is VoucherState.SIGNING:
        due = next(step.key for step in book.case(red).steps if step.is_due)
        if tried(book, RecordSignature(number=red, step=due)) is None:
            return
    if tried(book, PostReversal(number=red)) is not None:
        case = school.cases[number]
        case.reversed = True
        for code in case.codes:
            school.cards[code].status = case.before[code]
            school.cards[code].case = None
            held = case.held[code]
            school.cards[code].holder = None if held in school.left else held


def many(book: Book, school: School, r: Random, folder: Path) -> None:
    """Several cards get the same holder at once."""
    codes = free_codes(school)
    chosen = r.sample(codes, min(3, len(codes)))
    holder = r.choice(school.people)
    if chosen and tried(book, AssignCards(assets=tuple(chosen), holder=holder)) is not None:
        for code in chosen:
            school.cards[code].holder = holder


def delivery(book: Book, school: School, r: Random, folder: Path) -> None:
    """A delivery is registered as a grid; with one wrong row none of it is."""
    room, holder = r.choice(sorted(school.rooms)), r.choice(school.people)
    rows = tuple(
        RegisterAsset(
            name="课桌",
            original_value=r.choice([99, 50_000]),
            quantity=r.randint(1, 4),
            storeroom=room,
            holder=holder,
            acquired_on=PartialDate(1995, 9),
        )
        for _ in range(r.randint(1, 3))
    )
    if r.randrange(4) == 0:
        rows += (RegisterAsset(name="课桌", original_value=1, storeroom="没有这一间"),)
        assert tried(book, RegisterAssets(rows=rows)) is None
        return
    codes = book.run(RegisterAssets(rows=rows)).ids
    if r.randrange(4) == 0:
        book.run(WithdrawCards(assets=codes, reason="送错了学校"))
        return
    for row, code in zip(rows, codes, strict=True):
        card = Card(room, row.quantity, row.original_value, "in_use", holder, False)
        school.register(code, card)


def rename(book: Book, school: School, r: Random, folder: Path) -> None:
    """A department or a room was written wrong; its cards and its keeper stay with it."""
    department = r.choice(sorted(school.departments))
    right = f"{department[:6]}{r.randrange(99)}"
    if tried(book, CorrectDepartment(department=department, name=right)) is not None:
        school.departments.remove(department)
        school.departments.add(right)
    made = sorted(room for room in school.rooms if room.startswith("新"))
    if not made:
        return
    room, name = r.choice(made), f"新室{r.randrange(999)}"
    if tried(book, CorrectStoreroom(storeroom=room, name=name)) is not None:
        school.rooms.remove(room)
        school.rooms.add(name)
        for card in school.cards.values():
            card.room = name if card.room == room else card.room
        for (post, place), holder in list(school.posts.items()):
            if place == room:
                del school.posts[post, place]
                school.posts[post, name] = holder


def mistake(book: Book, school: School, r: Random, folder: Path) -> None:
    """Somebody, a department or a room is registered by mistake and taken off the lists again."""
    name = f"错{r.randrange(99)}"
    register, withdraw = r.choice(
        (
            (AddPerson(name=name), WithdrawPerson(person=name)),
            (AddDepartment(name=name), WithdrawDepartment(department=name)),
            (AddStoreroom(name=name), WithdrawStoreroom(storeroom=name)),
        )
    )
    if tried(book, register) is not None:
        if isinstance(register, AddStoreroom):
            furnish(book, name)
        assert tried(book, withdraw) is not None
        assert tried(book, withdraw) is None


def furnish(book: Book, room: str) -> None:
    """A room gets a 柜 with a 位, is cleared again, closed and reopened."""
    if tried(book, AddPlace(storeroom=room, kind=PlaceKind.CABINET, name="大柜")) is not None:
        inside = AddPlace(storeroom=room, kind=PlaceKind.SPOT, name="上层", within="大柜")
        assert tried(book, inside) is not None
        assert tried(book, WithdrawPlace(storeroom=room, place="大柜")) is None
        out = CorrectPlace(storeroom=room, place="上层", within="")
        assert tried(book, out) is not None
        for place in ("大柜", "上层"):
            assert tried(book, WithdrawPlace(storeroom=room, place=place)) is not None
    assert tried(book, CloseStoreroom(storeroom=room)) is not None
    assert tried(book, AddStoreroom(name=room)) is None
    assert tried(book, ReopenStoreroom(storeroom=room)) is not None


def return_of_one(book: Book, school: School, r: Random, folder: Path) -> None:
    """Somebody was recorded as gone by mistake; who never left does not come back."""
    name = f"来{r.randrange(99)}"
    book.run(AddPerson(name=name))
    assert tried(book, RecordReturn(person=name)) is None
    assert tried(book, RecordDeparture(person=name)) is not None
    assert tried(book, RecordReturn(person=name)) is not None
    assert tried(book, WithdrawPerson(person=name)) is not None


ERRANDS: tuple[Errand, ...] = (
    mistake,
    return_of_one,
    rename,
    many,
    delivery,
    split,
    picture,
    fields,
    category,
    appraisal,
    case_paper,
    setup_page,
    red_document,
    equip,
    term,
    *SAFETY_ERRANDS,
    *DEVICE_ERRANDS,
)
