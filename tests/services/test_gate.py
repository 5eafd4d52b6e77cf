"""The gate: nobody comes in unasked, no pupil leaves alone, and what is personal goes in time."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from houqin_desktop.domain.backup import BOOK_ENTRY
from houqin_desktop.domain.personal import PURGED
from houqin_desktop.domain.visit import CallResult, Credential, OutingKind
from houqin_desktop.services.backups.making import make_backup
from houqin_desktop.services.backups.restoration import restore_backup
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.gate.drafts import (
    PurgePersonal,
    RecordLeaving,
    RecordOuting,
    RecordOutingBack,
    RecordPersonalExport,
    RecordVisit,
    RevealPersonal,
    VoidOuting,
    VoidVisit,
)
from houqin_desktop.services.gate.private import due_words, revealed
from houqin_desktop.services.gate.visits import find_visit, known_visitor
from houqin_desktop.services.pledge.drafts import AddTenant
from houqin_desktop.services.session import open_session
from houqin_desktop.services.settings import ChangeSetting
from houqin_desktop.services.undoing.verbs import UndoCommand
from houqin_desktop.storage.base import db
from houqin_desktop.storage.gate import Outing, Visit, outings_out, visits_inside
from houqin_desktop.storage.journal import head
from tests.builders import (
    COLLEAGUE,
    DEPARTMENT,
    DIRECTOR,
    HEAD_KEEPER,
    KEEPER,
    TODAY,
    Book,
    clock_at,
)

NAME, TELEPHONE, NUMBER = "欧阳来访", "13812345678", "430102199001011234"
LONG_AGO = date(2025, 9, 15)
ASKED = RecordVisit(
    name=NAME, purpose="送教材", host=COLLEAGUE, call_result=CallResult.AGREED, badge="7"
)
SHOWN = replace(
    ASKED,
    telephone=TELEPHONE,
    credential=Credential.IDENTITY_CARD,
    credential_number=NUMBER,
    organisation="新华书店",
)
STAFF = RecordOuting(
    kind=OutingKind.STAFF,
    person=COLLEAGUE,
    approved_by=DIRECTOR,
    purpose="开会",
    expected_at="11:30",
)
PUPIL = RecordOuting(
    kind=OutingKind.PUPIL,
    class_name="三（1）班",
    pupil="王小明",
    permitted_by=COLLEAGUE,
    called_at="7:55",
    fetcher="王大明",
    relation="父亲",
    telephone="13900001111",
    purpose="发烧",
)


def kept() -> int:
    (number,) = db.execute_sql("SELECT count(*) FROM personal_value").fetchone()
    return int(number)


def everything_in_the_flow() -> str:
    rows = db.execute_sql("SELECT before, after FROM journal").fetchall()
    rows += db.execute_sql("SELECT answer, content_hash FROM command").fetchall()
    return "".join(str(cell) for row in rows for cell in row)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"call_result": None}, "not_called"),
        ({"call_result": CallResult.REJECTED}, "not_agreed"),
        ({"call_result": CallResult.UNANSWERED}, "not_agreed"),
        ({"call_result": None, "called_at": "7:50"}, "no_result"),
        ({"turned_away": "没有证件"}, "badge_outside"),
        ({"host": None}, "no_host"),
        ({"name": None}, "missing_visitor"),
        ({"purpose": None}, "no_purpose"),
        ({"heads": 0}, "bad_heads"),
        ({"telephone": "不是电话"}, "bad_telephone"),
        ({"telephone": "1380"}, "bad_telephone"),
        ({"credential_number": NUMBER}, "no_credential"),
        ({"came_at": "8:61"}, "bad_time"),
        ({"came_at": "9:00"}, "time_to_come"),
        ({"corrects": "LF20260099"}, "unknown_visit"),
    ],
)
def test_nobody_is_let_in_before_somebody_inside_was_asked(book: Book, changes, code):
    book.refuses(replace(ASKED, **changes), code)
    assert Visit.every() == []
    assert kept() == 0


@pytest.mark.parametrize(
    "said",
    ["0731-8000 0000", "(0731) 80000000 转 12", "+86 138 1234 5678", "０７３１８０００００００"],
)
def test_a_telephone_may_have_an_area_and_an_extension(book: Book, said: str):
    book.run(replace(ASKED, telephone=said))
    assert kept() == 2


def test_who_is_turned_away_is_written_down_and_never_inside(book: Book):
    number = book.make(replace(ASKED, call_result=None, badge=None, turned_away="没有证件"))
    assert visits_inside() == []
    book.refuses(RecordLeaving(visit=number), "not_inside")
    book.require_whole()


def test_a_badge_is_given_to_one_person_until_it_comes_back(book: Book):
    number = book.make(ASKED)
    book.refuses(ASKED, "badge_out")
    book.run(RecordLeaving(visit="7", badge_kept=True))
    assert visits_inside() == []
    book.refuses(ASKED, "badge_out")
    book.run(RecordLeaving(visit=number))
    other = book.make(ASKED)
    book.refuses(RecordLeaving(visit=number), "nothing_changed")
    book.refuses(RecordLeaving(visit="8"), "unknown_visit")
    book.refuses(RecordLeaving(visit=other, left_at="7:00"), "time_order")
    book.require_whole()


def test_a_number_that_is_known_tells_who_came_before(book: Book):
    book.run(SHOWN)
    book.run(RecordLeaving(visit="7"))
    again = book.make(
        RecordVisit(
            telephone=" 138-1234-5678 ",
            purpose="再送教材",
            department=DEPARTMENT,
            call_result=CallResult.AGREED,
        )
    )
    first, second = Visit.get_by_id(1), find_visit(again)
    assert (second.name_key, second.credential_key) == (first.name_key, first.credential_key)
    assert second.organisation == "新华书店"
    assert second.badge == ""
    assert known_visitor(None, "13812345679") is None
    assert kept() == 3


def test_a_correction_voids_what_it_corrects_and_keeps_what_it_does_not_say(book: Book):
    number = book.make(SHOWN)
    book.run(RecordLeaving(visit=number))
    corrected = book.make(RecordVisit(corrects=number, heads=2))
    wrong, right = find_visit(number), find_visit(corrected)
    assert (wrong.voided_on, wrong.void_reason) == (TODAY, f"更正为 {corrected}")
    assert (right.heads, right.name_key, right.left_at) == (2, wrong.name_key, wrong.left_at)
    book.refuses(RecordVisit(corrects=number, heads=3), "voided")
    book.refuses(VoidVisit(visit=corrected, reason=" "), "no_reason")
    book.run(VoidVisit(visit=corrected, reason="登错人了"))
    book.refuses(RecordLeaving(visit=corrected), "voided")
    book.require_whole()


def test_what_is_personal_stands_nowhere_in_the_flow(book: Book):
    book.run(SHOWN)
    book.run(PUPIL)
    told = everything_in_the_flow()
    for words in (NAME, TELEPHONE, NUMBER, "王小明", "王大明", "13900001111"):
        assert words not in told
    assert not SHOWN.to_json().keys() & {"name", "telephone", "credential_number"}


@pytest.mark.parametrize(
    ("draft", "changes", "code"),
    [
        (STAFF, {"approved_by": None}, "missing_permission"),
        (STAFF, {"approved_by": COLLEAGUE}, "own_approval"),
        (STAFF, {"expected_at": None}, "no_return"),
        (STAFF, {"expected_at": "7:00"}, "time_order"),
        (STAFF, {"pupil": "王小明"}, "other_kind"),
        (STAFF, {"called_at": "7:30"}, "other_kind"),
        (STAFF, {"purpose": None}, "no_purpose"),
        (PUPIL, {"called_at": None}, "not_called"),
        (PUPIL, {"called_at": "8:30"}, "time_to_come"),
        (PUPIL, {"fetcher": None}, "missing_permission"),
        (PUPIL, {"relation": None}, "missing_permission"),
        (PUPIL, {"permitted_by": None}, "missing_permission"),
        (PUPIL, {"expected_on": TODAY}, "no_time"),
    ],
)
def test_nobody_goes_out_without_leave(book: Book, draft, changes, code):
    book.refuses(replace(draft, **changes), code)
    assert Outing.every() == []
    assert kept() == 0


def test_who_is_out_is_waited_for_until_he_is_back(book: Book):
    staff, pupil = book.make(STAFF), book.make(PUPIL)
    (out,) = outings_out()
    assert (out.code, out.overdue("2026-11-22 11:30"), out.overdue("2026-11-22 11:31")) == (
        staff,
        False,
        True,
    )
    book.refuses(STAFF, "out_already")
    book.refuses(PUPIL, "out_already")
    book.refuses(RecordOutingBack(outing=staff, back_at="7:59"), "time_order")
    book.run(RecordOutingBack(outing=staff))
    book.refuses(RecordOutingBack(outing=staff), "nothing_changed")
    assert outings_out() == []
    again = book.make(STAFF)
    book.run(VoidOuting(outing=again, reason="没有走"))
    corrected = book.make(RecordOuting(kind=OutingKind.PUPIL, corrects=pupil, relation="叔叔"))
    book.run(VoidOuting(outing=corrected, reason="没有走"))
    book.require_whole()


def test_who_came_and_went_is_undone_at_one_key(book: Book):
    came = book.run(ASKED)
    left = book.run(RecordLeaving(visit="7"))
    book.run(UndoCommand(command_id=left.command_id))
    (inside,) = visits_inside()
    book.run(UndoCommand(command_id=came.command_id))
    assert (inside.code, visits_inside()) == (came.number, [])
    out = book.run(STAFF)
    back = book.run(RecordOutingBack(outing=out.number or ""))
    book.run(UndoCommand(command_id=back.command_id))
    assert len(outings_out()) == 1
    book.run(UndoCommand(command_id=out.command_id))
    assert outings_out() == []
    corrected = book.run(RecordVisit(corrects=book.make(ASKED), heads=2))
    book.refuses(UndoCommand(command_id=corrected.command_id), "cannot_undo")


def test_in_clear_is_shown_only_by_right_and_on_record(book: Book):
    number = book.make(SHOWN)
    look = RevealPersonal(record=number, purpose="家长投诉，核对来访人")
    book.refuses(look, "not_allowed")
    book.session.choose_actor(DIRECTOR)
    book.refuses(replace(look, purpose=" "), "no_reason")
    assert dict(revealed(book.session, look)) == {
        "来访人姓名": NAME,
        "证件号码": NUMBER,
        "联系电话": TELEPHONE,
    }
    book.run(RecordPersonalExport(from_on=LONG_AGO, to_on=TODAY, purpose="派出所调取"))
    rows = db.execute_sql("SELECT record_code, exported, purpose FROM personal_reading").fetchall()
    assert rows == [(number, 0, look.purpose), ("", 1, "派出所调取")]


def test_purging_leaves_counts_and_the_chain_of_the_journal_whole(book: Book):
    old = [book.make(replace(SHOWN, badge=str(n)), on=LONG_AGO) for n in (1, 2, 3)]
    book.run(replace(PUPIL, expected_at="17:00"), on=LONG_AGO)
    book.run(ASKED)
    visits, before = len(Visit.every()), head()
    chain = {row[0]: row[1] for row in db.execute_sql("SELECT seq, hash FROM journal")}
    assert kept() == 7
    book.run(PurgePersonal())
    assert kept() == 1
    assert len(Visit.every()) == visits
    assert len({find_visit(code).name_key for code in old}) == 1
    after = {row[0]: row[1] for row in db.execute_sql("SELECT seq, hash FROM journal")}
    assert chain.items() <= after.items()
    assert head()[0] == before[0] + 2
    purge = db.execute_sql(
        "SELECT names, credentials, telephones, first_kept FROM personal_purge"
    ).fetchall()
    assert purge == [(3, 1, 2, "2025-11")]
    assert run_checks().ok
    assert known_visitor(NUMBER, TELEPHONE) is None
    book.refuses(PurgePersonal(), "nothing_due")
    book.refuses(replace(ASKED, badge="9"), "month_purged", on=LONG_AGO)
    book.run(VoidVisit(visit=old[0], reason="登错了"))
    book.require_whole()


def test_the_telephone_of_a_tenant_is_kept_from_the_end_of_its_contract(book: Book):
    # Kept for twelve months: what is of 2025-10 or earlier goes on the day of the tests.
    ends = {"到期的": date(2025, 10, 31), "去年到期的": date(2025, 11, 30), "在租的": TODAY}
    for name, end in ends.items():
        tenant = AddTenant(
            name=name, telephone=TELEPHONE, place="南门", from_on=LONG_AGO, to_on=end
        )
        book.run(tenant, on=LONG_AGO)
    book.run(SHOWN, on=LONG_AGO)
    assert "其中 2 家租赁单位的电话从合同结束起算" in due_words(book.session)
    book.run(PurgePersonal())
    assert known_visitor(NUMBER, "") is None
    shown = {row["租赁单位"]: row["联系电话"] for row in book.listed("tenants")}
    assert shown == {"到期的": PURGED, "去年到期的": "138****5678", "在租的": "138****5678"}
    book.move_to(date(2026, 12, 1))
    book.run(STAFF)
    book.run(PurgePersonal())
    shown = {row["租赁单位"]: row["联系电话"] for row in book.listed("tenants")}
    assert shown == {"到期的": PURGED, "去年到期的": PURGED, "在租的": "138****5678"}
    book.refuses(PurgePersonal(), "nothing_due")
    book.require_whole()


def test_what_is_kept_longer_by_the_parameter_is_not_purged_yet(book: Book):
    for months in ("11", "37"):
        book.refuses(ChangeSetting(key="personal_months", value=months), "setting")
    book.run(SHOWN, on=LONG_AGO)
    book.run(ChangeSetting(key="personal_months", value="24"))
    book.refuses(PurgePersonal(), "nothing_due")
    book.require_whole()


def test_who_left_yesterday_is_written_down_today(book: Book):
    number = book.make(ASKED)
    out = book.make(STAFF)
    book.move_to(TODAY + timedelta(days=1))
    book.refuses(RecordLeaving(visit=number, left_at="17:10"), "time_to_come")
    book.run(RecordLeaving(visit=number, left_on=TODAY, left_at="17:10"))
    book.run(RecordOutingBack(outing=out, back_on=TODAY, back_at="11:20"))
    book.require_whole()


def test_who_keeps_a_room_may_write_down_and_not_void(book: Book):
    book.session.choose_actor(KEEPER)
    number = book.make(ASKED)
    book.refuses(VoidVisit(visit=number, reason="登错了"), "not_allowed")
    book.session.choose_actor(HEAD_KEEPER)
    book.run(VoidVisit(visit=number, reason="登错了"))


def test_no_backup_holds_what_is_personal_and_the_present_book_hands_it_on(
    book: Book, tmp_path: Path
):
    number = book.make(SHOWN)
    made = make_backup(book.session, tmp_path / "备份.zip").path
    with zipfile.ZipFile(made) as archive:
        stored = archive.read(BOOK_ENTRY)
    assert number.encode() in stored
    for words in (NAME, TELEPHONE, NUMBER):
        assert words.encode() not in stored
    book.run(PUPIL)
    book.session.close()
    restore_backup(made, book.path, clock=clock_at(TODAY))
    book.session = open_session(book.path, clock=clock_at(TODAY))
    assert kept() == 3
    assert known_visitor(NUMBER, None) is not None
    book.require_whole()


def test_a_lost_book_comes_back_with_what_is_personal_from_the_file_beside_its_backups(
    book: Book, tmp_path: Path
):
    number = book.make(SHOWN)
    book.run(replace(SHOWN, badge="8"), on=LONG_AGO)
    first = make_backup(book.session, tmp_path / "早.zip").path
    book.run(PurgePersonal())
    made = make_backup(book.session, tmp_path / "晚.zip").path
    (beside,) = tmp_path.glob("个人信息-*.json")
    assert TELEPHONE in beside.read_text(encoding="utf-8")
    book.session.close()
    for backup, visits in ((made, 2), (first, 2)):
        elsewhere = tmp_path / backup.stem / "账簿.houqin"
        restore_backup(backup, elsewhere, clock=clock_at(TODAY))
        book.session = open_session(elsewhere, clock=clock_at(TODAY))
        assert kept() == 3
        assert run_checks().ok
        found = {row["来访编号"]: row["来访人"] for row in book.listed("visits")}
        assert len(found) == visits
        assert found.pop(number) != "（已不保存）"
        assert set(found.values()) == {"（已不保存）"}
        book.session.close()
    book.session = open_session(book.path, clock=clock_at(TODAY))


def test_a_lost_book_comes_back_whole_also_where_that_file_is_lost_or_spoilt(
    book: Book, tmp_path: Path
):
    book.run(SHOWN)
    made = make_backup(book.session, tmp_path / "备份.zip").path
    (beside,) = tmp_path.glob("个人信息-*.json")
    beside.write_text(beside.read_text(encoding="utf-8").replace(TELEPHONE, "13900000000"))
    book.session.close()
    elsewhere = tmp_path / "别处" / "账簿.houqin"
    restore_backup(made, elsewhere, clock=clock_at(TODAY))
    book.session = open_session(elsewhere, clock=clock_at(TODAY))
    assert kept() == 2
    beside.unlink()
    book.session.close()
    elsewhere.unlink()
    restore_backup(made, elsewhere, clock=clock_at(TODAY))
    book.session = open_session(elsewhere, clock=clock_at(TODAY))
    assert kept() == 0
    assert run_checks().ok
    (row,) = book.listed("visits")
    assert row["来访人"] == "（已不保存）"
    book.run(replace(SHOWN, badge="8"))
    db.execute_sql("DROP TRIGGER personal_value_keep")
    db.execute_sql("DELETE FROM personal_value")
    assert {one.id for one in run_checks().invariants if not one.ok} == {"I34", "I86"}


def test_what_is_purged_is_written_over_in_the_file(book: Book):
    book.run(SHOWN, on=LONG_AGO)
    assert TELEPHONE.encode() in book.path.read_bytes()
    book.run(PurgePersonal())
    assert TELEPHONE.encode() not in book.path.read_bytes()
