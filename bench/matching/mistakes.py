"""What people type about somebody: the mistakes made at a counter and on a telephone, one or several at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from bench.matching.households import Address, County, Somebody
from bench.matching.slips import HEARD, SEEN, plain, replaced, slip


@dataclass(slots=True)
class Typed:
    """What stands in the form."""

    first: str
    last: str
    born: date | None
    lines: list[str]
    postcode: str
    uprn: str
    known_as: str = ""
    ref: str = ""


@cache
def nicknames() -> dict[str, list[str]]:
    """What people of a name call themselves; the bench's own list."""
    text = (Path(__file__).parent / "nicknames.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {name: others for name, *others in rows}


Mistake = Callable[[Typed, Somebody, County], bool]


def exact(_typed: Typed, _who: Somebody, _county: County) -> bool:
    return True


def nickname(typed: Typed, who: Somebody, county: County) -> bool:
    if who.first not in nicknames():
        return False
    typed.first = county.chance.choice(nicknames()[who.first])
    return True


def forename_typo(typed: Typed, _who: Somebody, county: County) -> bool:
    typed.first, before = slip(typed.first, county.chance), typed.first
    return typed.first != before


def surname_typo(typed: Typed, _who: Somebody, county: County) -> bool:
    typed.last, before = slip(typed.last, county.chance), typed.last
    return typed.last != before


def surname_by_ear(typed: Typed, _who: Somebody, county: County) -> bool:
    typed.last, before = replaced(typed.last, HEARD, county.chance), typed.last
    return typed.last != before


def forename_by_ear(typed: Typed, _who: Somebody, county: County) -> bool:
    typed.first, before = replaced(typed.first, HEARD, county.chance), typed.first
    return typed.first != before


def scanned(typed: Typed, _who: Somebody, county: County) -> bool:
    typed.last, before = replaced(typed.last, SEEN, county.chance), typed.last
    return typed.last != before


def title_in_name(typed: Typed, _who: Somebody, county: County) -> bool:
    typed.first = f"{county.chance.choice(('Mr', 'Mrs', 'Ms.', 'Dr', 'Miss'))} {typed.first}"
    return True


def swapped_names(typed: Typed, _who: Somebody, _county: County) -> bool:
    typed.first, typed.last = typed.last, typed.first
    return True


def middle_name_used(typed: Typed, who: Somebody, _county: County) -> bool:
    typed.first = who.middle or typed.first
    return bool(who.middle) and who.middle != who.first


def both_forenames(typed: Typed, who: Somebody, _county: County) -> bool:
    typed.first = f"{who.first} {who.middle}"
    return bool(who.middle)


def initial_only(typed: Typed, who: Somebody, _county: County) -> bool:
    typed.first = who.first[0]
    return True


def earlier_surname(typed: Typed, who: Somebody, _county: County) -> bool:
    typed.last = who.previous[0] if who.previous else typed.last
    return bool(who.previous)


def married_since(typed: Typed, who: Somebody, county: County) -> bool:
    typed.last = next(county.households())[0].last
    return typed.last != who.last


def half_of_double(typed: Typed, who: Somebody, county: County) -> bool:
    typed.last = county.chance.choice(who.last.split("-"))
    return "-" in who.last


def made_double(typed: Typed, who: Somebody, county: County) -> bool:
    typed.last = f"{who.last}-{next(county.households())[0].last}"
    return "-" not in who.last


def plain_letters(typed: Typed, _who: Somebody, _county: County) -> bool:
    before = typed.first + typed.last
    typed.first, typed.last = plain(typed.first), plain(typed.last)
    return typed.first + typed.last != before


def shouted(typed: Typed, _who: Somebody, _county: County) -> bool:
    typed.first, typed.last = f" {typed.first.upper()} ", typed.last.upper()
    typed.postcode = typed.postcode.lower().replace(" ", "")
    return True


def day_month(typed: Typed, who: Somebody, _county: County) -> bool:
    if who.born.day > 12 or who.born.day == who.born.month:
        return False
    typed.born = who.born.replace(day=who.born.month, month=who.born.day)
    return True


def date_digit(typed: Typed, who: Somebody, county: County) -> bool:
    for _ in range(20):
        written = list(f"{who.born:%d%m%Y}")
        place = county.chance.choice((0, 1, 2, 3, 6, 7, 7))
        written[place] = county.chance.choice("0123456789")
        typed.born = _day("".join(written)) or who.born
        if typed.born != who.born:
            return True
    return False


def date_digits_swapped(typed: Typed, who: Somebody, county: County) -> bool:
    for place in county.chance.sample((0, 2, 6), 3):
        written = list(f"{who.born:%d%m%Y}")
        written[place], written[place + 1] = written[place + 1], written[place]
        typed.born = _day("".join(written)) or who.born
        if typed.born != who.born:
            return True
    return False


def year_off(typed: Typed, who: Somebody, county: County) -> bool:
    try:
        typed.born = who.born.replace(year=who.born.year + county.chance.choice((-1, 1, -10, 10)))
    except ValueError:
        return False
    return True


def earlier_address(typed: Typed, who: Somebody, _county: County) -> bool:
    if who.earlier is None:
        return False
    _live_at(typed, who.earlier)
    return True


def moved(typed: Typed, _who: Somebody, county: County) -> bool:
    _live_at(typed, county.address())
    return True


def postcode_typo(typed: Typed, _who: Somebody, county: County) -> bool:
    if not typed.postcode:
        return False
    typed.uprn = ""
    place = county.chance.randrange(len(typed.postcode))
    letter = typed.postcode[place]
    others = "0123456789" if letter.isdigit() else "ABCDEFGHJKLMNPRSTUWY"
    typed.postcode = typed.postcode[:place] + county.chance.choice(others) + typed.postcode[place + 1 :]
    return letter not in (" ", typed.postcode[place])


def postcode_look_alike(typed: Typed, _who: Somebody, county: County) -> bool:
    typed.uprn = ""
    typed.postcode, before = (
        replaced(typed.postcode, (("0", "O"), ("1", "I"), ("5", "S"), ("S", "5"), ("B", "8")), county.chance),
        typed.postcode,
    )
    return typed.postcode != before


def house_number(typed: Typed, _who: Somebody, county: County) -> bool:
    if not typed.lines:
        return False
    typed.lines, typed.uprn = [f"{county.chance.randint(181, 300)} {typed.lines[-1].partition(' ')[2]}"], ""
    return True


def postcode_alone(typed: Typed, _who: Somebody, _county: County) -> bool:
    typed.lines, typed.uprn = [], ""
    return True


def no_postcode(typed: Typed, _who: Somebody, _county: County) -> bool:
    typed.postcode = typed.uprn = ""
    return True


def wrong_uprn(typed: Typed, _who: Somebody, county: County) -> bool:
    typed.uprn = str(county.chance.randrange(10**11))
    return True


def letter_reference(typed: Typed, who: Somebody, county: County) -> bool:
    typed.ref = (
        f" {who.ref[:4]} {who.ref[4:].replace('0', 'O', 1)}"
        if county.chance.random() < 0.5
        else slip(who.ref, county.chance)
    )
    return True


def no_date(typed: Typed, _who: Somebody, _county: County) -> bool:
    typed.born = None
    return True


ONE: tuple[Mistake, ...] = (
    exact, nickname, forename_typo, surname_typo, surname_by_ear, forename_by_ear, scanned, title_in_name,
    swapped_names, middle_name_used, both_forenames, initial_only, earlier_surname, married_since, half_of_double,
    made_double, plain_letters, shouted, day_month, date_digit, date_digits_swapped, year_off, earlier_address, moved,
    postcode_typo, postcode_look_alike, house_number, postcode_alone, no_postcode, wrong_uprn, letter_reference,
    no_date,
)  # fmt: skip


def typed_about(who: Somebody, kind: str, county: County) -> Typed | None:
    """The form about somebody with mistakes of a kind: the name of one, "two at once" or "three at once".

    None where the mistake cannot be made about them.
    """
    typed = Typed(who.first, who.last, who.born, list(who.address.lines), who.address.postcode, "")
    if county.chance.random() < 0.5:
        typed.uprn = who.address.uprn
    by_name = {each.__name__.replace("_", " "): each for each in ONE}
    several = {"two at once": 2, "three at once": 3}.get(kind, 0)
    made = county.chance.sample(ONE[1:], several) if several else [by_name[kind]]
    if several and {no_date} & set(made) and {moved, married_since, initial_only, no_postcode} & set(made):
        return None  # With so little right nobody could tell.
    return typed if all(mistake(typed, who, county) for mistake in made) else None


KINDS = (*(each.__name__.replace("_", " ") for each in ONE), "two at once", "three at once")


def _day(written: str) -> date | None:
    try:
        day = date(int(written[4:]), int(written[2:4]), int(written[:2]))
    except ValueError:
        return None
    return day if day < date(2008, 1, 1) + timedelta() else None


def _live_at(typed: Typed, address: Address) -> None:
    typed.lines, typed.postcode, typed.uprn = list(address.lines), address.postcode, address.uprn
