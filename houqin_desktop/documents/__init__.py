"""The school's paper: forms drawn as PDF and books written as .xlsx.

Each document is a function of a frozen sheet: the same sheet gives the same bytes, so that the
paper that was signed is the paper that can be shown again.
"""

from __future__ import annotations
