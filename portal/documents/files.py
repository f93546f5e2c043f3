"""Where an issued PDF lies in the document store: by its content, so a retry writes the same file to the same place."""


def stored_name(sha256: str) -> str:
    """The name in the document store of the PDF with this sha256 (64 hexadecimal digits), e.g. "ab/abcdef….pdf"."""
    digits = sha256.lower()
    return f"{digits[:2]}/{digits}.pdf"
