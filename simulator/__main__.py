"""`python -m simulator DIR --people N --periods P --seed S` writes a made-up council's deliveries into DIR."""

import argparse
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path

from simulator.addresses import write_addresses
from simulator.council import Council, Size
from simulator.days import UK
from simulator.documents import Issue
from simulator.pdfs import Printer
from simulator.writer import Delivery


def main() -> None:
    options = _options()
    home: Path = options.folder
    if home.exists() and any(home.iterdir()):
        raise SystemExit(f"{home} is not empty: give a folder for these deliveries alone.")
    size = Size(options.people, options.periods, options.seed, options.today)
    write_deliveries(home, size, pdfs=options.pdfs)


def write_deliveries(home: Path, size: Size, *, pdfs: bool) -> None:
    """Writes one full delivery, one of changes for each period, and addresses.csv."""
    council, printer = Council(size), Printer()
    with ExitStack() as stack:
        deliveries = [Delivery(home, number, period, stack) for number, period in enumerate(council.periods)]
        for told in council.tell():
            if not isinstance(told, Issue):
                deliveries[told.delivery].add(told.file, told.row)
                continue
            row = dict(told.document.row)
            if pdfs:
                content = printer.pdf(told.document)
                row["file"] = deliveries[told.delivery].add_pdf(f"{told.document.ref}.pdf", content)
            deliveries[told.delivery].add("documents.jsonl", row)
        for delivery in deliveries:
            delivery.close()
    write_addresses(home / "addresses.csv", council.places.known)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulator", description="Writes a made-up council's deliveries.")
    parser.add_argument("folder", metavar="DIR", type=Path, help="where to write; empty or not there yet")
    parser.add_argument("--people", metavar="N", type=_at_least_one, default=60)
    parser.add_argument("--periods", metavar="P", type=_at_least_one, default=8, help="four-weekly payment runs")
    parser.add_argument("--seed", metavar="S", type=int, default=1, help="the same seed writes the same bytes")
    parser.add_argument("--today", type=date.fromisoformat, default=datetime.now(UK).date(), help="YYYY-MM-DD")
    parser.add_argument("--pdfs", action=argparse.BooleanOptionalAction, default=True, help="write the issued PDFs")
    return parser.parse_args()


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


if __name__ == "__main__":
    main()
