"""From the words of a command line to the service that does the work."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from houqin_desktop.cli.grammar import WrongUse, joined, parser, require_one
from houqin_desktop.cli.speech import DONE, WRONG_USE, answer_json, refuse, tell, use_utf8
from houqin_desktop.domain.calendar import Clock, parse_date
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.session import (
    Session,
    create_book,
    open_session,
    place_warning,
    unread_in_words,
)


def run(arguments: argparse.Namespace, book: Path, clock: Clock) -> int:
    """Carry out a parsed command line; return the exit code."""
    as_json = getattr(arguments, "as_json", False)
    try:
        if arguments.command in _WITHOUT_BOOK:
            return _WITHOUT_BOOK[arguments.command](arguments, clock, as_json)
        if arguments.command == "restore":
            return _restore(arguments, book, clock, as_json)
        actor = getattr(arguments, "actor", None)
        session = open_session(book, clock=clock, actor=actor, password=_password(), guarded=True)
        if not session.as_left:
            from houqin_desktop.services.check.as_left import look_over

            look_over(session)
        if session.doubt is not None:
            tell(f"{session.doubt.sentence(book.name)}命令行用 accept-book 认可。")
        try:
            _look_at_clock(session, is_right=getattr(arguments, "clock_is_right", False))
            session.begin_by_default()
            with unread_in_words():
                return _IN_BOOK[arguments.command](session, arguments, as_json)
        finally:
            session.close()
    except Refused as refused:
        if refused.code == "book_damaged":
            from houqin_desktop.services.backups.rescue import naming_newest

            refused = naming_newest(refused, book)
        elif refused.code == "book_missing":
            from houqin_desktop.services.backups.missing_book import missing_book, was_here

            refused = missing_book(book) if was_here(book) else refused
        return refuse(refused, as_json=as_json)


def _look_at_clock(session: Session, *, is_right: bool) -> None:
    """Say that today may not be today, unless the command line says that it is."""
    if is_right:
        session.guard.trust_clock()
    elif (wrong := session.guard.clock_doubt()) is not None:
        tell(wrong.hint)


def _password() -> str | None:
    """Return the password that the environment holds; words on a command line are seen by all."""
    return os.environ.get("HOUQIN_PASSWORD") or None


def parse(words: list[str]) -> argparse.Namespace:
    """Read a command line; wrong use ends the program with exit code 2."""
    use_utf8()
    try:
        arguments = parser().parse_args(joined(words))
        require_one(arguments, "print", "number", "blank", "空表没有单号")
        require_one(arguments, "backup", "file", "auto", "自动备份自己取名")
        return _readable(arguments)
    except WrongUse as wrong:
        if "--json" in words:
            answer_json({"refused": wrong.sentence, "code": "wrong_use", "article": None})
        tell(wrong.sentence)
        raise SystemExit(WRONG_USE) from None


def _readable(arguments: argparse.Namespace) -> argparse.Namespace:
    """Put a question mark for each byte that is no UTF-8, except in the names of files."""
    for name, value in vars(arguments).items():
        if name in _PATHS or not isinstance(value, str | list):
            continue
        parts = [value] if isinstance(value, str) else value
        clean = [part.encode("utf-8", "replace").decode("utf-8") for part in parts]
        setattr(arguments, name, clean[0] if isinstance(value, str) else clean)
    return arguments


def _new(arguments: argparse.Namespace, clock: Clock, as_json: bool) -> int:  # noqa: FBT001
    path = Path(arguments.path)
    create_book(
        path,
        school=arguments.school,
        keeper=arguments.keeper,
        clock=clock,
        anew=arguments.anew,
    )
    return _made(path, as_json=as_json)


def _demo(arguments: argparse.Namespace, _clock: Clock, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.services.demo.making import make_demo

    path = Path(arguments.path)
    make_demo(path)
    return _made(path, as_json=as_json)


def _restore(arguments: argparse.Namespace, book: Path, clock: Clock, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.backups import restore

    actor = getattr(arguments, "actor", None)
    return restore(
        Path(arguments.file),
        book,
        clock=clock,
        actor=actor,
        password=_password(),
        as_json=as_json,
    )


def _made(path: Path, *, as_json: bool) -> int:
    if as_json:
        answer_json({"book": str(path)})
    tell(f"已建立账簿 {path}")
    _warn_of_place(path)
    return DONE


def _warn_of_place(path: Path) -> None:
    if warning := place_warning(path):
        tell(warning)


def _commands(_arguments: argparse.Namespace, _clock: Clock, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.lists import list_commands

    return list_commands(as_json=as_json)


def _accept_book(session: Session, _arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.backups import accept

    return accept(session, as_json=as_json)


def _check(session: Session, _arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.lists import check_book

    return check_book(session, as_json=as_json)


def _backup(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.backups import back_up, back_up_automatically

    if arguments.auto:
        return back_up_automatically(session, as_json=as_json)
    return back_up(session, Path(arguments.file), as_json=as_json)


def _do(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.doing import do_file

    _warn_of_place(session.book_path)
    return do_file(session, arguments.file, as_json=as_json)


def _list(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.lists import ListRequest, filters_of, list_register, sorts_of

    request = ListRequest(
        arguments.register,
        arguments.where,
        filters_of(arguments.filter),
        sorts_of(arguments.sort),
        None if arguments.as_of is None else parse_date(arguments.as_of),
    )
    return list_register(session, request, as_json=as_json)


def _show(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.records import show_record

    return show_record(session, arguments.number, as_json=as_json)


def _recovery_code(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.operators import make_recovery_code

    return make_recovery_code(session, arguments.file, as_json=as_json)


def _todo(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.todo import list_todo

    return list_todo(session, arguments.file, as_json=as_json)


def _like(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.likeness import list_like

    specification, category = arguments.specification, arguments.category
    return list_like(session, arguments.wording, specification, category, as_json=as_json)


def _thread(_session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.procurement import list_thread

    return list_thread(arguments.number, as_json=as_json)


def _print(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.papers import print_blank, print_record

    if arguments.blank is not None:
        return print_blank(session, arguments.blank, arguments.file, as_json=as_json)
    return print_record(
        session,
        arguments.number,
        arguments.file,
        arguments.form,
        preview=arguments.preview,
        copies=arguments.copies,
        as_json=as_json,
    )


def _pledges(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.pledges import PledgeRequest, print_letters

    request = PledgeRequest(
        Path(arguments.file), arguments.topic, arguments.signer, arguments.open, arguments.preview
    )
    return print_letters(session, request, as_json=as_json)


def _binder(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.binder import make_binder

    days = parse_date(arguments.from_on), parse_date(arguments.to_on)
    return make_binder(session, *days, Path(arguments.file), as_json=as_json)


def _report(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.reports import ReportRequest, make_report

    request = ReportRequest(
        arguments.name,
        None if arguments.as_of is None else parse_date(arguments.as_of),
        None if arguments.from_on is None else parse_date(arguments.from_on),
        None if arguments.to_on is None else parse_date(arguments.to_on),
        arguments.by,
        arguments.only,
        arguments.pdf,
        arguments.xlsx,
    )
    return make_report(session, request, as_json=as_json)


def _read_count(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.counts import read_count

    path = Path(arguments.file)
    return read_count(session, arguments.number, arguments.room, path, as_json=as_json)


def _reconcile(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.counts import reconcile_bureau

    return reconcile_bureau(
        session,
        [Path(name) for name in arguments.files],
        None if arguments.as_of is None else parse_date(arguments.as_of),
        arguments.pdf,
        arguments.xlsx,
        as_json=as_json,
    )


def _file_scans(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.scans import file_scans

    return file_scans(session, [Path(name) for name in arguments.files], as_json=as_json)


def _labels(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.labels import print_labels, read_offset
    from houqin_desktop.cli.lists import filters_of
    from houqin_desktop.domain.label import label_run

    offset_x, offset_y = read_offset(arguments.offset)
    return print_labels(
        session,
        Path(arguments.file),
        arguments.of,
        label_run(arguments.size, start=arguments.start, offset_x=offset_x, offset_y=offset_y),
        where=arguments.where,
        filters=filters_of(arguments.filter),
        test=arguments.test,
        slip=arguments.slip,
        as_json=as_json,
    )


def _import(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.ledger import ImportRequest, import_ledger
    from houqin_desktop.domain.ledger.headers import LedgerKind

    request = ImportRequest(
        Path(arguments.file),
        arguments.dry_run,
        arguments.skip_rejected,
        arguments.conflicts == "take",
        None if arguments.choices is None else Path(arguments.choices),
        None if arguments.faults is None else Path(arguments.faults),
        LedgerKind(arguments.what),
    )
    return import_ledger(session, request, as_json=as_json)


def _undo_import(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.ledger import undo_import

    return undo_import(session, arguments.batch, arguments.reason, as_json=as_json)


def _export(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.ledger import export_assets
    from houqin_desktop.cli.lists import filters_of, sorts_of

    return export_assets(
        session,
        Path(arguments.file),
        where=arguments.where,
        filters=filters_of(arguments.filter),
        sort=sorts_of(arguments.sort),
        as_json=as_json,
    )


def _reveal(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.gate import reveal

    return reveal(session, arguments.number, arguments.purpose, as_json=as_json)


def _export_visitors(session: Session, arguments: argparse.Namespace, as_json: bool) -> int:  # noqa: FBT001
    from houqin_desktop.cli.gate import export_visitors

    stretch = parse_date(arguments.from_on), parse_date(arguments.to_on)
    path = Path(arguments.file)
    return export_visitors(session, path, stretch, arguments.purpose, as_json=as_json)


_PATHS = ("book", "path", "folder", "file", "files", "pdf", "xlsx", "choices", "faults")
_WITHOUT_BOOK = {"new": _new, "demo": _demo, "commands": _commands}
_IN_BOOK = {
    "accept-book": _accept_book,
    "backup": _backup,
    "check": _check,
    "do": _do,
    "list": _list,
    "show": _show,
    "todo": _todo,
    "like": _like,
    "thread": _thread,
    "recovery-code": _recovery_code,
    "print": _print,
    "pledges": _pledges,
    "binder": _binder,
    "report": _report,
    "import": _import,
    "file-scans": _file_scans,
    "read-count": _read_count,
    "reconcile": _reconcile,
    "labels": _labels,
    "reveal": _reveal,
    "export-visitors": _export_visitors,
    "undo-import": _undo_import,
    "export": _export,
}
