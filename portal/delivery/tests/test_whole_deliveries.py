"""The small print about a delivery as a whole: its manifest, its bytes, its path, its zip."""

import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest

from portal.delivery.actions import check_delivery
from portal.delivery.reading import integrity
from portal.delivery.tests.conftest import Take, without_seconds
from portal.delivery.tests.made_by_hand import PDF, Delivery, document, issued, person


def good() -> Delivery:
    rows = [document(file=issued("files/2026/d 1.pdf"))]
    return Delivery().with_rows(people=[person()], documents=rows).with_file("files/2026/d 1.pdf")


def refusal(take: Take, delivery: Delivery | Path) -> str:
    report = take(delivery)
    assert (report.outcome, report.files, report.rejected) == ("refused", {}, [])
    return report.reason or ""


MANIFESTS: list[tuple[dict[str, Any], str]] = [
    ({"note": "x"}, '"note" is not a field of the format'),
    ({"sequence": None}, "sequence is missing"),
    ({"sequence": 0}, "sequence: found 0, expected a whole number from 1 to 2^63-1"),
    ({"sequence": 2**63}, "expected a whole number from 1 to 2^63-1"),
    ({"sequence": "1"}, 'sequence: found "1"'),
    ({"sequence": True}, "sequence: found true"),
    ({"sequence": 1.0}, "found the number 1.0, expected a whole number without point"),
    ({"version": "1"}, 'version is "1", expected 1'),
    ({"version": True}, "version is true, expected 1"),
    ({"delivery_id": ".hidden"}, 'delivery_id: found ".hidden"'),
    ({"delivery_id": "a" * 65}, "expected 1 to 64 of"),
    ({"delivery_id": "a b"}, "expected 1 to 64 of"),
    ({"source": " ContrOCC"}, "without a space at either end"),
    ({"scope": "all"}, 'scope: found "all", expected one of "changes", "full"'),
    ({"produced_at": "2026-11-20T02:15:00"}, "a moment with an offset"),
    ({"produced_at": "2026-11-31T02:15:00Z"}, "a moment that exists"),
    ({"produced_at": "0001-01-01T00:00:00+01:00"}, "a moment that exists"),
    ({"produced_at": "yesterday"}, "a moment with an offset"),
    ({"files": [{"name": "people.jsonl"}]}, "is missing in files[0]"),
    ({"files": [{"name": "notes.jsonl", "sha256": "a" * 64, "bytes": 0, "rows": 0}]}, 'found "notes.jsonl"'),
    ({"files": [{"name": "../people.jsonl", "sha256": "a" * 64, "bytes": 0, "rows": 0}]}, "leaves the folder"),
    ({"files": [{"name": "people.jsonl", "sha256": "xyz", "bytes": 0, "rows": 0}]}, "64 hexadecimal digits"),
]


@pytest.mark.parametrize(("fields", "words"), MANIFESTS)
def test_a_manifest_with_a_fault_is_refused(fields: dict[str, Any], words: str, take: Take) -> None:
    assert words in refusal(take, good().changed(**fields))


def test_a_manifest_that_names_a_file_twice_is_refused(take: Take) -> None:
    delivery = good()

    assert "found people.jsonl twice" in refusal(take, delivery.changed(files=delivery.announced()[:1] * 2))


RAW_MANIFESTS = [
    (b"", "is not a JSON object"),
    (b"[]", "expected one JSON object"),
    (b"\xef\xbb\xbf{}", "byte order mark"),
    (b"\xff\xfe", "not valid UTF-8"),
    (b'{"version": 1, "version": 1}', 'the name "version" comes twice'),
    (b'{"format": "client-finance-delivery", "\\ud800": 1}', "half a character"),
    (b" " * 1_000_001, "more than 1000000 bytes"),
]


@pytest.mark.parametrize(("raw", "words"), RAW_MANIFESTS)
def test_a_manifest_that_is_not_strict_json_is_refused(raw: bytes, words: str, take: Take) -> None:
    assert words in refusal(take, good().with_file("manifest.json", raw))


@pytest.mark.parametrize("moment", ["2026-11-20T02:15:00Z", "2026-11-20T02:15+01:00", "2099-01-01T00:00:00.123-0500"])
def test_a_moment_is_iso_8601_with_an_offset_and_not_compared_with_the_clock(moment: str, take: Take) -> None:
    assert take(good().changed(produced_at=moment)).outcome == "taken"


def test_the_id_is_reported_when_it_can_be_read(take: Take) -> None:
    assert take(good().changed(scope="all")).delivery_id == "d-1"
    assert take(good().changed(delivery_id=None)).delivery_id is None
    assert take(good().with_file("manifest.json", b"{")).delivery_id is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda raw: b"\xef\xbb\xbf" + raw, "people.jsonl begins with a byte order mark"),
        (lambda raw: raw.replace(b"\n", b"\r\n"), "found CR before LF"),
        (lambda raw: raw[:-1], "found no LF at its end"),
    ],
)
def test_bytes_no_data_file_may_have_refuse_the_delivery(change: Any, words: str, take: Take) -> None:
    delivery = good()
    delivery.data["people.jsonl"] = change(delivery.data["people.jsonl"])

    assert words in refusal(take, delivery)


def test_the_line_with_a_cr_before_its_lf_is_named(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    people = [person(f"P{n}") for n in range(1, 6)]
    delivery = Delivery().with_rows(people=people)
    delivery.data["people.jsonl"] = delivery.data["people.jsonl"][:-1] + b"\r\n"

    for chunk in (1, 7, 1 << 20):
        monkeypatch.setattr(integrity, "CHUNK", chunk)

        assert "people.jsonl, line 5: found CR before LF" in refusal(take, delivery)


def test_an_empty_data_file_has_no_rows(take: Take) -> None:
    report = take(Delivery().with_rows(people=[]))

    assert (report.outcome, report.files["people.jsonl"].read) == ("taken", 0)


def test_a_path_that_is_missing_or_a_link_is_refused(take: Take, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(good().folder(tmp_path / "d"))

    assert refusal(take, tmp_path / "missing") == "found nothing named missing, expected a folder or a zip"
    assert "is a link, expected a folder or a zip" in refusal(take, tmp_path / "link")


def test_a_plain_file_is_read_as_a_zip_whatever_its_name(take: Take, tmp_path: Path) -> None:
    (tmp_path / "people.jsonl").write_bytes(b"{}\n")

    assert take(good().zip(tmp_path / "delivery.dat")).outcome == "taken"
    assert "people.jsonl is a broken zip" in refusal(take, tmp_path / "people.jsonl")


@pytest.mark.parametrize("inside", ["", "delivery-2026-11-20/"])
def test_a_zip_has_the_manifest_at_the_top_or_in_one_single_folder(inside: str, take: Take, tmp_path: Path) -> None:
    report = take(good().zip(tmp_path / "d.zip", inside=inside))

    assert (report.outcome, report.rejected) == ("taken", [])


def test_a_zip_with_more_than_one_folder_at_the_top_has_no_manifest(take: Take, tmp_path: Path) -> None:
    path = good().zip(tmp_path / "d.zip", inside="one/")
    add(path, "two/notes.txt")

    assert "found no manifest.json" in refusal(take, path)


def test_the_zip_of_a_folder_has_the_same_content(take: Take, tmp_path: Path) -> None:
    take(good().folder(tmp_path / "d"))

    assert take(good().zip(tmp_path / "d.zip")).outcome == "already_taken"


def test_entries_for_folders_are_allowed_in_a_zip(take: Take, tmp_path: Path) -> None:
    path = good().zip(tmp_path / "d.zip")
    add(path, "files/")
    add(path, "files/empty/")

    assert take(path).outcome == "taken"


def add(path: Path, name: str, raw: bytes = b"", mode: int = 0) -> None:
    info = zipfile.ZipInfo(name)
    info.filename = info.orig_filename = name
    info.external_attr = mode << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(info, raw)


@pytest.mark.parametrize(
    ("name", "mode", "words"),
    [
        ("../evil.txt", 0, "a path that leaves the folder"),
        ("/evil.txt", 0, "a path that leaves the folder"),
        ("files/../../evil.txt", 0, "a path that leaves the folder"),
        ("files\\evil.txt", 0, "a path that leaves the folder"),
        ("files//", 0, "a path that leaves the folder"),
        ("files/link.pdf", 0o120777, "is a link"),
        ("files/pipe", 0o010644, "neither a plain file nor a folder"),
        ("files/device", 0o020644, "neither a plain file nor a folder"),
        ("PEOPLE.jsonl", 0, "two entries are named"),
        ("people.jsonl/", 0, "two entries are named"),
        ("files/a\0.pdf", 0, "holds a NUL"),
        ("notes.txt", 0, "which is not in the manifest"),
    ],
)
def test_a_zip_with_an_entry_that_may_not_be_there_is_refused(
    name: str, mode: int, words: str, take: Take, tmp_path: Path
) -> None:
    path = good().zip(tmp_path / "d.zip")
    add(path, name, mode=mode)

    assert words in refusal(take, path)


def test_a_zip_with_two_entries_of_one_name_is_refused(take: Take, tmp_path: Path) -> None:
    path = good().zip(tmp_path / "d.zip")
    with pytest.warns(UserWarning, match="Duplicate name"):
        add(path, "people.jsonl", b"{}\n")

    assert "broken zip: two entries are named" in refusal(take, path)


def test_an_encrypted_entry_is_refused(take: Take, tmp_path: Path) -> None:
    path = good().zip(tmp_path / "d.zip")
    raw = bytearray(path.read_bytes())
    central = raw.index(b"PK\x01\x02")
    struct.pack_into("<H", raw, central + 8, 1)
    path.write_bytes(raw)

    assert "is encrypted" in refusal(take, path)


def test_a_zip_that_unpacks_to_more_than_200_times_its_size_is_refused(take: Take, tmp_path: Path) -> None:
    path = good().with_file("files/zeros", bytes(5_000_000)).zip(tmp_path / "d.zip")

    assert "at most 200 times" in refusal(take, path)


def test_a_zip_of_more_than_4_gb_is_refused_before_it_is_unpacked(take: Take, tmp_path: Path) -> None:
    path = good().zip(tmp_path / "d.zip")
    raw = bytearray(path.read_bytes())
    central = raw.index(b"PK\x01\x02")
    struct.pack_into("<I", raw, central + 24, 4_000_000_001)
    path.write_bytes(raw)

    assert "at most 4000000000" in refusal(take, path)


def test_a_damaged_pdf_in_a_zip_refuses_it_also_when_no_row_names_it(take: Take, tmp_path: Path) -> None:
    path = good().with_file("files/unnamed.pdf", PDF * 3).zip(tmp_path / "d.zip")
    raw = bytearray(path.read_bytes())
    at = raw.rindex(b"unnamed.pdf", 0, raw.index(b"PK\x01\x02")) + len("unnamed.pdf")
    raw[at + 8] ^= 0xFF
    path.write_bytes(raw)

    assert 'broken zip: "files/unnamed.pdf"' in refusal(take, path)


def test_names_a_zip_program_wrote_in_utf8_without_saying_so_are_found(take: Take, tmp_path: Path) -> None:
    name = "files/Müller.pdf"
    delivery = Delivery().with_rows(people=[person()], documents=[document(file=issued(name))]).with_file(name)
    raw = delivery.zip(tmp_path / "d.zip").read_bytes()
    unsaid = raw.replace(b"PK\x03\x04\x14\x00\x00\x08", b"PK\x03\x04\x14\x00\x00\x00")
    unsaid = unsaid.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x08", b"PK\x01\x02\x14\x03\x14\x00\x00\x00")
    (tmp_path / "d.zip").write_bytes(unsaid)

    assert (unsaid != raw, take(tmp_path / "d.zip").rejected) == (True, [])


def test_a_link_or_backslash_deep_under_files_is_refused(take: Take, tmp_path: Path) -> None:
    path = good().folder(tmp_path / "d")
    (path / "files" / "2026" / "a\\b.pdf").write_bytes(PDF)

    assert "leaves the folder" in refusal(take, path)


def test_folder_and_zip_give_the_same_report(db: None, tmp_path: Path) -> None:
    bad = good().with_rows(people=[person(title=7), b"\xff", person("P2")])

    zipped = check_delivery(path=bad.zip(tmp_path / "d.zip", inside="d/"))
    folder = check_delivery(path=bad.folder(tmp_path / "d"))

    assert without_seconds(zipped) == without_seconds(folder)
    assert [row.line for row in folder.rejected] == [1, 2, 1]
