"""The first command of every book: the school, its 总保管室 and its first 总保管员."""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.domain.numbering import person_number
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.settings import IS_DEMO, SCHOOL_NAME, SETTINGS
from houqin_desktop.domain.storeroom import StoreroomLevel
from houqin_desktop.services.assets.categories import categories
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.people.storerooms import insert_storeroom
from houqin_desktop.services.people.verbs import insert_person
from houqin_desktop.services.registers.pinyin import search_text
from houqin_desktop.storage.base import db
from houqin_desktop.storage.book import Setting
from houqin_desktop.storage.database import write_transaction
from houqin_desktop.storage.people import Appointment

CENTRAL_STOREROOM_NAME = "总保管室"


@dataclass(frozen=True, kw_only=True)
class FoundBook(Draft):
    """What a new book begins with."""

    school: str = argument("学校名称")
    keeper: str = argument("总保管员", Kind.TEXT)
    demo: bool = argument("演示数据", default=False)


def seed_categories() -> None:
    """Fill the code table, which is part of the schema and not of the school's data."""
    rows = [
        (c.code, c.name, c.parent, c.level, search_text(c.code, c.name))
        for c in categories().values()
    ]
    with write_transaction():
        db.connection().executemany("INSERT INTO category VALUES (?, ?, ?, ?, ?)", rows)


@command("建账", FoundBook, listed=False)
def found_book(task: Task, draft: FoundBook) -> Outcome:
    """Write the settings, the central storeroom, its keeper and the keeper's appointment."""
    keeper = insert_person(task, draft.keeper, person_number(1))
    task.actor_id = keeper.id
    values = {spec.key: spec.default for spec in SETTINGS.values()}
    values[SCHOOL_NAME.key] = SCHOOL_NAME.store(draft.school)
    values[IS_DEMO.key] = str(int(draft.demo))
    for key, value in values.items():
        task.insert(Setting, key=key, value=value)
    insert_storeroom(task, CENTRAL_STOREROOM_NAME, StoreroomLevel.CENTRAL)
    task.insert(
        Appointment,
        person_id=keeper.id,
        post=Post.HEAD_STOREKEEPER,
        storeroom_id=None,
        from_on=task.on,
        to_on=None,
    )
    return Outcome(keeper.number, (keeper.number,))
