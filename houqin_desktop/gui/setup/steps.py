"""The pages of the wizard: each shows what the book has, takes more, and gives it as commands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from houqin_desktop.domain.people import Post
from houqin_desktop.domain.settings import (
    BACKUP_DAYS,
    BACKUP_FOLDER,
    DISPOSAL_TOTAL_LIMIT,
    DISPOSAL_UNIT_LIMIT,
    PAPER_DAYS,
    SCHOOL_NAME,
    SCHOOL_YEAR,
    SPLITTING_DAYS,
    SettingSpec,
)
from houqin_desktop.domain.setup import SUGGESTED_DEPARTMENTS, SetupStep
from houqin_desktop.gui.forms.field_row import FieldRow
from houqin_desktop.gui.forms.fields import NoteField, TextField
from houqin_desktop.gui.icons import wear
from houqin_desktop.services.settings import all_settings
from houqin_desktop.services.setup import verbs as setup

if TYPE_CHECKING:
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

LABEL: Final = 178
SIGNERS: Final = (
    Post.GENERAL_AFFAIRS_DIRECTOR,
    Post.SUPERVISING_LEADER,
    Post.FINANCE,
    Post.PRINCIPAL,
)


class SetupPage(QWidget):
    """One page: a sentence on what it is for, fields, and the commands that they come to."""

    step: SetupStep
    words = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 10, 0)
        self.body.setSpacing(9)
        self.guide = QLabel(self.words)
        self.guide.setWordWrap(True)
        self.guide.setProperty("look", "muted")
        self.body.addWidget(self.guide)

    def fill(self) -> None:
        """Show what the book has now."""

    def drafts(self) -> Iterator[Draft]:
        """Yield the commands that bring the book to what the page says.

        :raises Refused: for a field that cannot be read.
        """
        yield from ()

    def add(self, label: str, field: TextField, *, required: bool = False) -> TextField:
        """Put a field under the others."""
        row = FieldRow(label, field, required=required, label_width=LABEL)
        row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.body.addWidget(row)
        field.returnPressed.connect(self.focusNextChild)
        return field

    def contents(self) -> list[str]:
        """Return what stands in the fields, right or wrong, to be held against another moment."""
        return [field.state() for field in self._fields()]

    def enter(self) -> None:
        """Put the cursor into the first field."""
        for field in self._fields():
            field.setFocus()
            return

    def _fields(self) -> Iterator[TextField | NoteField]:
        for field in self.findChildren(QWidget):
            if isinstance(field, TextField | NoteField):
                yield field


class SettingsPage(SetupPage):
    """A page that is nothing but parameters of the school."""

    specs: tuple[SettingSpec, ...] = ()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.fields = {
            spec.key: self.add(spec.title, TextField(), required=not spec.optional)
            for spec in self.specs
        }
        self.body.addStretch(1)

    def fill(self) -> None:
        written = {one.spec.key: one.written for one in all_settings()}
        for key, field in self.fields.items():
            field.set_value(written[key])

    def drafts(self) -> Iterator[Draft]:
        yield from setup.setting_drafts(
            {key: str(field.value() or "") for key, field in self.fields.items()}
        )


class SchoolPage(SettingsPage):
    """The name that stands on every form, and the school year."""

    step = SetupStep.SCHOOL
    words = "学校名称印在每一张单据上。学年从八月算起，写成前后两年。"
    specs = (SCHOOL_NAME, SCHOOL_YEAR)

    def fill(self) -> None:
        super().fill()
        year = self.fields[SCHOOL_YEAR.key]
        if year.is_empty:
            year.set_value(setup.present_school_year(self.desk.session))


class ParametersPage(SettingsPage):
    """From what value on a disposal is a large one, and when the day's list speaks up."""

    step = SetupStep.SETTINGS
    words = (
        "大件、大额的报废报损要经校长办公会和两局审批，标准各地不同，请按本地文件填写（单位：元）。"
    )
    specs = (DISPOSAL_UNIT_LIMIT, DISPOSAL_TOTAL_LIMIT, SPLITTING_DAYS, PAPER_DAYS, BACKUP_DAYS)


class DepartmentsPage(SetupPage):
    """One department a line."""

    step = SetupStep.DEPARTMENTS
    words = "一行一个部门。先列了常见的，删掉没有的、补上缺的；可以从表格里整列粘贴。"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.names = NoteField("一行一个", lines=12)
        self.names.setAccessibleName("部门")
        self.body.addWidget(self.names)
        self.body.addStretch(1)

    def fill(self) -> None:
        self.names.set_value("\n".join(setup.departments_now() or SUGGESTED_DEPARTMENTS))

    def drafts(self) -> Iterator[Draft]:
        yield from setup.department_drafts(lines_of(self.names))


class PeoplePage(SetupPage):
    """Who signs, and who else is on the staff."""

    step = SetupStep.PEOPLE
    words = "在单据上签字的人，任期从今天算起；岗位轮换时在“任命”里换人，旧单仍显示当时的人。"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.holders = {post: self.add(post.label, TextField("姓名")) for post in SIGNERS}
        self.others = NoteField("其他教职工，一行一个；领用、保管资产的人", lines=6)
        self.others.setAccessibleName("其他教职工")
        self.body.addWidget(self.others)
        self.body.addStretch(1)

    def fill(self) -> None:
        now = setup.holders_now(self.desk.session)
        for post, field in self.holders.items():
            field.set_value(now.get(post, ""))
        self.others.set_value("")

    def drafts(self) -> Iterator[Draft]:
        holders = {post: str(field.value() or "") for post, field in self.holders.items()}
        yield from setup.people_drafts(self.desk.session, holders, lines_of(self.others))


class BackupPage(SetupPage):
    """Where backups go by themselves."""

    step = SetupStep.BACKUP
    words = "选一个U盘或另一块硬盘上的文件夹。按“备份”就存到那里；插着的时候每天还会自动存一份。"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.folder = self.add(BACKUP_FOLDER.title, TextField("例如 E:\\后勤备份"))
        choose = QPushButton(" 选择文件夹")
        choose.setAutoDefault(False)
        wear(choose, "folder")
        choose.clicked.connect(self.choose)
        row = QHBoxLayout()
        row.addSpacing(LABEL + 8)
        row.addWidget(choose)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def choose(self) -> None:
        """Ask for the folder."""
        from houqin_desktop.gui.file_choosers import choose_folder

        choose_folder(self, "备份文件夹", self.folder.set_value)

    def fill(self) -> None:
        written = {one.spec.key: one.written for one in all_settings()}
        self.folder.set_value(written[BACKUP_FOLDER.key])

    def drafts(self) -> Iterator[Draft]:
        yield from setup.setting_drafts({BACKUP_FOLDER.key: str(self.folder.value() or "")})


class ImportPage(SetupPage):
    """The old ledger, now or later."""

    step = SetupStep.IMPORT
    words = (
        "把原来的台账（Excel、WPS、CSV 都行）读进来：先试算给您看，认不准的标出来，点头了才写入。"
        "导入可以整批撤回。"
    )
    import_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        button = QPushButton(" 选择台账文件")
        button.setAutoDefault(False)
        button.setObjectName("import")
        wear(button, "import")
        button.clicked.connect(self.import_wanted)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        self.body.addSpacing(8)
        self.body.addLayout(row)
        self.body.addStretch(1)


def lines_of(field: NoteField) -> list[str]:
    """Return what stands on the lines, a pasted table's first column alone."""
    lines = str(field.value() or "").splitlines()
    names = [line.split("\t")[0].strip() for line in lines]
    return [name for name in names if name]
