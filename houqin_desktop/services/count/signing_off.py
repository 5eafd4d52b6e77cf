"""清查签结: all rooms are finished, every difference has its handling, and who signed for it."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256

from houqin_desktop.domain.count import Found, Standing
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.people import Post
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.count.books import Books
from houqin_desktop.services.count.counting import count_line
from houqin_desktop.services.count.drafts import CloseCount
from houqin_desktop.services.count.sessions import open_session_row
from houqin_desktop.storage.count import CountSession, findings_of, lines_of, rooms_of
from houqin_desktop.storage.count_signing import CountSheet, CountSignature, words_signed
from houqin_desktop.storage.people import Person, Storeroom, held_on

# Who holds several posts signs in the first of these.
_RANK = (
    Post.PRINCIPAL,
    Post.SUPERVISING_LEADER,
    Post.GENERAL_AFFAIRS_DIRECTOR,
    Post.FINANCE,
    Post.HEAD_STOREKEEPER,
    Post.STOREKEEPER,
)


@command("清查签结", CloseCount)
def close_count(task: Task, draft: CloseCount) -> Outcome:
    """Sign a count off and lock it: its words are kept, with who signed them in which post.

    :raises Refused: while something is to be counted or explained, without names, for somebody who
        is not of the school, or a day before the last room was finished.
    """
    row = open_session_row(draft.number)
    _require_whole(row)
    signed_on = draft.signed_on or task.on
    people = _signers(row, draft.signers, signed_on, task.on)
    _let_go(task, row)
    words = words_signed(row.id)
    digest = sha256(words.encode("utf-8")).hexdigest()
    task.insert(CountSheet, session_id=row.id, digest=digest, sheet=words)
    names = []
    for position, person in enumerate(people, start=1):
        post, storeroom_id = post_held(person.id, signed_on)
        signature = task.insert(
            CountSignature,
            session_id=row.id,
            position=position,
            person_id=person.id,
            post=post,
            storeroom_id=storeroom_id,
            signed_on=signed_on,
            digest=digest,
        )
        names.append(signer_words(signature, person.name))
    task.update(row, closed_on=task.on, signers="、".join(names), note=draft.note or "")
    return Outcome(row.number, (row.number,))


def _require_whole(row: CountSession) -> None:
    names = {room.id: room.name for room in Storeroom.every()}
    unfinished = [names[one.storeroom_id] for one in rooms_of(row.id) if one.finished_on is None]
    if unfinished:
        raise Refused(
            f"还有 {len(unfinished)} 室没有盘完：{'、'.join(unfinished[:5])}。请先把它们盘完。",
            code="rooms_unfinished",
        )
    open_ones = [one for one in findings_of(row.id) if one.handling is None]
    if open_ones:
        raise Refused(
            f"还有 {len(open_ones)} 项差异没有写原因和处理。请先逐项说明。", code="unexplained"
        )


def _signers(row: CountSession, written: str, signed_on: date, today: date) -> list[Person]:
    """Return who signed, each once."""
    names = dict.fromkeys(filter(None, re.split(r"[、,，;；\s]+", written)))
    if not names:
        raise Refused("没有写签字人。请写明谁在清查报告上签了字。", code="no_signers")
    finished = [one.finished_on for one in rooms_of(row.id) if one.finished_on is not None]
    earliest = max([row.baseline_on, *finished])
    if not earliest <= signed_on <= today:
        raise Refused(
            f"签字日期 {signed_on} 须在盘完的 {earliest} 到 {today} 之间。请核对日期。",
            code="signed_on",
        )
    people = {person.id: person for person in map(lookup.person, names)}
    for person in people.values():
        if person.left_on is not None and person.left_on < signed_on:
            raise Refused(
                f"{person.name}已于 {person.left_on} 离岗，{signed_on} 不能签字。请核对签字人。",
                code="signer_left",
            )
    return list(people.values())


def post_held(person_id: int, on: date) -> tuple[Post | None, int | None]:
    """Return the post in which somebody signs that day, and its room; None where he holds none."""
    held = {Post(word): room for word, room in held_on(person_id, on)}
    return next(((post, held[post]) for post in _RANK if post in held), (None, None))


def signer_words(signature: CountSignature, name: str) -> str:
    """Return 赵总务（总务主任）; of a keeper also the room."""
    if signature.post is None:
        return name
    room = signature.storeroom_id
    where = "" if room is None else f" {lookup.room_by_id(room).name}"
    return f"{name}（{signature.post.label}{where}）"


def _let_go(task: Task, row: CountSession) -> None:
    """Settle the lines of what left the scope with a document before it was counted."""
    lines = [line for line in lines_of(row.id) if line.counted_on is None]
    books = Books(row, lines, task.today)
    rooms = {one.storeroom_id for one in rooms_of(row.id)}
    for line in lines:
        now = books.standing(line)
        if now.room in rooms:
            raise Refused(
                "盘完以后又有东西转入，还没有盘。请重新盘点那一室。", code="room_uncounted"
            )
        gone = Standing(None, 0, 0, now.place, school=now.school)
        count_line(task, line, Found(line.sheet_room_id, 0), gone, task.on, "基准日后转出或下账")
