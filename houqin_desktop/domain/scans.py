"""Scans of signed papers as files: what they may be called, and where the filed ones go."""

from __future__ import annotations

SCAN_ENDINGS = frozenset((".pdf", ".jpg", ".jpeg", ".png"))
DONE_FOLDER, LEFT_FOLDER = "已归档", "待认领"
