"""The local table: filled from AddressBase Plus or LLPG-style CSV, and looked up in."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from portal.addresses.lookup import LookupDown, find_addresses
from portal.addresses.models import AddressLoad, KnownAddress

pytestmark = pytest.mark.django_db

PLUS = """\
UPRN,CHANGE_TYPE,RM_ORGANISATION_NAME,SUB_BUILDING_NAME,BUILDING_NAME,BUILDING_NUMBER,PAO_START_NUMBER,STREET_DESCRIPTION,THOROUGHFARE,DEPENDENT_LOCALITY,TOWN_NAME,POST_TOWN,POSTCODE,POSTCODE_LOCATOR,ADDRESSBASE_POSTAL
100120000010,I,,,,10,10,ORCHARD LANE,ORCHARD LANE,,WESTMERE,WESTMERE,WM5 2NP,WM5 2NP,D
100120000002,I,,,,2,2,ORCHARD LANE,ORCHARD LANE,,WESTMERE,WESTMERE,WM5 2NP,WM5 2NP,D
100120000003,I,,FLAT 2,,2,2,ORCHARD LANE,ORCHARD LANE,,WESTMERE,WESTMERE,WM5 2NP,WM5 2NP,D
100120000004,I,,,THE OLD FORGE,,,MILL LANE,MILL LANE,STOKE BY MERE,WESTMERE,WESTMERE,wm52nq,WM5 2NQ,D
100120000005,I,,,,,,MERE ROAD,,,WESTMERE,,,WM5 2NR,N
"""
LLPG = """\
"uprn","organisation","sao_text","sao_start_number","pao_start_number","pao_start_suffix","pao_end_number","pao_text","street_descriptor","locality_name","town_name","postcode"
100120000020,,"FLAT 3",,16,"B",,,"MILL LANE","STOKE BY MERE","WESTMERE","WM5 2NQ"
100120000021,,,,16,,18,,"MILL LANE",,"WESTMERE","WM5 2NQ"
100120000022,,,,,,,"MERE COTTAGE","MILL LANE",,"WESTMERE","WM5 2NQ"
"""


def load(folder: Path, text: str, encoding: str = "utf-8") -> tuple[str, str]:
    """What the command says, and what it complains about."""
    file = folder / "addresses.csv"
    file.write_text(text, encoding=encoding)
    out, err = io.StringIO(), io.StringIO()
    call_command("load_addresses", str(file), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def shown(postcode: str) -> list[str]:
    return [str(address) for address in find_addresses(postcode)]


def test_addressbase_plus_is_taken_and_looked_up_in_the_order_of_the_street(tmp_path: Path) -> None:
    out, err = load(tmp_path, PLUS)
    assert out.strip() == "4 addresses taken, 0 removed, 1 not postal, 0 bad rows left out."
    assert err == ""
    assert shown("WM5 2NP") == [
        "2 Orchard Lane, Westmere",
        "Flat 2, 2 Orchard Lane, Westmere",
        "10 Orchard Lane, Westmere",
    ]
    assert shown("WM5 2NQ") == ["The Old Forge, Mill Lane, Stoke by Mere, Westmere"]


def test_an_llpg_is_taken(tmp_path: Path) -> None:
    load(tmp_path, LLPG, encoding="utf-8-sig")
    assert shown("WM5 2NQ") == [
        "16-18 Mill Lane, Westmere",
        "Flat 3, 16B Mill Lane, Stoke by Mere, Westmere",
        "Mere Cottage, Mill Lane, Westmere",
    ]


def test_the_same_file_again_changes_nothing_and_a_newer_one_replaces(tmp_path: Path) -> None:
    load(tmp_path, PLUS)
    before = list(KnownAddress.objects.order_by("uprn").values())
    load(tmp_path, PLUS)
    assert list(KnownAddress.objects.order_by("uprn").values()) == before
    load(tmp_path, PLUS.replace(",10,10,", ",10A,10,"))
    assert "10A Orchard Lane, Westmere" in shown("WM5 2NP")
    assert KnownAddress.objects.count() == 4


def test_what_a_change_only_supply_removes_is_deleted(tmp_path: Path) -> None:
    load(tmp_path, PLUS)
    header, first, *_ = PLUS.splitlines()
    out, _ = load(tmp_path, f"{header}\n{first.replace(',I,', ',D,')}\n")
    assert out.startswith("0 addresses taken, 1 removed")
    assert "10 Orchard Lane, Westmere" not in shown("WM5 2NP")


def test_bad_rows_are_told_by_line_and_the_rest_is_taken(tmp_path: Path) -> None:
    bad = "x,I,,,,1,1,A,A,,B,WESTMERE,WM5 2NP,,D\n9,I,,,,1,1,A,A,,B,WESTMERE,WM5,,D\n8,I,,,,,,,,,,WESTMERE,WM5 2NP,,D\n"
    out, err = load(tmp_path, PLUS + bad)
    assert out.startswith("4 addresses taken")
    assert out.strip().endswith("3 bad rows left out.")
    assert err.splitlines() == [
        "line 7: no UPRN",
        "line 8: no UK postcode: 'WM5'",
        "line 9: no street, building or town",
    ]


def test_each_load_is_kept_with_its_file_and_its_numbers_and_none_that_failed(tmp_path: Path) -> None:
    load(tmp_path, PLUS)
    load(tmp_path, PLUS.replace("100120000010,I", "100120000010,D") + "x,I,,,,1,1,A,A,,B,WESTMERE,WM5,,D\n")
    with pytest.raises(CommandError):
        load(tmp_path, "1,2,3\n")
    kept = AddressLoad.objects.order_by("pk").values_list("name", "taken", "removed", "bad")
    assert list(kept) == [("addresses.csv", 4, 0, 0), ("addresses.csv", 3, 1, 1)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1,2,3\n", "Missing: UPRN, POSTCODE or POSTCODE_LOCATOR"),
        ("UPRN,TOWN_NAME\n", "Missing: POSTCODE or POSTCODE_LOCATOR"),
        ("", "The first line must name the columns"),
    ],
)
def test_a_file_without_the_names_of_its_columns_is_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        load(tmp_path, text)


def test_a_file_that_is_missing_or_not_utf_8_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("load_addresses", str(tmp_path / "none.csv"))
    with pytest.raises(CommandError, match="not UTF-8"):
        load(tmp_path, PLUS + "1,I,,,CAFÉ,,,A,A,,B,WESTMERE,WM5 2NP,,D\n", encoding="latin-1")
    assert not KnownAddress.objects.exists()


def test_a_table_never_filled_is_a_lookup_that_is_down(tmp_path: Path) -> None:
    with pytest.raises(LookupDown):
        find_addresses("WM5 2NP")
    load(tmp_path, PLUS)
    assert find_addresses("WM9 9ZZ") == []


def test_many_addresses_are_taken_in_bulk(tmp_path: Path) -> None:
    header = PLUS.splitlines()[0]
    rows = "\n".join(f"{n},I,,,,{n},{n},LONG LANE,LONG LANE,,W,WESTMERE,WM5 2NP,,D" for n in range(1, 20_001))
    out, _ = load(tmp_path, f"{header}\n{rows}\n")
    assert out.startswith("20000 addresses taken")
