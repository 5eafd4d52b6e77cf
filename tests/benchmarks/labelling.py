"""A thousand labels with their QR codes, against the same codes as bare paths on a canvas."""

from __future__ import annotations

import io

from houqin_desktop.documents.label_paper import label_paper
from houqin_desktop.domain.label import Label, label_run
from tests.benchmarks.measuring import Measure, compare

LABELS = 1_000
MM = 72 / 25.4


def _labels() -> list[Label]:
    return [
        Label(
            school="示范小学",
            code=f"TY2026{number:06d}",
            scan_code=f"TY2026{number:06d}",
            name="台式计算机",
            specification=f"启天 M{number % 97:03d}",
            acquired_on="2026-09",
            department="信息中心",
            responsible="邓小军",
            place=f"{number % 6 + 1}0{number % 8}室",
        )
        for number in range(1, LABELS + 1)
    ]


def _bare_labels(labels: list[Label]) -> None:
    """Draw one path a label from segno's own matrix, and as many words, with ReportLab alone."""
    import segno
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(io.BytesIO(), pagesize=(60 * MM, 40 * MM), invariant=1)
    for label in labels:
        matrix = segno.make_qr(label.scan_code, error="m").matrix
        module = 14 * MM / len(matrix)
        path = canvas.beginPath()
        for row, line in enumerate(matrix):
            for column, dark in enumerate(line):
                if dark:
                    path.rect(40 * MM + column * module, 20 * MM - row * module, module, module)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.setFont("Helvetica", 8)
        for number, word in enumerate((label.code, label.acquired_on, label.place, "A", "B", "C")):
            canvas.drawString(6, 90 - 10 * number, word)
        canvas.showPage()
    canvas.save()


def printing_labels() -> Measure:
    """Print a thousand labels for a label printer."""
    labels = _labels()
    label_paper(labels[:3], label_run("60x40"))
    floor_ms, taken_ms = compare(
        lambda: _bare_labels(labels), lambda: label_paper(labels, label_run("60x40")), 2
    )
    return Measure(f"打印 {LABELS:,} 枚标签", LABELS, taken_ms, floor_ms, 1 / 0.8)
