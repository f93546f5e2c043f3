"""How well a colour can be told from white."""


def contrast_on_white(colour: str) -> float:
    """The contrast ratio of WCAG 2.2 between `#rrggbb` and white: 1.0 (the same) to 21.0 (black)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(share: float) -> float:
    return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
