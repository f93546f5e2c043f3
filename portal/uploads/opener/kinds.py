"""What a file is, by its first bytes. Its name has no say."""

from portal.uploads.refusals import Refusal, Refused

PDF = b"%PDF-"
JPEG = b"\xff\xd8\xff"
PNG = b"\x89PNG\r\n\x1a\n"
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Of the still pictures that come in a box of ISO base media; the one of AVIF is not among them.
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
# An Office document with a password is an OLE file with this entry.
ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")


def kind_of(content: bytes) -> str:
    """What it claims to be, until it is opened: "pdf", "jpeg", "png", "heic" or "docx". Raises Refused."""
    if content.startswith(PDF):
        return "pdf"
    if content.startswith(JPEG):
        return "jpeg"
    if content.startswith(PNG):
        return "png"
    if content.startswith(ZIP):
        return "docx"
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        return "heic"
    if content.startswith(OLE) and ENCRYPTED_OFFICE in content:
        raise Refused(Refusal.PASSWORD)
    raise Refused(Refusal.WRONG_KIND)
