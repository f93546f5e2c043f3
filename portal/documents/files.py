"""The issued PDFs. Each lies in the document store by its content: a retry writes the same file to the same place."""

import hashlib
import re
import unicodedata
from urllib.parse import quote

from django.core.files import File
from django.core.files.storage import default_storage

from portal.council.identity import DocumentKind
from portal.documents.models import Document

LONGEST_NAME = 80
KIND_IN_FILE_NAME = {
    DocumentKind.REMITTANCE_ADVICE: "remittance",
    DocumentKind.DEFERRED_PAYMENT_STATEMENT: "deferred-payment-statement",
    DocumentKind.FINANCIAL_ASSESSMENT: "financial-assessment",
}


class DamagedFile(Exception):
    """What lies in the store is not what was issued."""


def stored_name(sha256: str) -> str:
    """The name in the document store of the PDF with this sha256 (64 hexadecimal digits), e.g. "ab/abcdef….pdf"."""
    digits = sha256.lower()
    return f"{digits[:2]}/{digits}.pdf"


def open_issued(document: Document) -> "File[bytes]":
    """The issued PDF, at its first byte. The caller closes it.

    Raises DamagedFile when the content is not the issued one, FileNotFoundError when it is gone: something that was
    not issued is never handed out as the official record. Hashing a megabyte takes about a millisecond.
    """
    file = default_storage.open(stored_name(document.file_sha256))
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    if digest.hexdigest() != document.file_sha256.lower():
        file.close()
        raise DamagedFile(f"document {document.pk}")
    file.seek(0)
    return file


def download_name(document: Document, ending: str = ".pdf") -> str:
    """E.g. "2025-10-03_remittance_Mary-Bloggs.pdf". Letters and digits of any script, nothing a file system minds."""
    name = name_in_file(document.person.name)
    parts = [f"{document.issued_on:%Y-%m-%d}", KIND_IN_FILE_NAME[DocumentKind(document.kind)], name]
    return "_".join(part for part in parts if part) + ending


def name_in_file(name: str) -> str:
    """E.g. "Mary-OBrien"; may be "" for a name of signs alone."""
    letters = re.sub(r"['’‘`]", "", unicodedata.normalize("NFC", name))
    return re.sub(r"[\W_]+", "-", letters).strip("-")[:LONGEST_NAME].rstrip("-")


def as_attachment(file_name: str) -> str:
    """A Content-Disposition for this name: RFC 6266, with a plain name for whoever cannot read the other one."""
    folded = unicodedata.normalize("NFKD", file_name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9._-]+", "", folded).replace("_.", ".")
    header = f'attachment; filename="{plain}"'
    return header if plain == file_name else f"{header}; filename*=UTF-8''{quote(file_name, safe='')}"
