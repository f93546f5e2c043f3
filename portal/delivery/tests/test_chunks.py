"""What PostgreSQL is told of rows that were read at once."""

from portal.delivery.merging.chunks import chunks
from portal.delivery.reading.rows import ReadRow
from portal.delivery.tables import PAYMENTS


def row(line: int, key: str) -> ReadRow:
    return ReadRow(line, key, None, person_ref="P1", content_hash=b"\x01", values=(None, None, "paid", None, None, ""))


def test_a_key_in_the_chunk_in_front_is_known_also_when_that_is_used_up() -> None:
    read = [[row(1, "A"), row(2, "B"), row(3, "A")], [row(4, "B"), row(5, "C")], [row(6, "A")]]
    first = []
    for chunk in chunks(PAYMENTS, read):
        first.append(chunk.told["first"].split())
        chunk.good.clear()

    assert first == [["t", "t", "f"], ["f", "t"], ["t"]]


def test_a_chunk_has_as_many_rows_as_were_read() -> None:
    faulty = ReadRow(2, None, "is an empty line, expected one JSON object")
    [chunk] = chunks(PAYMENTS, [[row(1, "A"), faulty]])
    chunk.good.clear()

    assert (len(chunk), chunk.faulty) == (2, [faulty])
