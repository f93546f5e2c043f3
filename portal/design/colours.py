"""Shades of the organisation's colours, worked out here so that browsers need not know how."""


def darker(colour: str, share: float) -> str:
    """`#rrggbb` mixed with black: 0 leaves it as it is, 1 is black."""
    return "#" + "".join(f"{round(int(colour[at : at + 2], 16) * (1 - share)):02x}" for at in (1, 3, 5))
