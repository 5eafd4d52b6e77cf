"""The words of the command line, with their help in Chinese."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NoReturn
from unicodedata import east_asian_width

from houqin_desktop.domain.label import SIZES
from houqin_desktop.domain.pledge import PledgeSigner, PledgeTopic
from houqin_desktop.services.registers.listing import REGISTERS, WITH_PAST
from houqin_desktop.services.reports.catalogue import REPORTS

_COMPLAINTS = (
    (re.compile(r"unrecognized arguments: (.*)"), "不认识的参数：{0}"),
    (re.compile(r"the following arguments are required: (.*)"), "缺少：{0}"),
    (re.compile(r"argument (\S+): expected .*"), "{0} 后面缺少值"),
    (
        re.compile(r"argument [^:]+: invalid choice: ['\"]?(.*?)['\"]? \(choose from (.*)\)", re.S),
        "没有“{0}”。可填：{1}",
    ),
)
_VALUED = frozenset(
    (
        "--book",
        "--as",
        "--school",
        "--keeper",
        "--reason",
        "--choices",
        "--faults",
        "--where",
        "--filter",
        "--sort",
        "--as-of",
        "--form",
        "--from",
        "--by",
        "--only",
        "--pdf",
        "--xlsx",
        "--offset",
        "--slip",
        "--specification",
        "--category",
        "--topic",
        "--signer",
    )
)


# A word that is to be typed, or one other character with the mark that must not begin a line.
_PIECES = re.compile(r"[!-~]+|.[、，。；：）”]?", re.DOTALL)


class WrongUse(Exception):
    """The words make no command line; the sentence says what is wrong with them."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence."""
        super().__init__(sentence)
        self.sentence = sentence


class _Formatter(argparse.HelpFormatter):
    """Help whose own words are Chinese too."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Begin the usage line with 用法."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        """Break lines between Chinese characters, never inside a word that is to be typed."""
        lines = [""]
        for piece in _PIECES.findall(text):
            if lines[-1] and _width(lines[-1] + piece) > width:
                lines.append("")
            lines[-1] += piece
        return [line.strip() for line in lines]


def _width(text: str) -> int:
    return sum(1 + (east_asian_width(char) in "WF") for char in text)


class _Parser(argparse.ArgumentParser):
    """A parser that complains in Chinese."""

    def __init__(self, *, with_help: bool = True, **options: Any) -> None:
        super().__init__(formatter_class=_Formatter, add_help=False, allow_abbrev=False, **options)
        self._positionals.title = "要填的"
        self._optionals.title = "可选的"
        if with_help:
            self.add_argument("-h", "--help", action="help", help="显示这一页说明")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, in words of the school's language.

        :raises WrongUse: always.
        """
        sentence = "写法不对"
        for pattern, words in _COMPLAINTS:
            match = pattern.fullmatch(message)
            if match is not None:
                word, *choices = match.groups()
                sentence = words.format(word, *(names.replace("'", "") for names in choices))
        raise WrongUse(f"{sentence}。用 {self.prog} --help 查看写法。")


FORM_NAMES = (
    "application、approval、reversal、appraisal、report、pack 或 card；"
    "清查是 entry、sheet、blind、surplus、shortage、differences、by_class、by_room 或 report，"
    "sheet:电脑室 只取一室"
)


def joined(words: list[str]) -> list[str]:
    """Return the words with each value beside its option: -原值 after --sort is a value."""
    found: list[str] = []
    for word in words:
        is_value = word.startswith("-") and not word.startswith("--") and word != "-h"
        if is_value and found and found[-1] in _VALUED:
            found[-1] = f"{found[-1]}={word}"
        else:
            found.append(word)
    return found


def _shared() -> _Parser:
    """Return the options that may stand before or after the command."""
    shared = _Parser(with_help=False)
    shared.add_argument("--book", metavar="PATH", default=argparse.SUPPRESS, help="账簿文件")
    shared.add_argument(
        "--as", dest="actor", metavar="PERSON", default=argparse.SUPPRESS, help="经办人编号或姓名"
    )
    shared.add_argument(
        "--json",
        dest="as_json",
        action="store_true",
        default=argparse.SUPPRESS,
        help="用 JSON 回答",
    )
    shared.add_argument(
        "--clock-is-right",
        action="store_true",
        default=argparse.SUPPRESS,
        help="电脑日期与上一笔差得远，但没有错，照常登记",
    )
    return shared


@cache
def parser() -> argparse.ArgumentParser:
    """Return the whole grammar."""
    shared = _shared()
    root = _Parser(
        prog="houqin-desktop",
        description="学校后勤台账。不写命令时打开窗口。",
        parents=[shared],
    )
    commands = root.add_subparsers(dest="command", metavar="COMMAND", title="命令")

    def command(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text, parents=[shared])

    _books(command)
    _questions(command)
    _papers_and_workbooks(command)
    _personal(command)
    _pledges(command)
    _binder(command)
    return root


def require_one(
    arguments: argparse.Namespace, command: str, word: str, option: str, both: str
) -> None:
    """Refuse a command that has neither its word nor the option in its place, or both at once.

    :param both: what is wrong with both.
    :raises WrongUse: in either case.
    """
    if arguments.command != command:
        return
    has_word = getattr(arguments, word) is not None
    if has_word == bool(getattr(arguments, option)):
        wrong = both if has_word else f"缺少：{word.upper()}"
        raise WrongUse(f"{wrong}。用 houqin-desktop {command} --help 查看写法。")


Adder = Callable[[str, str], argparse.ArgumentParser]


def _books(command: Adder) -> None:
    new = command("new", "新建账簿")
    new.add_argument("path", metavar="PATH", help="账簿文件")
    new.add_argument("--school", default="示范小学", help="学校名称")
    new.add_argument("--keeper", default="保管员", help="总保管员姓名")
    new.add_argument(
        "--anew", action="store_true", help="这里有过一本账簿也另建，原来的附件文件夹改名留着"
    )
    command("demo", "新建演示账簿").add_argument("path", metavar="PATH", help="账簿文件")
    command("tour", "把每一页画成图片").add_argument("folder", metavar="DIR", help="放图片的文件夹")
    command("check", "检查数据")
    backup = command("backup", "备份账簿和附件，写好后读回核对")
    backup.add_argument("file", metavar="FILE.zip", nargs="?", help="写到这个文件")
    backup.add_argument(
        "--auto", action="store_true", help="自动备份：有变动才写，旧的按日、周、月留存"
    )
    command("restore", "用备份换下账簿，换下的先留底").add_argument(
        "file", metavar="FILE", help="备份文件，或升级前留下的整本账簿"
    )
    command("accept-book", "认可与本机记得的不符的账簿，记入流水，先留底")
    command("recovery-code", "制作恢复码，写成一张纸").add_argument(
        "file", metavar="FILE.pdf", help="写到这个文件"
    )
    command("commands", "列出 do 能做的全部命令")
    command("do", "逐行执行命令").add_argument(
        "file", metavar="FILE", help="命令文件，- 为标准输入"
    )


def _questions(command: Adder) -> None:
    listing = command("list", "列出台账")
    listing.add_argument(
        "register", choices=REGISTERS, metavar="REGISTER", help="、".join(REGISTERS)
    )
    _narrowing(listing)
    listing.add_argument("--as-of", metavar="DATE", help=f"到这一天为止：{'、'.join(WITH_PAST)}")
    todo = command("todo", "列出今日待办")
    todo.add_argument("file", metavar="FILE.pdf", nargs="?", help="同时打印成一张 A4")
    like = command("like", "查找校内已有的同类物：闲置、在库、近一年购入、待报废、在用")
    like.add_argument("wording", metavar="WORDING", help="想要的东西，名称、俗名或拼音")
    like.add_argument("--specification", metavar="TEXT", default="", help="规格型号")
    like.add_argument("--category", metavar="CODE", default="", help="国标分类代码")
    command("thread", "列出一件采购从申请到发放的全部单据").add_argument(
        "number", metavar="NUMBER", help="其中任何一张单据的单号"
    )
    command("show", "显示一张卡片、一张单据、一个保管室或一份名单").add_argument(
        "number", metavar="NUMBER", help="编号，或保管室、名单的名称"
    )


def _personal(command: Adder) -> None:
    reveal = command("reveal", "看一条来访、外出登记或租赁单位的完整个人信息，会留下记录")
    reveal.add_argument(
        "number", metavar="NUMBER", help="来访或外出编号，如 LF20260001；租赁单位填名称"
    )
    visitors = command("export-visitors", "导出来访人名单，含完整个人信息，会留下记录")
    visitors.add_argument("file", metavar="FILE.xlsx", help="写到这个文件")
    visitors.add_argument("--from", dest="from_on", metavar="DATE", required=True, help="起日")
    visitors.add_argument("--to", dest="to_on", metavar="DATE", required=True, help="止日")
    for one in (reveal, visitors):
        one.add_argument("--purpose", metavar="TEXT", required=True, help="用途")


def _papers_and_workbooks(command: Adder) -> None:
    printing = command("print", "打印一张单据的表单，或一张资产卡片")
    printing.add_argument("number", metavar="NUMBER", nargs="?", help="单号或资产编号")
    printing.add_argument("file", metavar="FILE.pdf", help="写到这个文件")
    printing.add_argument("--form", metavar="NAME", help=FORM_NAMES)
    printing.add_argument("--copies", type=int, metavar="N", help="材料包的份数")
    printing.add_argument("--preview", action="store_true", help="只看样子，不算打印")
    printing.add_argument(
        "--blank", metavar="FORM", help="空表：application 或 approval，停电时手填"
    )
    _reports(command)
    filing = command("file-scans", "收回签过字的单据：按二维码逐页归档")
    filing.add_argument("files", metavar="FILE", nargs="+", help="扫描件或照片（PDF、JPG、PNG）")
    importing = command("import", "导入台账")
    importing.add_argument(
        "what",
        choices=("assets", "stock"),
        metavar="WHAT",
        help="assets 资产，stock 低值易耗品和材料",
    )
    importing.add_argument("file", metavar="FILE", help="工作簿")
    importing.add_argument("--dry-run", action="store_true", help="只试算，不写入")
    importing.add_argument("--skip-rejected", action="store_true", help="跳过不能登记的行")
    importing.add_argument(
        "--conflicts",
        choices=("keep", "take"),
        default="keep",
        help="两边都改过的格：keep 留账上的，take 用表里的",
    )
    importing.add_argument("--choices", metavar="FILE.json", help="改正的表头、栏目和单位")
    importing.add_argument("--faults", metavar="FILE.xlsx", help="把问题写进文件的一份副本")
    undoing = command("undo-import", "把一批导入整批撤回")
    undoing.add_argument("batch", metavar="BATCH", help="批次号，如 DR20260001")
    undoing.add_argument("--reason", metavar="TEXT", help="撤回原因")
    _counting(command)
    _labels(command)
    exporting = command("export", "导出台账")
    exporting.add_argument("what", choices=("assets",), metavar="assets", help="资产")
    exporting.add_argument("file", metavar="FILE.xlsx", help="写到这个文件")
    _narrowing(exporting)


def _pledges(command: Adder) -> None:
    letters = command("pledges", "打印等着签字的责任状，全部一份 PDF")
    letters.add_argument("file", metavar="FILE.pdf", help="写到这个文件")
    letters.add_argument(
        "--topic", choices=[one.value for one in PledgeTopic], help="只印这一种：safety 或 fire"
    )
    letters.add_argument(
        "--signer",
        choices=[one.value for one in PledgeSigner],
        help="只印这些人的：teacher、department 或 tenant",
    )
    letters.add_argument("--open", action="store_true", help="没开的先开")
    letters.add_argument("--preview", action="store_true", help="只看样子，不算打印")


def _binder(command: Adder) -> None:
    binder = command("binder", "生成迎检包：一段日期的安全台账，一份 PDF")
    binder.add_argument("from_on", metavar="FROM", help="起日，如 2026-09-01")
    binder.add_argument("to_on", metavar="TO", help="止日，不晚于今天")
    binder.add_argument("file", metavar="FILE.pdf", help="写到这个文件")


def _counting(command: Adder) -> None:
    counting = command("read-count", "把填好的盘点表工作簿读回来")
    counting.add_argument("number", metavar="NUMBER", help="清查编号，如 PD20260001")
    counting.add_argument("room", metavar="ROOM", help="保管室")
    counting.add_argument("file", metavar="FILE.xlsx", help="print --form entry:保管室 写出的表")
    bureau = command("reconcile", "与财政资产系统导出的表核对")
    bureau.add_argument("files", metavar="FILE", nargs="+", help="导出的表，可以几个一起")
    bureau.add_argument("--as-of", metavar="DATE", help="截至这一天的台账，不写为今天")
    bureau.add_argument("--pdf", metavar="FILE.pdf", help="更正表写成可打印的文件")
    bureau.add_argument("--xlsx", metavar="FILE.xlsx", help="更正表写成工作簿")


def _labels(command: Adder) -> None:
    labels = command("labels", "打印标签：资产、保管室、存放地点")
    labels.add_argument("file", metavar="FILE.pdf", help="写到这个文件")
    sizes = "、".join(f"{size.key}（{size.title}）" for size in SIZES.values())
    labels.add_argument(
        "--of",
        choices=("assets", "storerooms", "places"),
        metavar="REGISTER",
        default="assets",
        help="assets（资产，不写就是它）、storerooms（保管室）或 places（存放地点）",
    )
    labels.add_argument("--slip", metavar="NUMBER", help="只打印这张单据（如入库单）上的资产")
    labels.add_argument("--size", metavar="SIZE", default="60x40", help=sizes)
    labels.add_argument("--start", metavar="N", type=int, default=1, help="从第几枚开始")
    labels.add_argument(
        "--offset", metavar="X,Y", default="0,0", help="打印机偏移（毫米，向右、向下为正）"
    )
    labels.add_argument("--test", action="store_true", help="只打测试页")
    _narrowing(labels)


def _reports(command: Adder) -> None:
    names = "、".join(f"{spec.name}（{spec.title}）" for spec in REPORTS.values())
    choices = "；".join(
        f"{spec.title}：{'、'.join(key for key, _ in spec.choices)}"
        for spec in REPORTS.values()
        if spec.choices
    )
    reporting = command("report", "编报表：台账、清单、汇总")
    reporting.add_argument("name", choices=tuple(REPORTS), metavar="NAME", help=names)
    reporting.add_argument("--as-of", metavar="DATE", help="截至这一天，不写为今天")
    reporting.add_argument(
        "--from", dest="from_on", metavar="DATE", help="汇总的起日，不写为当年一月一日"
    )
    looking_back = "、".join(spec.title for spec in REPORTS.values() if spec.looks_back)
    reporting.add_argument(
        "--to",
        dest="to_on",
        metavar="DATE",
        help=f"期末，可早于截至日期（{looking_back}），不写为截至日期",
    )
    reporting.add_argument("--by", metavar="GROUPING", help=choices)
    reporting.add_argument("--only", metavar="NAME", help="只取这一个门类、保管室或人员")
    reporting.add_argument("--pdf", metavar="FILE.pdf", help="写成可打印的文件")
    reporting.add_argument("--xlsx", metavar="FILE.xlsx", help="写成工作簿")


def _narrowing(command: argparse.ArgumentParser) -> None:
    command.add_argument("--where", metavar="TEXT", default="", help="搜索框里的字")
    command.add_argument(
        "--filter",
        metavar="FACET=VALUE",
        action="append",
        default=[],
        help="筛选，可多次：storeroom=电脑1室，或像栏目下那样写：原值=>5000、使用人=wy",
    )
    command.add_argument(
        "--sort", metavar="COLUMN", action="append", default=[], help="排序的栏目，前加 - 为倒序"
    )
