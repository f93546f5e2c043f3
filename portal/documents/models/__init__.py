"""What was issued, where payments stand, what lines mean, what people ask, and what was made for them to take away."""

from portal.documents.models.announcing import Announcement
from portal.documents.models.documents import Document, EarlierContent, Opening, Payment
from portal.documents.models.line_explanations import LineExplanation
from portal.documents.models.messages import Message
from portal.documents.models.zips import PreparedZip

__all__ = [
    "Announcement",
    "Document",
    "EarlierContent",
    "LineExplanation",
    "Message",
    "Opening",
    "Payment",
    "PreparedZip",
]
