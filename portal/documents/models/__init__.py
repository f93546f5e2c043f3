"""What was issued, where payments stand, and what was made of documents for somebody to take away."""

from portal.documents.models.documents import Document, EarlierContent, Opening, Payment

__all__ = ["Document", "EarlierContent", "Opening", "Payment"]
