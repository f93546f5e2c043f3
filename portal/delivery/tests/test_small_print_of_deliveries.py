"""The small print of the format about whole deliveries: full ones, held ones, and those that come again."""

from portal.delivery.models import Delivery as Kept
from portal.delivery.tests.conftest import Take, what_people_see
from portal.delivery.tests.made_by_hand import Delivery, changes, document, full, person, representative
from portal.people.models import Person, Representative


def test_a_person_whose_row_is_rejected_is_not_left_out_of_a_full_delivery(take: Take) -> None:
    people = [person(f"P{number}") for number in range(5)]
    take(full(1, people=people))

    report = take(full(2, people=[*people[:3], person("P3", title=7), person("P4", title=7)]))

    assert report.outcome == "taken"
    assert not Person.objects.exclude(no_longer_held_since=None).exists()


def test_a_row_whose_key_cannot_be_read_holds_nobody(take: Take) -> None:
    people = [person(f"P{number}") for number in range(5)]
    take(full(1, people=people))

    report = take(full(2, people=[*people[:4], b"{"]))

    assert (report.outcome, report.rejected[0].key) == ("taken", None)
    assert Person.objects.get(person_ref="P4").no_longer_held_since


def test_only_people_of_the_same_source_vanish_and_only_once(take: Take) -> None:
    take(Delivery("o-1", 1).changed(source="Other").with_rows(people=[person("O1")]))
    people = [person(f"P{number}") for number in range(5)]
    take(full(1, people=people))
    take(full(2, people=people[:4]))

    report = take(full(3, people=people[:4]))

    assert report.outcome == "taken"
    assert Person.objects.get(person_ref="O1").no_longer_held_since is None


def test_representatives_that_a_full_delivery_leaves_out_are_marked(take: Take) -> None:
    roles = [representative("R1"), representative("R2")]
    take(full(1, people=[person()], representatives=roles))

    take(full(2, people=[person()], representatives=roles[:1]))

    assert Representative.objects.get(representative_ref="R2").no_longer_held_since
    assert take(changes(3, representatives=roles)).files["representatives.jsonl"].changed == 1
    assert Representative.objects.get(representative_ref="R2").no_longer_held_since is None


def test_people_marked_as_no_longer_held_are_still_known(take: Take) -> None:
    people = [person(f"P{number}") for number in range(5)]
    take(full(1, people=people))
    take(full(2, people=people[:4]))

    assert take(changes(3, documents=[document("D1", "P4")])).rejected == []


def test_a_full_delivery_without_people_is_held(take: Take) -> None:
    take(changes(1, people=[person()]))

    report = take(full(2))

    assert report.outcome == "held"
    assert report.reason == "people.jsonl: 1 of 1 people would vanish, which is more than 20 %"


def test_a_delivery_of_changes_makes_nobody_vanish(take: Take) -> None:
    take(changes(1, people=[person("P1"), person("P2")]))

    assert take(changes(2, people=[person("P1")])).outcome == "taken"
    assert not Person.objects.exclude(no_longer_held_since=None).exists()


def test_a_held_delivery_is_judged_afresh_when_its_id_comes_again(take: Take) -> None:
    bad = [person(f"b{number}", title=7) for number in range(20)]
    take(changes(1, people=bad))
    assert take(changes(1, people=bad)).outcome == "held"
    assert Kept.objects.get().rejected_rows.count() == 20

    assert take(changes(1, people=[person()])).outcome == "taken"

    kept = Kept.objects.get()
    assert (kept.outcome, kept.reason, kept.rejected_rows.count()) == ("taken", "", 0)


def test_a_held_delivery_does_not_use_up_its_sequence(take: Take) -> None:
    take(changes(5, people=[person(f"b{number}", title=7) for number in range(20)]))

    assert take(changes(4, people=[person()])).outcome == "taken"


def test_all_rejected_rows_are_kept_and_100_are_reported(take: Take) -> None:
    people = [person(f"b{number}", title=7) for number in range(150)]

    report = take(changes(1, people=people), confirm=True)

    assert [row.line for row in report.rejected] == list(range(1, 101))
    assert Kept.objects.get().rejected_rows.count() == 150


def test_an_older_delivery_that_comes_again_is_already_taken(take: Take) -> None:
    first = changes(1, people=[person()])
    take(first)
    take(changes(2, people=[person(last_name="Smith")]))

    assert take(first).outcome == "already_taken"
    assert Person.objects.get().last_name == "Smith"


def test_the_same_manifest_with_a_damaged_file_is_refused(take: Take) -> None:
    delivery = changes(1, people=[person()])
    take(delivery)
    delivery.manifest["files"] = delivery.announced()
    delivery.data["people.jsonl"] = delivery.data["people.jsonl"].replace(b"Mary", b"Many")
    before = what_people_see()

    assert take(delivery).outcome == "refused"
    assert what_people_see() == before
