"""Who reads: the person themselves is "you", anybody else reads about the person by name."""

from dataclasses import dataclass

from portal.documents.explaining.figures import possessive


@dataclass(frozen=True, slots=True)
class Reader:
    """`own`: the reader is the person the document is about; `first_name` is that person's."""

    own: bool
    first_name: str

    @property
    def you(self) -> str:
        """E.g. "you" or "Mary"."""
        return "you" if self.own else self.first_name

    @property
    def your(self) -> str:
        """E.g. "your" or "Mary’s"."""
        return "your" if self.own else possessive(self.first_name)

    def verb(self, plain: str) -> str:
        """The verb after "you" or the name: "pay" or "pays"."""
        return plain if self.own else f"{plain}s"

    @property
    def words(self) -> dict[str, str]:
        """The words a sentence may ask for; with a capital at its beginning."""
        return {"you": self.you, "You": _capital(self.you), "your": self.your, "Your": _capital(self.your)}


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
