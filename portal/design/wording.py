"""The words a field makes from its label (screens.md 0.3)."""


def label_of(label: str, *, optional: bool) -> str:
    """The label, saying so when nothing need be given."""
    return f"{label} (optional)" if optional and not label.endswith("(optional)") else label


def sentence_of(verb: str, label: str) -> str:
    """What to do when nothing was given, e.g. "Enter postcode"; forms give a better sentence where they can."""
    return f"{verb} {label[:1].lower()}{label[1:]}"
