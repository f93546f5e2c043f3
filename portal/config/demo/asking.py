"""Two messages about documents in the demo: one waits, one is answered."""

from portal.accounts.models import Account
from portal.council.identity import council
from portal.documents.asking.answering import answer_message
from portal.documents.asking.sending import ask_us
from portal.documents.models import Document


def ask_about_documents(account: Account, officer: Account) -> None:
    """Asks about the account's two newest documents; the older question has its answer."""
    newest = Document.objects.visible_to(account).select_related("person").newest_first()[:2]
    questions = ("Is this right? I thought it would be more.", "I do not understand the second line. What is it for?")
    asked = [
        ask_us(account=account, person=one.person, document=one, text=text, reply_by="email")
        for one, text in zip(newest, questions, strict=False)
    ]
    if asked:
        text = council().answer_templates[-1].text
        answer_message(officer=officer, public_id=asked[-1].public_id, version=asked[-1].version, text=text)
