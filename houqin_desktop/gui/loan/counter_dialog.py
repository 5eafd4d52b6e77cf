"""The counter: who and for what above, below it lines that are scanned or typed, then the paper.

Enter goes from field to field, then from line to line; Enter in an empty line saves. Ten lines take
no mouse.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.file_choosers import choose_to_read
from houqin_desktop.gui.forms.argument_fields import argument_field
from houqin_desktop.gui.forms.file_field import FileLine
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.forms.pickers import PickerField
from houqin_desktop.gui.printing.voucher_papers import print_slip
from houqin_desktop.gui.registers.draft_grid import DraftSheet
from houqin_desktop.gui.registers.draft_model import DraftColumn

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.forms.pickers import Find
    from houqin_desktop.services.commands import Result
    from houqin_desktop.services.draft import Draft

MOST_LINES: Final = 500
SIZE: Final = QSize(1020, 640)
PHOTOS: Final = "照片 (*.jpg *.jpeg *.png)"
NOTE: Final = (
    "扫码，或输入编号、名称、拼音首字母，回车选定；填数量，回车到下一行；空行上回车就保存。"
)


class CounterDialog(FormDialog):
    """A form with a head of fields and a grid of lines, whose slip is printed once it is saved."""

    help_text = NOTE
    scanned_key = "item"

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        title: str,
        verb: str,
        columns: tuple[DraftColumn, ...],
    ) -> None:
        super().__init__(parent, desk, title, columns=2, width=SIZE.width())
        self.name_save(verb)
        self.done_text = f"已{verb}"
        self.add_fields()
        self.sheet = DraftSheet(columns, verb, MOST_LINES)
        self.below = self.sheet.grid
        self.sheet.grid.ends_on_blank = True
        self.sheet.grid.horizontalHeader().setStretchLastSection(True)
        self.sheet.grid.ended.connect(self.save)
        self.sheet.edited.connect(self.changed)
        self.column.insertWidget(self.column.count() - 1, self.sheet, 1)
        self.prints = QCheckBox("保存后打印单据")
        self.prints.setChecked(True)
        self.foot.insertWidget(0, self.prints)
        if any(column.key == "photo" for column in columns):
            self.photo_button = dialog_button(" 附照片", "attach", self.choose_photo)
            self.photo_button.setToolTip("给光标所在的一行附上状况照片（F7）")
            QShortcut(QKeySequence("F7"), self.sheet, self.choose_photo)
            self.foot.insertWidget(1, self.photo_button)
        self._parent = parent

    def add_fields(self) -> None:
        """Add the fields of the head; each counter does this itself."""
        raise NotImplementedError

    def add_arguments(self, draft_class: type[Draft], *names: str) -> None:
        """Add the fields of some arguments of the command."""
        arguments = {one.name: one for one in draft_class.arguments()}
        for name in names:
            one = arguments[name]
            field = argument_field(self.desk.session, one)
            self.add(name, one.title, field, required=one.required)

    def showEvent(self, event: QShowEvent) -> None:
        self.grow()
        super().showEvent(event)
        last = list(self._rows.values())[-1].field
        self.setTabOrder(last, self.sheet.grid)
        self.setTabOrder(self.sheet.grid, self.prints)
        self.setTabOrder(self.prints, self.save_button)

    def grow(self) -> None:
        # The grid scrolls by itself; the head is always seen whole.
        self.scroller.setFixedHeight(self._grid.sizeHint().height() + 6)
        super().grow()

    def sizeHint(self) -> QSize:
        return SIZE

    def state(self) -> dict[str, Any]:
        return super().state() | {"lines": self.sheet.grid.rows.states()}

    def restore(self, state: dict[str, Any]) -> None:
        super().restore(state)
        self.put_lines(state.get("lines", []))

    def put_lines(self, lines: list[list[Any]]) -> None:
        """Fill the grid with what stands in each cell."""
        self.sheet.grid.rows.put(
            {(row, at): cell for row, cells in enumerate(lines) for at, cell in enumerate(cells)}
        )

    def values(self) -> dict[str, Any] | None:
        values = super().values()
        if values is None or not self.sheet.settled():
            return None
        filled = {name: value for name, value in values.items() if value not in (None, "")}
        return filled | {"lines": self.sheet.grid.rows.values()}

    def take_scanned(self, code: str) -> None:
        """Begin a line with what was scanned, and ask how many; what is there already is shown."""
        grid = self.sheet.grid
        grid.finish_scanned(code)
        column = next(at for at, one in enumerate(grid.rows.columns) if one.key == self.scanned_key)
        filled = grid.rows.filled()
        for row in filled:
            if grid.rows.cell(row, column).value == code:
                grid.go_to(row, column + 1)
                return
        row = (filled or [-1])[-1] + 1
        grid.rows.put({(row, column): code})
        grid.go_to(row, column + 1)

    def choose_photo(self) -> None:
        """Ask for the photo of the line with the cursor."""
        grid = self.sheet.grid
        row = max(0, grid.currentIndex().row())
        at = [column.key for column in grid.rows.columns].index("photo")
        choose_to_read(self, "选择照片", PHOTOS, lambda path: grid.rows.put({(row, at): path}))

    def require_lines(self, values: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the lines.

        :raises Refused: where none is filled in.
        """
        lines: list[dict[str, Any]] = values.pop("lines")
        if not lines:
            self.sheet.grid.setFocus()
            raise Refused("还没有填物品。请至少填一行。", code="no_lines")
        return lines

    def finish(self, result: Result) -> None:
        prints, over = self.prints.isChecked(), self._parent
        super().finish(result)
        if prints and over is not None and result.number:
            print_slip(over, self.desk, result.number)

    def open_help(self) -> None:
        from houqin_desktop.gui.help.actions import open_form_help

        open_form_help(self, self.windowTitle(), self.help_text)


def photo_column(width: int) -> DraftColumn:
    """Return the column of the photo that shows the condition of a line."""
    return DraftColumn("photo", "照片", FileLine, width, passed=True)


def picker(find: Find, hint: str) -> Any:
    """Return what makes the picking field of a column."""
    return partial(PickerField, find, hint)
