"""Chance that is fair from the start: even a small council has one of everything."""

from collections.abc import Sequence
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Deck(Generic[T]):
    """Deals each card once, in order; after that by chance, `usual` much more often than the rest."""

    def __init__(self, random: Random, cards: Sequence[T], usual: T, usual_share: float) -> None:
        self._random = random
        self._cards = cards
        self._waiting = list(reversed(cards))
        self._usual = usual
        self._usual_share = usual_share

    def deal(self) -> T:
        if self._waiting:
            return self._waiting.pop()
        if self._random.random() < self._usual_share:
            return self._usual
        return self._random.choice(self._cards)
