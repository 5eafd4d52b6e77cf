"""Who may sit down, with which password; and the administrator whom nobody can lose."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from houqin_desktop.domain.calendar import FixedClock
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.operators import new_recovery_code, new_secret
from houqin_desktop.domain.people import Post
from houqin_desktop.services import lookup
from houqin_desktop.services.disposal.drafts import WithdrawDisposal, WriteOffDisposal
from houqin_desktop.services.people.departure import RecordDeparture
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
from houqin_desktop.services.people.verbs import AddPerson, Appoint, EndAppointment
from houqin_desktop.services.session import open_session
from houqin_desktop.services.settings import ChangeSetting
from houqin_desktop.services.undoing.verbs import UndoCommand
from houqin_desktop.storage.anchor import anchors_in
from houqin_desktop.storage.base import db
from tests.builders import (
    ACCOUNTANT,
    COLLEAGUE,
    DIRECTOR,
    HEAD_KEEPER,
    KEEPER,
    TODAY,
    Book,
    clock_at,
)

PASSWORD, OTHER = "qingqing-1", "lanlan-22"


def operators(book: Book) -> dict[str, tuple[int, int, bool]]:
    """Return administrator, active and whether a password is set, by name."""
    return {
        book.value("SELECT name FROM person WHERE id = ?", row["person_id"]): (
            row["administrator"],
            row["active"],
            row["password"] is not None,
        )
        for row in book.rows("operator")
    }


def later(book: Book, seconds: int) -> None:
    book.session.clock = FixedClock(book.session.clock.now() + timedelta(seconds=seconds))


def reopened(book: Book, actor: str | None = None, password: str | None = None) -> None:
    """Close the book and open it as the next command line would."""
    book.session.close()
    book.session = open_session(book.path, clock=clock_at(TODAY), actor=actor, password=password)


def test_without_operators_the_head_storekeeper_is_the_administrator(book: Book):
    book.run(ChangeSetting(key="splitting_days", value="20"))
    book.session.choose_actor(DIRECTOR)
    book.refuses(ChangeSetting(key="splitting_days", value="30"), "not_allowed")


def test_whoever_authorises_the_first_operator_becomes_administrator_himself(book: Book):
    book.run(AddOperator(person=KEEPER, password=PASSWORD))
    assert operators(book) == {HEAD_KEEPER: (1, 1, False), KEEPER: (0, 1, True)}
    book.run(ChangeSetting(key="splitting_days", value="20"))
    book.require_whole()


def test_the_first_password_makes_the_head_storekeeper_administrator(book: Book):
    book.run(SetPassword(password=PASSWORD))
    assert operators(book) == {HEAD_KEEPER: (1, 1, True)}


def test_nobody_else_sets_the_first_password(book: Book):
    book.session.choose_actor(ACCOUNTANT)
    book.refuses(SetPassword(password=PASSWORD), "not_operator")


def test_with_operators_only_they_sit_down(book: Book):
    book.session.choose_actor(DIRECTOR)
    number, book.session.actor_number = book.session.actor_number, None
    book.run(AddOperator(person=KEEPER))
    with book.refusing("not_operator"):
        book.session.choose_actor(DIRECTOR)
    book.session.actor_number = number
    book.refuses(AddPerson(name="新来的"), "not_allowed")
    book.session.choose_actor(KEEPER)
    book.asset()


def test_a_suspended_operator_stays_outside_and_may_be_authorised_again(book: Book):
    book.run(AddOperator(person=KEEPER, password=PASSWORD))
    book.run(SuspendOperator(person=KEEPER))
    with book.refusing("not_operator"):
        book.session.choose_actor(KEEPER, PASSWORD)
    book.refuses(SuspendOperator(person=KEEPER), "already_suspended")
    book.run(AddOperator(person=KEEPER))
    assert operators(book)[KEEPER] == (0, 1, False)
    book.refuses(AddOperator(person=KEEPER), "already_operator")


def test_the_administrator_by_flag_needs_no_post_and_the_office_is_none_any_more(book: Book):
    book.run(AddOperator(person=COLLEAGUE, administrator=True))
    book.run(UnmakeAdministrator(person=HEAD_KEEPER))
    book.refuses(ChangeSetting(key="splitting_days", value="20"), "not_allowed")
    book.session.choose_actor(COLLEAGUE)
    book.run(ChangeSetting(key="splitting_days", value="20"))
    book.run(MakeAdministrator(person=HEAD_KEEPER))
    book.refuses(MakeAdministrator(person=HEAD_KEEPER), "already_administrator")


def test_the_last_administrator_is_neither_unmade_nor_suspended_nor_does_he_leave(book: Book):
    book.run(AddOperator(person=KEEPER))
    book.refuses(UnmakeAdministrator(person=HEAD_KEEPER), "last_administrator")
    book.refuses(SuspendOperator(person=HEAD_KEEPER), "last_administrator")
    book.run(Appoint(person=KEEPER, post=Post.HEAD_STOREKEEPER, from_on=TODAY))
    book.session.choose_actor(HEAD_KEEPER)
    book.refuses(RecordDeparture(person=HEAD_KEEPER), "last_administrator")
    book.run(MakeAdministrator(person=KEEPER))
    book.run(RecordDeparture(person=HEAD_KEEPER))
    assert operators(book)[HEAD_KEEPER] == (0, 0, False)
    book.advance()
    with book.refusing("person_left"):
        book.session.choose_actor(HEAD_KEEPER)
    book.require_whole()


def test_the_administrator_by_office_is_handed_over_and_not_given_up(book: Book):
    book.refuses(
        EndAppointment(person=HEAD_KEEPER, post=Post.HEAD_STOREKEEPER), "last_administrator"
    )
    until = Appoint(
        person=COLLEAGUE,
        post=Post.HEAD_STOREKEEPER,
        from_on=TODAY,
        to_on=TODAY + timedelta(days=30),
    )
    book.refuses(until, "last_administrator")
    book.run(Appoint(person=COLLEAGUE, post=Post.HEAD_STOREKEEPER, from_on=TODAY))
    book.refuses(EndAppointment(person=COLLEAGUE, post=Post.HEAD_STOREKEEPER), "last_administrator")
    book.run(RecordDeparture(person=HEAD_KEEPER))


def test_where_an_operator_is_administrator_the_office_may_stand_empty(book: Book):
    book.run(AddOperator(person=KEEPER, administrator=True))
    book.run(EndAppointment(person=HEAD_KEEPER, post=Post.HEAD_STOREKEEPER))
    book.require_whole()


def test_who_still_holds_a_post_does_not_leave(book: Book):
    book.refuses(RecordDeparture(person=KEEPER), "still_held")
    book.run(RecordDeparture(person=COLLEAGUE))
    book.refuses(RecordDeparture(person=COLLEAGUE), "person_left")
    book.refuses(AddOperator(person=COLLEAGUE), "person_left")


def test_a_password_is_asked_for_once_a_session(book: Book):
    book.run(AddOperator(person=KEEPER, password=PASSWORD))
    for wrong in (None, "", OTHER):
        with book.refusing("password"):
            book.session.choose_actor(KEEPER, wrong)
        later(book, 400)
    assert book.session.actor_number is None
    book.session.choose_actor(KEEPER, PASSWORD)
    book.session.choose_actor(HEAD_KEEPER)
    book.session.choose_actor(KEEPER)


def test_a_wrong_password_waits_longer_each_time_and_the_right_one_too(book: Book):
    book.run(AddOperator(person=KEEPER, password=PASSWORD))
    for _ in range(3):
        with book.refusing("password"):
            book.session.choose_actor(KEEPER, OTHER)
    with book.refusing("password_wait"):
        book.session.choose_actor(KEEPER, PASSWORD)
    later(book, 2)
    with book.refusing("password"):
        book.session.choose_actor(KEEPER, OTHER)
    later(book, 3)
    with pytest.raises(Refused, match="已经错了 4 次，请等 2 秒再试"):
        book.session.choose_actor(KEEPER, PASSWORD)
    later(book, 1)
    book.session.choose_actor(KEEPER, PASSWORD)


def test_the_password_of_the_environment_opens_for_its_owner_alone(book: Book):
    book.run(AddOperator(person=KEEPER, password=PASSWORD))
    book.run(SetPassword(password=OTHER))
    reopened(book, KEEPER, PASSWORD)
    book.asset()
    with book.refusing("password"):
        book.session.choose_actor(HEAD_KEEPER)
    with pytest.raises(Refused) as caught:
        reopened(book, HEAD_KEEPER, PASSWORD)
    assert caught.value.code == "password"
    reopened(book)
    assert book.session.actor() is None
    with book.refusing("password"):
        book.session.begin_by_default()
    reopened(book, None, OTHER)
    book.session.begin_by_default()
    book.asset()


def test_write_off_and_withdrawal_ask_for_the_password_again_and_once_each(book: Book):
    first, second = book.small_case(), book.small_case()
    book.sign_all(first)
    book.run(SetPassword(password=PASSWORD))
    book.session.choose_actor(HEAD_KEEPER, PASSWORD)
    book.refuses(WriteOffDisposal(number=first), "password_again")
    with book.refusing("password"):
        book.session.confirm(OTHER)
    book.session.confirm(PASSWORD)
    book.run(WriteOffDisposal(number=first))
    book.refuses(WithdrawDisposal(number=second), "password_again")
    book.session.confirm(PASSWORD)
    book.run(WithdrawDisposal(number=second))


def test_taking_back_an_application_asks_for_the_password_as_its_withdrawal_does(book: Book):
    book.small_case()
    done = book.value("SELECT command_id FROM journal WHERE verb = 'apply_disposal' LIMIT 1")
    book.run(SetPassword(password=PASSWORD))
    book.session.choose_actor(HEAD_KEEPER, PASSWORD)
    book.refuses(UndoCommand(command_id=done), "password_again")
    book.session.confirm(PASSWORD)
    book.run(UndoCommand(command_id=done))


def test_without_a_password_nothing_is_asked_again(book: Book):
    number = book.small_case()
    book.run(AddOperator(person=KEEPER))
    book.write_off(number)


def test_ones_own_password_is_changed_by_oneself_and_anothers_by_the_administrator(book: Book):
    book.run(AddOperator(person=KEEPER))
    book.run(AddOperator(person=COLLEAGUE, password=OTHER))
    book.session.choose_actor(KEEPER)
    book.refuses(SetPassword(person=COLLEAGUE, password=PASSWORD), "not_allowed")
    book.refuses(RemovePassword(person=COLLEAGUE), "not_allowed")
    book.run(SetPassword(password=PASSWORD))
    book.session.choose_actor(KEEPER, PASSWORD)
    book.refuses(SetPassword(password=OTHER), "password_again")
    book.session.choose_actor(HEAD_KEEPER)
    book.run(RemovePassword(person=KEEPER))
    book.refuses(RemovePassword(person=KEEPER), "no_password")
    book.run(SetPassword(person=COLLEAGUE, password=PASSWORD))
    book.session.choose_actor(COLLEAGUE, PASSWORD)


def test_a_new_password_is_the_one_that_counts(book: Book):
    book.run(AddOperator(person=KEEPER, password=PASSWORD))
    book.run(SetPassword(person=KEEPER, password=OTHER))
    with book.refusing("password"):
        book.session.choose_actor(KEEPER, PASSWORD)
    book.session.choose_actor(KEEPER, OTHER)


def test_no_password_stands_anywhere_in_the_book(book: Book):
    code = new_recovery_code()
    book.run(AddOperator(person=KEEPER, password=PASSWORD))
    book.run(MakeRecoveryCode(code=code))
    book.run(SetPassword(password=OTHER), command_id="p-1")
    whole = "\n".join(db.connection().iterdump())
    book.session.close()
    raw = book.path.read_bytes()
    for word in (PASSWORD, OTHER, code):
        assert word not in whole
        assert word.encode() not in raw
        assert word.encode("utf-16-le") not in raw


def test_a_draft_never_holds_nor_writes_a_password(book: Book):
    draft = SetPassword.from_json({"password": PASSWORD})
    assert PASSWORD not in repr(draft)
    assert PASSWORD not in str(draft.password)
    assert draft.to_json() == {}


def test_a_password_set_again_under_its_command_id_is_set_once(book: Book):
    first = book.run(SetPassword(password=PASSWORD), command_id="p-1")
    book.session.choose_actor(HEAD_KEEPER, PASSWORD)
    assert book.run(SetPassword(password=PASSWORD), command_id="p-1").seq == first.seq


def test_a_hash_given_as_a_password_is_a_password_like_any_other(book: Book):
    given = str(new_secret(OTHER))
    with book.refusing("weak_password"):
        SetPassword.from_json({"password": given})


def test_the_recovery_code_opens_once_for_an_administrator_with_a_new_password(book: Book):
    code = new_recovery_code()
    book.run(AddOperator(person=KEEPER, password=OTHER))
    book.run(MakeRecoveryCode(code=code))
    book.run(SetPassword(password=PASSWORD))
    reopened(book)
    new = new_secret("xiexie-33")
    with book.refusing("recovery_code"):
        book.session.recover(HEAD_KEEPER, "ACEF-GHJK-MNPQ-RTWX-3467", new)
    with book.refusing("not_administrator"):
        book.session.recover(KEEPER, code, new)
    book.session.recover(HEAD_KEEPER, code.lower().replace("-", " "), new)
    book.session.choose_actor(HEAD_KEEPER, "xiexie-33")
    (row,) = book.rows("recovery_code")
    assert (row["used"], row["ended_on"]) == (1, TODAY.isoformat())
    with book.refusing("recovery_code"):
        book.session.recover(HEAD_KEEPER, code, new)
    book.require_whole()


def test_a_new_code_voids_the_one_before(book: Book):
    first, second = new_recovery_code(), new_recovery_code()
    book.refuses(MakeRecoveryCode(code=first), "not_operator")
    book.run(SetPassword(password=PASSWORD))
    book.session.choose_actor(HEAD_KEEPER, PASSWORD)
    for code in (first, second):
        book.session.confirm(PASSWORD)
        book.run(MakeRecoveryCode(code=code))
    with book.refusing("recovery_code"):
        book.session.recover(HEAD_KEEPER, first, new_secret(OTHER))
    book.session.recover(HEAD_KEEPER, second, new_secret(OTHER))
    assert [row["used"] for row in book.rows("recovery_code")] == [0, 1]


def wrong_tries(book: Book, times: int) -> None:
    for _ in range(times):
        with book.refusing("password"):
            book.session.choose_actor(KEEPER, OTHER)


def test_the_wait_after_wrong_passwords_outlasts_a_new_start(book: Book, tmp_path):
    book.run(AddOperator(person=KEEPER, password=PASSWORD))
    with anchors_in(tmp_path / "anchors"):
        wrong_tries(book, 2)
        reopened(book)
        wrong_tries(book, 1)
        reopened(book)
        with pytest.raises(Refused, match="已经错了 3 次，请等 3 秒再试"):
            book.session.choose_actor(KEEPER, PASSWORD)
        later(book, 2)
        book.session.choose_actor(KEEPER, PASSWORD)
        reopened(book)
        wrong_tries(book, 1)
        book.session.choose_actor(KEEPER, PASSWORD)


def test_who_forgot_the_password_gets_in_with_the_code_at_once_and_then_with_the_new_one(
    book: Book, tmp_path
):
    book.run(AddOperator(person=HEAD_KEEPER))
    code = new_recovery_code()
    book.run(MakeRecoveryCode(code=code))
    book.run(SetPassword(password=PASSWORD))
    with anchors_in(tmp_path / "anchors"):
        for _ in range(3):
            with book.refusing("password"):
                book.session.choose_actor(HEAD_KEEPER, "not-this-one")
        reopened(book)
        with book.refusing("password_wait"):
            book.session.choose_actor(HEAD_KEEPER, PASSWORD)
        book.session.recover(HEAD_KEEPER, code, new_secret(OTHER))
        reopened(book)
        book.session.choose_actor(HEAD_KEEPER, OTHER)


def test_a_clock_put_back_makes_nobody_wait_for_years(book: Book, tmp_path):
    book.run(AddOperator(person=KEEPER, password=PASSWORD))
    with anchors_in(tmp_path / "anchors"):
        wrong_tries(book, 3)
        later(book, -10 * 365 * 86_400)
        book.session.choose_actor(KEEPER, PASSWORD)


@pytest.mark.parametrize("spoilt", ["", "[]", '{"a": 3}', '{"a": [1, "soon"]}', "\u00e9"])
def test_a_spoilt_file_of_wrong_tries_hinders_nobody(book: Book, tmp_path, spoilt):
    book.run(AddOperator(person=KEEPER, password=PASSWORD))
    with anchors_in(tmp_path / "anchors"):
        wrong_tries(book, 3)
        (file,) = (tmp_path / "anchors").glob("*.tries")
        assert PASSWORD not in file.read_text(encoding="ascii")
        file.write_text(spoilt, encoding="utf-8")
        reopened(book)
        book.session.choose_actor(KEEPER, PASSWORD)


def test_guessing_at_the_code_waits_as_guessing_at_the_password_does(book: Book):
    book.run(AddOperator(person=KEEPER))
    code = new_recovery_code()
    book.run(MakeRecoveryCode(code=code))
    for _ in range(3):
        with book.refusing("recovery_code"):
            book.session.recover(HEAD_KEEPER, "ACEF", new_secret(OTHER))
    with book.refusing("password_wait"):
        book.session.recover(HEAD_KEEPER, code, new_secret(OTHER))


def test_the_secret_of_a_spent_code_opens_nothing(book: Book):
    book.run(AddOperator(person=KEEPER))
    book.run(MakeRecoveryCode(code=new_recovery_code()))
    draft = UseRecoveryCode(
        person=HEAD_KEEPER, code=new_secret("anything"), password=new_secret(OTHER)
    )
    book.refuses(draft, "recovery_code")


def test_the_journal_names_operators_in_words_and_no_secret(book: Book):
    from houqin_desktop.services.registers.listing import register

    book.run(AddOperator(person=KEEPER, password=PASSWORD), on=date(2026, 11, 1))
    found = register(book.session, "journal")
    words = [row for row in found.rows(found.index().keys) if row[5] == "操作员"]
    assert words
    assert all("scrypt" not in str(cell) for row in words for cell in row)
    assert lookup.person(KEEPER).name in str(words)
