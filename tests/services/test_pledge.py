"""责任状: must sign − signed is computed, for teachers, departments and tenants alike."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.people import Post
from houqin_desktop.services.disposal.drafts import RecordPrinting, RecordSignature
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.papers.returned import FileReturnedPage, code_of_page
from houqin_desktop.services.people.departure import RecordDeparture
from houqin_desktop.services.people.verbs import AddDepartment, AddPerson, Appoint
from houqin_desktop.services.pledge.drafts import (
    AddTenancy,
    AddTenant,
    AddTenantPaper,
    AdoptPledgeTexts,
    CorrectTenancy,
    CorrectTenant,
    DepartmentHead,
    DropTenantPaper,
    EndTenancy,
    KeepTenantTelephone,
    OpenPledges,
    PrintPledges,
    SignedLetter,
    SignPledges,
    WithdrawPledges,
    WithdrawPledgeText,
    WithdrawTenant,
    WritePledgeText,
)
from houqin_desktop.services.pledge.standing import missing, obligations
from houqin_desktop.services.slips.case import slip_view
from houqin_desktop.services.slips.drafts import ReverseSlip
from houqin_desktop.services.undoing.verbs import UndoCommand
from tests.builders import (
    COLLEAGUE,
    DEPARTMENT,
    KEEPER,
    LEADER,
    PRINCIPAL,
    Book,
)
from tests.photos import write_photo
from tests.pledging import (
    FIRE,
    OFFICE,
    SAFETY,
    SHOP,
    TEACHER,
    TENANT,
    TERM_BEGINS,
    TERM_ENDS,
    covered,
    opened,
    rent,
    signed,
)

HEAD = (DepartmentHead(department=DEPARTMENT, head=KEEPER),)


@pytest.fixture
def school(book: Book) -> Book:
    """A school with the texts of its year."""
    book.run(AdoptPledgeTexts())
    return book


def refused(book: Book, draft: Draft) -> str:
    with pytest.raises(Refused) as refusal:
        book.run(draft)
    return refusal.value.code


def test_without_a_text_nobody_must_sign(book: Book):
    assert obligations(book.today) == []
    assert refused(book, OpenPledges(topic=SAFETY, signer=TEACHER)) == "no_pledge_text"


def test_everybody_in_office_but_the_principal_must_sign(school: Book):
    names = {one.signatory.name for one in missing(school.today) if one.topic is SAFETY}
    assert {COLLEAGUE, KEEPER, LEADER, DEPARTMENT} <= names
    assert PRINCIPAL not in names


def test_new_teacher_department_and_tenant_are_unsigned_at_once(school: Book):
    before = [covered(school, kind)[0] for kind in (TEACHER, OFFICE, TENANT)]
    school.run(AddPerson(name="新老师"))
    school.run(AddDepartment(name="新设处"))
    rent(school)
    assert [covered(school, kind) for kind in (TEACHER, OFFICE, TENANT)] == [
        (must + 1, 0) for must in before
    ]


def test_who_leaves_drops_out_from_that_day_with_his_letter(school: Book):
    (number,) = opened(school, COLLEAGUE)
    signed(school, number)
    must, done = covered(school, TEACHER)
    last = school.today
    school.advance(3)
    school.run(RecordDeparture(person=COLLEAGUE))
    assert covered(school, TEACHER) == (must - 1, done - 1)
    assert [one.is_signed for one in obligations(last) if one.letter and number in one.letter] == [
        True
    ]


@pytest.mark.parametrize("ended", [True, False], ids=["终止", "到期"])
def test_tenant_whose_contract_is_over_drops_out(school: Book, ended: bool):
    last = school.today + timedelta(days=1)
    school.run(AddTenant(name=SHOP, place="南门", from_on=TERM_BEGINS, to_on=last))
    school.move_to(last)
    assert covered(school, TENANT) == (1, 0)
    if ended:
        school.run(EndTenancy(tenant=SHOP, reason="退租"))
    else:
        school.advance()
    assert covered(school, TENANT) == (0, 0)


def test_a_renewed_contract_is_signed_anew(school: Book):
    rent(school)
    (number,) = opened(school, SHOP, signer=TENANT)
    signed(school, number)
    assert covered(school, TENANT) == (1, 1)
    school.run(EndTenancy(tenant=SHOP, reason="续签"))
    school.run(AddTenancy(tenant=SHOP, place="南门 1 号", from_on=school.today, to_on=TERM_ENDS))
    assert covered(school, TENANT) == (1, 0)


def test_all_of_a_kind_are_opened_once_and_signed_in_a_batch(school: Book):
    must, _ = covered(school, TEACHER)
    numbers = opened(school)
    assert len(numbers) == must
    assert refused(school, OpenPledges(topic=SAFETY, signer=TEACHER)) == "nobody_left"
    school.run(PrintPledges(topic=SAFETY))
    assert all(slip_view(one, school.session.clock).times_printed == 1 for one in numbers)
    signed(school, *numbers)
    assert covered(school, TEACHER) == (must, must)
    assert covered(school, TEACHER, FIRE) == (must, 0)


def test_one_hand_alone_does_not_count(school: Book):
    (number,) = opened(school, COLLEAGUE)
    school.run(RecordPrinting(number=number))
    school.run(RecordSignature(number=number, step="signer"))
    (own,) = [one for one in missing(school.today) if one.letter and one.letter.number == number]
    assert own.state == "待甲方签字"
    school.run(RecordSignature(number=number, step="principal"))
    assert covered(school, TEACHER)[1] == 1


def test_a_reversed_letter_leaves_its_signer_unsigned(school: Book):
    (number,) = opened(school, COLLEAGUE)
    signed(school, number)
    school.sign_slip(school.make(ReverseSlip(number=number, reason="签错人")))
    assert covered(school, TEACHER)[1] == 0
    assert opened(school, COLLEAGUE) != [number]


def test_an_earlier_day_shows_what_had_been_signed_by_then(school: Book):
    (number,) = opened(school, COLLEAGUE)
    day = school.today
    school.advance(2)
    signed(school, number)
    assert covered(school, TEACHER)[1] == 1
    assert not any(one.is_signed for one in obligations(day))


@pytest.mark.parametrize("anew", [None, True], ids=["不必重签", "要求重签"])
def test_a_later_text_asks_for_signing_anew_only_if_the_office_says_so(
    school: Book, anew: bool | None
):
    (number,) = opened(school, COLLEAGUE)
    signed(school, number)
    school.run(WritePledgeText(topic=SAFETY, signer=TEACHER, goals="不出事故", anew=anew))
    assert covered(school, TEACHER)[1] == (0 if anew else 1)
    if anew:
        assert opened(school, COLLEAGUE) != [number]
    else:
        draft = OpenPledges(topic=SAFETY, signer=TEACHER, names=(COLLEAGUE,))
        assert refused(school, draft) == "pledge_exists"


def test_the_text_of_a_letter_is_that_of_its_version(school: Book):
    (number,) = opened(school, COLLEAGUE)
    school.run(WritePledgeText(topic=SAFETY, signer=TEACHER, goals="另一个目标"))
    said = slip_view(number, school.session.clock).paragraphs
    assert not any("另一个目标" in one for one in said)
    assert "自签订之日起至2027年7月31日止。" in said


def test_a_letter_of_a_tenant_ends_with_the_contract_if_that_is_sooner(school: Book):
    school.run(AddTenant(name=SHOP, place="南门", from_on=TERM_BEGINS, to_on=date(2027, 3, 31)))
    (number,) = opened(school, SHOP, signer=TENANT)
    said = slip_view(number, school.session.clock).paragraphs
    assert "自签订之日起至2027年3月31日止。" in said


def test_a_department_signs_by_its_head_who_is_named_once(school: Book):
    draft = OpenPledges(topic=SAFETY, signer=OFFICE)
    assert refused(school, draft) == "head_wanted"
    (number,) = opened(school, signer=OFFICE, heads=HEAD)
    fields = dict(slip_view(number, school.session.clock).fields)
    assert fields["乙方"] == f"{DEPARTMENT}（负责人 {KEEPER}）"
    assert len(opened(school, topic=FIRE, signer=OFFICE)) == 1


def test_a_teacher_may_sign_with_the_head_of_a_department(school: Book):
    (number,) = opened(school, COLLEAGUE, with_head=KEEPER)
    view = slip_view(number, school.session.clock)
    assert [step.holder for step in view.steps] == [KEEPER, COLLEAGUE]
    draft = OpenPledges(topic=FIRE, signer=TEACHER, names=(KEEPER,), with_head=KEEPER)
    assert refused(school, draft) == "head_unfit"


def test_the_principal_signs_with_nobody(school: Book):
    draft = OpenPledges(topic=SAFETY, signer=TEACHER, names=(PRINCIPAL,))
    assert refused(school, draft) == "must_not_sign"


def test_the_year_after_takes_over_the_texts_and_nobody_has_signed(school: Book):
    (number,) = opened(school, COLLEAGUE)
    signed(school, number)
    school.run(WritePledgeText(topic=SAFETY, signer=TEACHER, goals="今年改过的目标"))
    school.move_to(date(2027, 9, 1))
    assert obligations(school.today) == []
    school.run(AdoptPledgeTexts())
    assert covered(school, TEACHER)[1] == 0
    (later,) = opened(school, COLLEAGUE)
    assert "今年改过的目标" in slip_view(later, school.session.clock).paragraphs
    assert refused(school, AdoptPledgeTexts()) == "no_change"


def test_returned_scans_find_their_letter(school: Book, tmp_path: Path):
    (number,) = opened(school, COLLEAGUE)
    school.run(PrintPledges(numbers=(number,)))
    scan = str(write_photo(tmp_path / "back.png"))
    school.run(FileReturnedPage(code=code_of_page(number, 1, 1), scan=scan))
    assert slip_view(number, school.session.clock).paper == "已签回"


def test_a_batch_keeps_date_and_scan_of_each(school: Book, tmp_path: Path):
    first, second = opened(school, COLLEAGUE, KEEPER)
    school.advance(2)
    scan = str(write_photo(tmp_path / "signed.png"))
    rows = (
        SignedLetter(number=first, scan=scan),
        SignedLetter(number=second, signed_on=school.today),
    )
    school.run(SignPledges(letters=rows, signed_on=school.today - timedelta(days=1)))
    views = [slip_view(one, school.session.clock) for one in (first, second)]
    assert [{step.signed_on for step in one.steps} for one in views] == [
        {school.today - timedelta(days=1)},
        {school.today},
    ]
    assert [all(step.has_scan for step in one.steps) for one in views] == [True, False]
    again = SignPledges(letters=(SignedLetter(number=second),))
    assert refused(school, again) == "already_signed"


REFUSALS: list[tuple[str, Draft]] = [
    ("empty_name", AddTenant(name="")),
    ("tenant_exists", AddTenant(name=SHOP)),
    ("contract_incomplete", AddTenant(name="新店", place="南门")),
    ("term_order", AddTenant(name="新店", place="南门", from_on=TERM_ENDS, to_on=TERM_BEGINS)),
    ("unknown_tenant", CorrectTenant(tenant="没有")),
    ("no_change", CorrectTenant(tenant=SHOP, contact="程")),
    ("empty_name", KeepTenantTelephone(tenant=SHOP, telephone="没有")),
    ("contract_overlaps", AddTenancy(
        tenant=SHOP, place="南门 1 号", from_on=TERM_ENDS, to_on=TERM_ENDS)),
    ("unknown_contract", CorrectTenancy(tenant=SHOP, contract=9, place="北门")),
    ("empty_name", CorrectTenancy(tenant=SHOP, place="")),
    ("no_change", CorrectTenancy(tenant=SHOP)),
    ("empty_reason", EndTenancy(tenant=SHOP)),
    ("date_order", EndTenancy(tenant=SHOP, reason="退租", ended_on=TERM_ENDS)),
    ("no_change", EndTenancy(tenant=SHOP, restore=True)),
    ("empty_name", AddTenantPaper(tenant=SHOP, title="")),
    ("unknown_document", DropTenantPaper(tenant=SHOP, paper=1)),
    ("in_use", WithdrawTenant(tenant=SHOP)),
    ("no_change", WithdrawTenant(tenant=SHOP, restore=True)),
    ("no_change", WritePledgeText(topic=SAFETY, signer=TEACHER)),
    ("empty_name", WritePledgeText(topic=SAFETY, signer=TEACHER, duties="\n")),
    ("in_use", WithdrawPledgeText(topic=SAFETY, signer=TENANT, version=1)),
    ("unknown_pledge_text", WithdrawPledgeText(topic=SAFETY, signer=TENANT, version=2)),
    ("no_change", WithdrawPledgeText(topic=FIRE, signer=TENANT, version=1, restore=True)),
    ("school_year", AdoptPledgeTexts(school_year="2026-2028")),
    ("pledge_exists", OpenPledges(topic=SAFETY, signer=TENANT, names=(SHOP,))),
    ("no_lines", WithdrawPledges(numbers=())),
    ("unknown_voucher", PrintPledges(numbers=("ZR19990001",))),
    ("nobody_left", PrintPledges(topic=FIRE)),
    ("no_lines", SignPledges(letters=())),
]  # fmt: skip


def test_what_cannot_be_is_refused(school: Book):
    rent(school)
    opened(school, SHOP, signer=TENANT)
    for code, draft in REFUSALS:
        assert (refused(school, draft), draft) == (code, draft)
    school.require_whole()


IN_FORCE = {
    "tenant": ("withdrawn = 0", "name", "contact", "remarks"),
    "tenancy": ("ended_on IS NULL", "place", "contract_number", "to_on"),
    "tenant_paper": ("dropped = 0", "title"),
    "pledge_text": ("withdrawn = 0", "topic", "signer", "version"),
}


def as_it_stands(book: Book) -> list[object]:
    """What tenants, contracts, papers and texts are in force, and how many have signed what."""
    kinds = [(kind, topic) for kind in (TEACHER, OFFICE, TENANT) for topic in (SAFETY, FIRE)]
    rows = [
        {tuple(row[name] for name in names) for row in book.rows(table, where)}
        for table, (where, *names) in IN_FORCE.items()
    ]
    return [[covered(book, kind, topic) for kind, topic in kinds], *rows]


STEPS: list[Draft] = [
    AddTenant(name="新店"),
    CorrectTenant(tenant=SHOP, contact="李", remarks="二楼"),
    WithdrawTenant(tenant=SHOP),
    AddTenancy(tenant=SHOP, place="东门", from_on=TERM_BEGINS, to_on=TERM_ENDS),
    CorrectTenancy(tenant=SHOP, contract=1, to_on=date(2027, 1, 31), contract_number="ZL-2"),
    EndTenancy(tenant=SHOP, contract=1, reason="退租"),
    EndTenancy(tenant=SHOP, contract=2, restore=True),
    AddTenantPaper(tenant=SHOP, title="营业执照"),
    DropTenantPaper(tenant=SHOP, paper=1),
    WritePledgeText(topic=SAFETY, signer=TEACHER, goals="另一个目标"),
    WithdrawPledgeText(topic=FIRE, signer=OFFICE, version=1),
    OpenPledges(topic=SAFETY, signer=TEACHER),
]


def test_each_step_about_tenants_texts_and_letters_can_be_taken_back(school: Book):
    rent(school)
    school.run(AddTenantPaper(tenant=SHOP, title="健康证"))
    school.run(AddTenancy(tenant=SHOP, place="北门", from_on=TERM_BEGINS, to_on=TERM_ENDS))
    school.run(EndTenancy(tenant=SHOP, contract=2, reason="退租"))
    before = as_it_stands(school)
    for draft in STEPS:
        done = school.run(draft)
        assert draft.verb == "open_pledges" or as_it_stands(school) != before, draft
        school.run(UndoCommand(command_id=done.command_id))
        assert as_it_stands(school) == before, draft
    school.require_whole()


def test_a_teacher_who_is_appointed_principal_must_sign_no_more(school: Book):
    must, _ = covered(school, TEACHER)
    school.advance()
    school.run(Appoint(person=COLLEAGUE, post=Post.PRINCIPAL))
    assert covered(school, TEACHER)[0] == must
