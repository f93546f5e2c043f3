"""The people: even a small council has one of everything a real one has."""

from collections import Counter

from simulator.tests.conftest import TODAY, Rows


def test_there_are_as_many_people_as_asked_for(rows: Rows) -> None:
    assert len({person["person_ref"] for person in rows("people.jsonl")}) == 60


def test_people_share_houses_surnames_and_care_homes(rows: Rows) -> None:
    homes: dict[str, set[str]] = {}
    names: dict[str, list[str]] = {}
    for person in rows("people.jsonl"):
        uprn = person["addresses"][0]["uprn"]
        if person["person_ref"] not in homes.setdefault(uprn, set()):
            homes[uprn].add(person["person_ref"])
            names.setdefault(uprn, []).append(person["last_name"])
    assert sum(len(people) > 1 and len(set(names[uprn])) == 1 for uprn, people in homes.items()) >= 3
    assert max(len(people) for people in homes.values()) >= 5


def test_every_role_is_held_by_somebody(rows: Rows) -> None:
    assert {row["role"] for row in rows("representatives.jsonl")} == {
        "power_of_attorney",
        "dwp_appointee",
        "deputy",
        "nominated_financial_representative",
        "direct_payment_nominee",
        "executor",
    }


def test_relatives_and_organisations_act_for_several_people(rows: Rows) -> None:
    held = {row["representative_ref"]: row for row in rows("representatives.jsonl")}.values()
    relatives = Counter(row["email"] for row in held if "last_name" in row)
    organisations = Counter(row["organisation"] for row in held if "organisation" in row)
    assert relatives["peter.okafor@example.com"] == 2
    assert organisations.most_common(1)[0][1] >= 2


def test_people_move_die_change_their_name_and_come_later(rows: Rows) -> None:
    told: dict[str, list[dict[str, object]]] = {}
    for person in rows("people.jsonl"):
        told.setdefault(str(person["person_ref"]), []).append(person)
    changed = [versions for versions in told.values() if len(versions) > 1]
    assert any("date_of_death" in versions[-1] for versions in changed)
    assert any(len(versions[-1]["addresses"]) > 1 for versions in changed)  # type: ignore[arg-type]  # a list
    assert any(versions[-1]["last_name"] != versions[0]["last_name"] for versions in changed)
    assert all("date_of_death" not in versions[0] for versions in told.values())


def test_roles_end_in_the_past_and_in_the_future(rows: Rows) -> None:
    ends = {row["representative_ref"]: row["ends_on"] for row in rows("representatives.jsonl") if "ends_on" in row}
    assert {end < TODAY.isoformat() for end in ends.values()} == {True, False}


def test_nothing_is_issued_after_a_death(rows: Rows) -> None:
    died = {row["person_ref"]: row["date_of_death"] for row in rows("people.jsonl") if "date_of_death" in row}
    issued = [row for row in rows("documents.jsonl") if row["person_ref"] in died]
    assert all(row["issued_on"] <= died[row["person_ref"]] for row in issued)


def test_documents_are_issued_again_and_withdrawn(rows: Rows) -> None:
    documents = rows("documents.jsonl")
    known = {row["document_ref"]: row["person_ref"] for row in documents}
    again = [row for row in documents if "supersedes" in row]
    withdrawn = [row for row in documents if row.get("withdrawn")]
    assert again
    assert all(known[row["supersedes"]] == row["person_ref"] for row in again)
    assert withdrawn
    assert all("body" not in row for row in withdrawn)


def test_payments_stand_in_every_way_they_can(rows: Rows) -> None:
    payments = rows("payments.jsonl")
    documents = {row["document_ref"] for row in rows("documents.jsonl")}
    assert {row["status"] for row in payments} == {
        "awaiting_authorisation",
        "scheduled",
        "paid",
        "offset",
        "returned",
        "suspended",
    }
    assert all(row["document_ref"] in documents for row in payments if "document_ref" in row)


def test_the_last_payment_was_made_on_the_last_working_day(rows: Rows) -> None:
    paid = [row["expected_on"] for row in rows("payments.jsonl") if row["status"] == "paid"]
    assert max(paid) == "2026-11-20"
