#!/usr/bin/env python3
"""Holds a workbook against the tables that it was made of.

    check_workbook.py FOLDER [FOLDER...]

Opens FOLDER/report.xlsx without any spreadsheet: every number and text of a sheet is that of its CSV
file, formulas refer to cells that hold what they say they are worth, charts refer to cells that are
there, and no text is a formula. Then LibreOffice opens it, reckons, and saves it as CSV and PDF; the
reckoned summary must be the same. Exit code 1 and a list of what is wrong.
"""

import csv
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
NAMES = {
    "census_monthly.csv": "Census by month",
    "census_weekly.csv": "Census by week",
    "staffing.csv": "Staff",
    "staffing_weekly.csv": "Staff by week",
    "money_monthly.csv": "Money by month",
    "compare.csv": "Comparison",
    "sweep_wide.csv": "Sweep, a row a point",
}


def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class Workbook:
    def __init__(self, path):
        self.archive = zipfile.ZipFile(path)
        self.strings = [
            "".join(t.text or "" for t in item.iter(MAIN + "t"))
            for item in self.xml("xl/sharedStrings.xml")
        ]
        links = {link.get("Id"): link.get("Target") for link in self.xml("xl/_rels/workbook.xml.rels")}
        self.sheets = {}
        for sheet in self.xml("xl/workbook.xml").iter(MAIN + "sheet"):
            self.sheets[sheet.get("name")] = self.cells("xl/" + links[sheet.get(LINK)])

    def xml(self, name):
        return ElementTree.fromstring(self.archive.read(name))

    def cells(self, name):
        """Of a sheet: (row, column) from 1 -> (value, formula)."""
        found = {}
        for cell in self.xml(name).iter(MAIN + "c"):
            letters, row = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r")).groups()
            value, formula = cell.find(MAIN + "v"), cell.find(MAIN + "f")
            if value is None:
                continue
            text = value.text or ""
            content = self.strings[int(text)] if cell.get("t") == "s" else float(text)
            found[int(row), column_number(letters)] = (
                content,
                None if formula is None else formula.text,
            )
        return found

    def charts(self):
        """Every reference of every chart."""
        for name in self.archive.namelist():
            if name.startswith("xl/charts/chart"):
                for reference in self.xml(name).iter(CHART + "f"):
                    yield name, reference.text


def range_of(reference):
    """Sheet and corners of 'Sheet'!$A$1:$B$2."""
    match = re.fullmatch(r"(?:'((?:[^']|'')+)'|([A-Za-z0-9_]+))!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?", reference)
    if match is None:
        return None
    quoted, plain, left, top, right, bottom = match.groups()
    sheet = (quoted or plain).replace("''", "'")
    return sheet, int(top), column_number(left), int(bottom or top), column_number(right or left)


def sheet_of(file):
    name = NAMES.get(file)
    if name is None:
        name = file[: file.rfind(".")].replace("_", " ")
        name = name[:1].upper() + name[1:]
    return name[:31]


def as_number(cell):
    if re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?(e[-+]\d+)?", cell):
        return float(cell)
    return None


def check_table(sheet, path, wrong):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    filled = 0
    for r, row in enumerate(rows, 1):
        for c, cell in enumerate(row, 1):
            got = sheet.get((r, c), (None, None))
            if cell == "":
                if got[0] is not None:
                    wrong.append(f"{path}: {r},{c} should be empty, is {got[0]!r}")
                continue
            filled += 1
            number = as_number(cell)
            text = cell[1:] if re.match(r"'\s*[=+\-@\t]", cell) else cell
            expected = text if number is None or r == 1 else number
            if got[1] is not None:
                wrong.append(f"{path}: {r},{c} is a formula: {got[1]}")
            if got[0] != expected and not (
                isinstance(got[0], float)
                and isinstance(expected, float)
                and abs(got[0] - expected) <= 1e-12 * abs(expected)
            ):
                wrong.append(f"{path}: {r},{c} should be {expected!r}, is {got[0]!r}")
    return filled


def check_references(book, wrong):
    formulas = 0
    for name, cells in book.sheets.items():
        for place, (value, formula) in cells.items():
            if formula is None:
                continue
            formulas += 1
            where = range_of(formula)
            if where is None or where[0] not in book.sheets:
                wrong.append(f"{name} {place}: {formula} refers to nothing")
            elif book.sheets[where[0]].get((where[1], where[2]), (None,))[0] != value:
                wrong.append(f"{name} {place}: {formula} is not worth {value}")
    charts = 0
    for chart, reference in book.charts():
        charts += 1
        where = range_of(reference)
        if where is None or where[0] not in book.sheets:
            wrong.append(f"{chart}: {reference} refers to nothing")
        elif not any((row, where[2]) in book.sheets[where[0]] for row in range(where[1], where[3] + 1)):
            wrong.append(f"{chart}: {reference} is empty")
    return formulas, charts


def reckoned(path, wrong):
    """What LibreOffice makes of the first sheet, as rows of CSV; and it must make a PDF."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        for kind, form in (("pdf", "pdf"), ("csv", "csv:Text - txt - csv (StarCalc):44,34,76")):
            done = subprocess.run(
                ["soffice", profile, "--headless", "--convert-to", form, "--outdir", folder, str(path)],
                capture_output=True,
                text=True,
            )
            made = pathlib.Path(folder) / f"report.{kind}"
            if done.returncode != 0 or not made.exists() or made.stat().st_size == 0:
                wrong.append(f"{path}: LibreOffice makes no {kind}: {done.stdout}{done.stderr}")
                return []
        with open(pathlib.Path(folder) / "report.csv", newline="", encoding="utf-8") as file:
            return list(csv.reader(file))


def check_folder(folder):
    wrong = []
    path = pathlib.Path(folder) / "report.xlsx"
    book = Workbook(path)
    filled = tables = 0
    for table in sorted(pathlib.Path(folder).glob("*.csv")):
        sheet = book.sheets.get(sheet_of(table.name))
        if sheet is not None:
            tables += 1
            filled += check_table(sheet, table, wrong)
    formulas, charts = check_references(book, wrong)
    if tables == 0 or filled == 0:
        wrong.append(f"{path}: no sheet of a table")
    for number, row in enumerate(reckoned(path, wrong), 1):
        for cell in row:
            if cell.startswith(("#", "Err:")):
                wrong.append(f"{path}: row {number} of the summary is {cell} once reckoned")
    print(f"{path}: {tables} tables, {filled} cells, {formulas} formulas, {charts} references of charts")
    return wrong


def main():
    wrong = [line for folder in sys.argv[1:] for line in check_folder(folder)]
    for line in wrong[:50]:
        print(line, file=sys.stderr)
    if len(wrong) > 50:
        print(f"and {len(wrong) - 50} more", file=sys.stderr)
    sys.exit(1 if wrong or len(sys.argv) < 2 else 0)


main()
