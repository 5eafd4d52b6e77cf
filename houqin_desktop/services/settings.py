"""The school's parameters: read, and changed by a command of their own."""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.domain.settings import (
    BACKUP_FOLDER,
    DUE_SHEETS,
    IDLE_LOCK_MINUTES,
    IS_DEMO,
    SCAN_FOLDER,
    SCHOOL_NAME,
    SETTINGS,
    SettingSpec,
    setting_spec,
)
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, argument
from houqin_desktop.storage.book import Setting


@dataclass(frozen=True, kw_only=True)
class ChangeSetting(Draft):
    """A new value for one parameter; money is written in 元."""

    key: str = argument("参数")
    value: str = argument("值")


@dataclass(frozen=True, slots=True)
class SettingValue:
    """A parameter with its present value, as a person reads and writes it."""

    spec: SettingSpec
    shown: str
    written: str


@command("修改参数", ChangeSetting)
def change_setting(task: Task, draft: ChangeSetting) -> Outcome:
    """Give one of the school's parameters a new value; old applications keep their own."""
    spec = setting_spec(draft.key)
    stored = spec.store(draft.value)
    row = Setting.find(key=spec.key)
    if row is None:
        task.insert(Setting, key=spec.key, value=stored)
    else:
        task.update(row, value=stored)
    return Outcome(spec.title, (spec.key,))


def all_settings() -> list[SettingValue]:
    """Return every parameter that a person may change, with its present value."""
    values = {spec: lookup.setting(spec) for spec in SETTINGS.values() if spec.editable}
    return [
        SettingValue(spec, spec.show(value), spec.plain(value)) for spec, value in values.items()
    ]


def makes_due_inspections() -> bool:
    """Say whether the plan makes its sheets by itself: never in a demo book, else if wanted."""
    return lookup.setting(DUE_SHEETS) == "1" and not is_demo()


def school_name() -> str:
    """Return the name that stands on every form."""
    return lookup.setting(SCHOOL_NAME)


def scan_folder() -> str:
    """Return the folder whose scans are filed by themselves, or an empty text."""
    return lookup.setting(SCAN_FOLDER)


def backup_folder() -> str:
    """Return the folder that backups go to by themselves, or an empty text."""
    return lookup.setting(BACKUP_FOLDER)


def idle_lock_minutes() -> int:
    """Return after how many idle minutes the window is locked; 0 is never."""
    return int(lookup.setting(IDLE_LOCK_MINUTES))


def is_demo() -> bool:
    """Say whether the book holds invented data."""
    return lookup.setting(IS_DEMO) == "1"
