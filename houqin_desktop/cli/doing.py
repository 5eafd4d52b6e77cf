"""`do`: commands as lines of JSON, each its own transaction, each answered by a line."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from houqin_desktop.cli.speech import DONE, REFUSED, answer_json, answer_text, tell
from houqin_desktop.domain.calendar import parse_date
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.commands import Result, command_spec
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.session import Session

_REFERENCE = re.compile(r"\$([0-9]{1,9})\.(number|command_id|seq)")
LONGEST_IDENTITY = 100
_HEAD = ("command", "command_id", "on", "as", "arguments")


def do_file(session: Session, source: str, *, as_json: bool) -> int:
    """Carry out every line of a file, or of stdin; a refused line does not stop the next."""
    if source == "-":
        return do_lines(session, sys.stdin, as_json=as_json)
    with _opened(source) as lines:
        return do_lines(session, lines, as_json=as_json)


def _opened(source: str) -> TextIO:
    try:
        return Path(source).open(encoding="utf-8", errors="surrogateescape")
    except FileNotFoundError as error:
        raise Refused(f"找不到文件 {source}。请检查路径。", code="file_missing") from error
    except OSError as error:
        raise Refused(
            f"文件 {source} 读不出来。请检查权限，或先关闭正在用它的程序。", code="file_unreadable"
        ) from error


def do_lines(session: Session, lines: Iterable[str], *, as_json: bool) -> int:
    """Carry out lines of JSON; return 1 if any was refused."""
    answers: dict[int, dict[str, Any]] = {}
    actor = session.actor_number
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            draft, result = _do(session, text, answers, actor)
            answer = _done(number, result)
            if not as_json:
                _warn_of_paper(draft)
        except Refused as refused:
            answer = {
                "line": number,
                "ok": False,
                "refused": refused.sentence,
                "code": refused.code,
                "article": refused.article,
            }
        except Exception:
            tell(f"输入第 {number} 行没有做完，以后的行没有做；以前成功的行已经在账簿里。")
            raise
        answers[number] = answer
        _say(answer, as_json=as_json)
    session.actor_number = actor
    return DONE if all(answer["ok"] for answer in answers.values()) else REFUSED


def _say(answer: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        answer_json(answer)
    elif answer["ok"]:
        number = answer["number"] or _several(answer["ids"])
        answer_text(f"{answer['line']}\t{answer['command']}\t{number}")
    else:
        tell(f"输入第 {answer['line']} 行：{answer['refused']}")


def _several(ids: Sequence[str]) -> str:
    return f"{ids[0]} 等 {len(ids):,} 个" if ids[1:] else "".join(ids)


def _done(number: int, result: Result) -> dict[str, Any]:
    return {
        "line": number,
        "ok": True,
        "command": result.command,
        "command_id": result.command_id,
        "seq": result.seq,
        "number": result.number,
        "ids": list(result.ids),
        "repeated": result.repeated,
    }


def _do(
    session: Session, text: str, answers: Mapping[int, Mapping[str, Any]], actor: str | None
) -> tuple[Draft, Result]:
    line = _parse(text)
    name = line.get("command")
    if not isinstance(name, str):
        raise Refused("这一行没有写命令（command）。请补上命令名。", code="no_command")
    spec = command_spec(name)
    if not spec.listed:
        raise Refused(f"命令“{name}”不能写成一行。请用专门的命令。", code="unknown_command")
    # The arguments may stand in an object of their own or beside the command.
    written = {key: value for key, value in line.items() if key not in _HEAD}
    nested = line.get("arguments", {})
    if not isinstance(nested, dict):
        raise Refused("arguments 须是一个对象。", code="bad_json")
    for argument in spec.arguments:
        if argument.name in _HEAD and argument.name in line and argument.name not in nested:
            raise Refused(
                f"“{argument.title}”（{argument.name}）在这一行里是这一行自己的。"
                f'请把它写成 "arguments": {{"{argument.name}": "…"}}。',
                code="needs_arguments",
            )
    draft = spec.draft_class.from_json(_resolved(written | nested, answers))
    session.actor_number = actor
    if line.get("as") is not None:
        session.choose_actor(_text(line["as"], "as"))
    on = line.get("on")
    command_id = _identity(line.get("command_id"))
    result = session.run(
        draft,
        on=None if on is None else parse_date(_text(on, "on")),
        command_id=command_id,
    )
    return draft, result


def _warn_of_paper(draft: Draft) -> None:
    """Say of what was saved that it cannot be printed."""
    from houqin_desktop.documents.fonts import warning_of

    for title, text in draft.texts():
        if words := warning_of(title, text):
            tell(words)


def _parse(text: str) -> dict[str, Any]:
    try:
        line = json.loads(text.lstrip("\ufeff"), parse_constant=_no_number)
        # Half a character of an escape, or a byte that is no UTF-8: nothing could keep it.
        json.dumps(line, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refused(
            "这一行有不成字的字符。请把文件存成 UTF-8 编码再试。", code="bad_encoding"
        ) from error
    except (ValueError, RecursionError) as error:
        raise Refused("这一行不是正确的 JSON。请检查引号和括号。", code="bad_json") from error
    if not isinstance(line, dict):
        raise Refused("这一行须是一个 JSON 对象。", code="bad_json")
    return line


def _identity(value: Any) -> str | None:
    if value is None:
        return None
    text = _text(value, "command_id")
    if len(text) > LONGEST_IDENTITY or not text.isprintable():
        raise Refused(
            f"命令号（command_id）太长或有看不见的字符。请改为 {LONGEST_IDENTITY} 字以内的文字。",
            code="bad_text",
        )
    return text


def _no_number(name: str) -> float:
    raise ValueError(name)


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str) or not value:
        raise Refused(f"{name} 须写成文字，不能空着。", code="bad_text")
    return value


def _resolved(value: Any, answers: Mapping[int, Mapping[str, Any]]) -> Any:
    """Put the answers of earlier lines where "$3.number" stands."""
    if isinstance(value, dict):
        return {key: _resolved(part, answers) for key, part in value.items()}
    if isinstance(value, list):
        return [_resolved(part, answers) for part in value]
    match = _REFERENCE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return value
    answer = answers.get(int(match[1]))
    if answer is None or not answer["ok"] or answer[match[2]] is None:
        raise Refused(
            f"引用的 {value} 没有结果：第 {match[1]} 行没有成功。请先改好那一行。",
            code="bad_reference",
        )
    return answer[match[2]]
