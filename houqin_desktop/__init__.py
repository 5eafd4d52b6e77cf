"""The logistics books of one school: assets, storerooms, purchases, safety and reports.

A school keeps one book (账簿), a single SQLite file; every change to it is one command, and
screens and paper are views of it. ARCHITECTURE.md tells how the layers below fit together.
"""
