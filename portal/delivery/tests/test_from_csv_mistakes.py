"""Bad cells and mistakes in the mapping: each is told where it stands, and nothing is written."""

import shutil
from pathlib import Path

import pytest

from portal.delivery.from_csv.mistakes import MappingMistake
from portal.delivery.tests.conftest import DOCS, Build

BAD = {
    "an impossible date": (
        ("clients.csv", "19/06/1951", "31/06/1951"),
        'clients.csv, row 2, column DOB: found "31/06/1951", expected a date that exists, such as 31/12/2025',
    ),
    "a date in another order": (("clients.csv", "19/06/1951", "1951-06-19"), "such as 31/12/2025"),
    "an amount with a comma for the point": (
        ("payments.csv", "471.60", '"471,60"'),
        'column AMOUNT: found "471,60", expected an amount in pounds, such as 1,234.50 or -12.30',
    ),
    "an amount with two signs": (("advice_lines.csv", "50.00-", "-50.00-"), "expected an amount in pounds"),
    "an amount below a penny": (("payments.csv", "471.60", "471.605"), "at most two places for the pence"),
    "an amount of twelve digits": (
        ("payments.csv", "471.60", "1234567890.12"),
        "expected whole pence, such as 1250 for £12.50",
    ),
    "a code nobody mapped": (
        ("advice_lines.csv", ",OP,", ",OQ,"),
        'advice_lines.csv, row 4, column CODE: found "OQ", expected one of the codes of the mapping, "DP", "CC", ',
    ),
    "a code in other letters": (("representatives.csv", "EXEC", "exec"), 'did you mean "EXEC"?'),
    "a rate below nothing": (("advice_lines.csv", "£17.25", "-17.25"), "expected a number that is not negative"),
    "a flag that is neither": (("clients.csv", "Y,N,N,N,N", "?,N,N,N,N"), 'column DP: found "?", expected yes or no'),
    "a truth that is neither": (("clients.csv", "N,N,N,Y,Y", "N,N,N,Y,maybe"), "column SAFEGUARDING: found"),
    "a needed cell that is empty": (
        ("clients.csv", "Prosser", ""),
        "clients.csv, row 3, column SURNAME: found nothing, expected a text of 1 to 2,000 characters",
    ),
    "a needed cell of a part that is there": (
        ("advices.csv", "BACS-88213,02/11/2026", "BACS-88213,"),
        "column PAID_ON: found nothing",
    ),
    "four digits that are none": (
        ("advices.csv", ",0417,", ",O417,"),
        'column ACCOUNT: found "O417", expected a text of 4 digits',
    ),
    "a key that is too long": (("clients.csv", "187733,Mr", "1" * 33 + ",Mr"), "expected a text of 1 to 32 characters"),
    "a row with too many cells": (
        ("payments.csv", "AUTH,,,", "AUTH,,,,"),
        "payments.csv, row 3: found 9 cells, expected 8",
    ),
    "a line of no advice": (
        ("advice_lines.csv", "RA-2026-0412,OP", "RA-2026-0421,OP"),
        'column ADVICE_NO: found "RA-2026-0421", expected the ADVICE_NO of a row of advices.csv',
    ),
    "bytes that are no text": (
        ("clients.csv", "Gwilym", "Gw\udceclym"),
        'column FORENAME: found "Gw\\\\xeclym", expected text in utf-8-sig; if it is another encoding',
    ),
    "two lines in one cell": (("clients.csv", "Fairweather", '"Fair\nweather"'), "or control characters"),
    "an advice without lines": (
        ("advices.csv", "29/11/2026,,Y,,,", "29/11/2026,,Y,BACS-1,02/11/2026,B"),
        "PAYEE: found nothing",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_cell_is_told_by_file_row_and_column_and_nothing_is_written(
    kind: str, build: Build, tmp_path: Path
) -> None:
    edit, words = BAD[kind]

    built = build(edit)

    assert [words in line for line in built.faults.lines()].count(True) == 1, built.faults.lines()
    assert [path.name for path in tmp_path.iterdir()] == ["csv"]


def test_a_missing_pdf_is_told_where_it_is_needed(build: Build) -> None:
    built = build(("mapping.toml", ", needed = false", ""))

    words = 'advices.csv, row 3, column ADVICE_NO: found "RA-2026-0398.pdf", expected a PDF of that name in pdfs'
    assert built.faults.lines() == [words]


def test_a_name_of_a_pdf_cannot_lead_elsewhere(build: Build) -> None:
    built = build(("mapping.toml", "{ADVICE_NO}.pdf", "../{ADVICE_NO}.pdf"))

    assert "expected a name that stays in the folder of the PDFs" in built.faults.lines()[0]


def test_a_name_of_a_pdf_can_be_too_long_for_a_file(build: Build) -> None:
    built = build(
        ("mapping.toml", "{ADVICE_NO}.pdf", "{ADVICE_NO}" + "x" * 255), ("mapping.toml", ", needed = false", "")
    )

    assert "expected a PDF of that name in pdfs" in built.faults.lines()[0]


def test_no_link_leads_to_a_pdf_elsewhere(build: Build, tmp_path: Path) -> None:
    shutil.copytree(DOCS / "csv-example", tmp_path / "csv")
    link = tmp_path / "csv" / "pdfs" / "RA-2026-0412.pdf"
    link.rename(tmp_path / "elsewhere.pdf")
    link.symlink_to(tmp_path / "elsewhere.pdf")
    # The example is copied over the folder, and through the link.
    built = build(("mapping.toml", ", needed = false", ""))

    assert 'found "RA-2026-0412.pdf", expected a PDF of that name in pdfs' in built.faults.lines()[0]


def test_all_bad_cells_are_counted_and_100_are_shown(build: Build) -> None:
    row = "P-88590,204417,30/11/2026,27/12/2026,AUTH,,,"

    built = build(("payments.csv", row, "\n".join(["P-1,204417,tomorrow,soon,AUTH,,,"] * 80)))

    assert (built.faults.count, len(built.faults.lines())) == (160, 101)
    assert built.faults.lines()[-1] == "… and 60 more"


WRONG = {
    "a field the format does not have": (
        'title = "TITLE"',
        'titel = "TITLE"',
        'people: "titel" is not a field of the format; did you mean "title"?',
    ),
    "a column the CSV does not have": (
        'title = "TITLE"',
        'title = "TITEL"',
        'people.title: "TITEL" in clients.csv is not a column; did you mean "TITLE"?',
    ),
    "a needed field that is not mapped": (
        "status = {",
        "# status = {",
        "payments.status is missing; the format needs it, so name a column or a constant",
    ),
    "a word the format does not know": (
        'COP = "deputy"',
        'COP = "deputee"',
        'code "COP": found "deputee", expected one of "power_of_attorney"',
    ),
    "codes that are not there": ('codes = "roles"', 'codes = "role"', 'did you mean "roles"?'),
    "a CSV that is not there": ('file = "payments.csv"', 'file = "payment.csv"', 'did you mean "payments.csv"?'),
    "a section that is not there": (
        "[payments]\n",
        "[payment]\n",
        'is not a table of a mapping; did you mean "payments"?',
    ),
    "a kind that is not there": (
        'kind = "financial_assessment"',
        'kind = "assessment"',
        "expected one of remittance_advice",
    ),
    "a setting that is not there": (
        "empty = [",
        "blank = [",
        "is not a setting of CSVs; known here: encoding, delimiter",
    ),
    "dates that are ambiguous": ('"%d/%m/%Y"', '"%d/%m/%y"', "expected day, month and a year of four digits"),
    "no such encoding": ('"utf-8-sig"', '"utf-9"', "is no encoding"),
    "a long delimiter": ('delimiter = ","', 'delimiter = ", "', "expected one character"),
    "amounts in shillings": ('amounts = "pounds"', 'amounts = "shillings"', "expected one of pounds, pence"),
    "a pattern with another column": ('"{ADVICE_NO}.pdf"', '"{ADVICE}.pdf"', 'did you mean "ADVICE_NO"?'),
    "no folder of PDFs": ('folder = "pdfs"', 'folder = "pdf"', 'found no folder "pdf"'),
    "an id in other braces": ('"westmere-{date}"', '"westmere-{day}"', "only {date} and {sequence} stand in braces"),
    "an id with a slash": ('"westmere-{date}"', '"westmere/{date}"', "delivery_id: found"),
    "a moment without offset": ('"2026-11-02T02:15:00Z"', '"2026-11-02T02:15:00"', "expected a moment with an offset"),
    "a sequence below 1": ("sequence = 412", "sequence = -1", "expected a whole number from 1"),
    "not TOML": ("[delivery]", "[delivery", "mapping.toml is not TOML"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_mistake_in_the_mapping_is_refused_in_words(kind: str, build: Build, tmp_path: Path) -> None:
    found, put, words = WRONG[kind]

    with pytest.raises(MappingMistake) as caught:
        build(("mapping.toml", found, put))

    assert words in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["csv"]


def test_a_delivery_that_is_there_already_is_left_alone(build: Build) -> None:
    build()

    with pytest.raises(MappingMistake, match="is there already"):
        build()


def test_a_csv_that_cannot_be_read_at_all_is_refused(build: Build) -> None:
    with pytest.raises(MappingMistake, match=r"payments\.csv, after row 1: cannot be read as CSV"):
        build(("payments.csv", "P-88213", '"P-88213" x'))
