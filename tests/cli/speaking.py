"""Saying words to the program and hearing what it answers."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE
from typing import TYPE_CHECKING, Any

from houqin_desktop.app import main
from tests.builders import COMPUTER, ROOM

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

CLOCK_IS_RIGHT = "--clock-is-right"
CHECKOUT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Answer:
    """What came back: the exit code, the answer, the sentences."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document of the answer."""
        (line,) = self.out.splitlines()
        return json.loads(line)

    @property
    def documents(self) -> list[Any]:
        """The JSON documents of the answer, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def table(self) -> list[list[str]]:
        """The TSV of the answer, its head line first."""
        return [line.split("\t") for line in self.out.splitlines()]


class CommandLine:
    """The program in this process."""

    def __init__(
        self, book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.book = book
        self.clock_is_right = True
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def say(self, *words: object, stdin: bytes = b"") -> Answer:
        """Say words as they are; wrong use comes back as its exit code."""
        self._capsys.readouterr()
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:
            code = int(ended.code or 0)
        heard = self._capsys.readouterr()
        return Answer(code, heard.out, heard.err)

    def ask(self, *words: object, stdin: bytes = b"") -> Answer:
        """Say words about the test's own book, which was founded more than a year ago."""
        said = (CLOCK_IS_RIGHT,) if self.clock_is_right else ()
        return self.say("--book", self.book, *said, *words, stdin=stdin)

    def json(self, *words: object) -> Any:
        """Ask in JSON and return the one document, which must be good."""
        answer = self.ask(*words, "--json")
        assert answer.code == 0, answer
        return answer.document

    def refused(self, *words: object) -> dict[str, Any]:
        """Ask in JSON and return the refusal."""
        answer = self.ask(*words, "--json")
        assert answer.code == 1, answer
        document: dict[str, Any] = answer.document
        assert document["refused"] in answer.err
        return document

    def do(self, *lines: dict[str, Any]) -> list[Any]:
        """Carry out lines from standard input; return an answer for each."""
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        return self.ask("do", "-", "--json", stdin=text.encode()).documents

    def done(self, *lines: dict[str, Any]) -> list[Any]:
        """Carry out lines that must all go well."""
        answers = self.do(*lines)
        assert [answer for answer in answers if not answer["ok"]] == []
        return answers

    def number(self, line: dict[str, Any]) -> str:
        """Carry out one line and return the number of what it made."""
        (answer,) = self.done(line)
        number: str = answer["number"]
        return number

    def refusals(self, *lines: dict[str, Any]) -> list[str]:
        """Carry out lines that must all be refused; the file stays as it is to the last byte."""
        before = self.book.read_bytes()
        answers = self.do(*lines)
        assert [answer for answer in answers if answer["ok"]] == []
        assert self.book.read_bytes() == before
        for answer in answers:
            require_sentence(answer["refused"])
        return [answer["code"] for answer in answers]

    def head(self) -> Any:
        """Return where the journal stands; every invariant must hold."""
        return self.json("check")["head"]


def require_sentence(text: str) -> None:
    """Hold a refusal to what it must be: one Chinese sentence that ends as one."""
    assert text.endswith(("。", "）")), text
    assert sum("\u4e00" <= char <= "\u9fff" for char in text) >= 6, text
    for english in ("Error", "Traceback", "None", "True", "False", "object", "invalid"):
        assert english not in text


def line(command: str, **arguments: Any) -> dict[str, Any]:
    """Return one line for `do`."""
    return {"command": command, **arguments}


def card(**arguments: Any) -> dict[str, Any]:
    """Return the line that registers a card."""
    filled = {
        "name": "台式计算机",
        "original_value": "1200.00",
        "acquired_on": "1995-09",
        "category": COMPUTER,
        "unit": "台",
        "storeroom": ROOM,
    }
    return line("register_asset", **(filled | arguments))


def application(*codes: str, **arguments: Any) -> dict[str, Any]:
    """Return the line that applies for the disposal of cards."""
    filled = {"kind": "scrap", "reason": "worn_out", "assets": list(codes)}
    return line("apply_disposal", **(filled | arguments))


def signature(number: str, **arguments: Any) -> dict[str, Any]:
    """Return the line that records a signature."""
    return line("record_signature", number=number, **arguments)


def start(
    *words: object, data: Path, stdout: Any = PIPE, preexec_fn: Callable[[], None] | None = None
) -> subprocess.Popen[bytes]:
    """Start the program in a process of its own, in an office with an ASCII locale."""
    surroundings = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONIOENCODING": "ascii",
        # A process that may write no more than a few bytes would leave half a compiled module.
        "PYTHONDONTWRITEBYTECODE": "1",
        "XDG_DATA_HOME": str(data),
    }
    return subprocess.Popen(
        # The clock of whoever runs the tests may be years after the entries of their book.
        [sys.executable, "-m", "houqin_desktop", *(str(word) for word in words), CLOCK_IS_RIGHT],
        cwd=CHECKOUT,
        env=surroundings,
        stdin=PIPE,
        stdout=stdout,
        stderr=PIPE,
        preexec_fn=preexec_fn,
    )


def ended(process: subprocess.Popen[bytes], given: bytes = b"") -> Answer:
    """Wait for a process; return what it said, which is UTF-8 whatever the locale."""
    out, err = process.communicate(given, timeout=60)
    return Answer(process.returncode, (out or b"").decode("utf-8"), err.decode("utf-8"))
