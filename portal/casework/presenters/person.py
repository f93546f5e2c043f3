"""The strings of F11."""

from typing import Any, Final

from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.casework.on_file import DocumentCount, Unmatched
from portal.casework.presenters.history import WHAT as OF_REQUESTS
from portal.casework.presenters.words import Tag, role_label
from portal.casework.sides import ending
from portal.council.identity import council
from portal.design.formats import day, in_one_line, moment
from portal.design.presenters import summary_rows
from portal.people.models import Person, Representative

WHAT: Final = OF_REQUESTS | {
    "access.end_confirmed": "Confirmed that access has ended",
    "access.end_planned": "Planned the end of access",
    "access.grant_ended": "Ended access",
    "access.last_day_told": "Told the holder that access ends soon",
    "access.objected": "Said that they do not want this access",
    "access.objection_settled": "Dealt with what the person said about an access",
    "access.unseen_documents_settled": "Dealt with documents nobody can see",
    "casework.documents_cross_checked": "Checked the documents against each other",
    "casework.explanation_tried": "Tried an explanation on a document",
    "casework.person_viewed": "Looked at this person’s details",
    "casework.document_viewed": "Looked at what is known about a document",
    "casework.message_viewed": "Looked at a message about a document or payment",
    "casework.messages_listed": "Looked at the list of messages",
    "casework.documents_listed": "Found documents of this person",
    "documents.downloaded": "Downloaded a document",
    "documents.explained_downloaded": "Downloaded the explanation of a document",
    "documents.list_downloaded": "Downloaded the list of documents",
    "documents.listed": "Looked at the list of documents",
    "documents.message_answered": "Answered a message",
    "documents.message_assigned": "Gave a message to somebody to answer",
    "documents.message_closed": "Closed a message",
    "documents.message_read": "Looked at their own message",
    "documents.message_sent": "Asked about a document or payment",
    "documents.opened": "Opened a document",
    "documents.payments_downloaded": "Downloaded payments over time",
    "documents.payments_listed": "Looked at payments over time",
    "documents.payment_help_shown": "Looked for help with a payment",
    "documents.published": "Let a document be seen again",
    "documents.publishing_planned": "Planned when a document can be seen",
    "documents.spreadsheet_downloaded": "Downloaded a document as a spreadsheet",
    "documents.who_can_see_viewed": "Looked at who can see the documents",
    "documents.withdrawn": "Withdrew a document",
    "documents.zip_asked": "Asked for all documents in one file",
    "documents.refused": "Asked for documents that are not theirs, and was refused",
}


def rows(person: Person) -> list[dict[str, Any]]:
    """Who the person is, for a summary list."""
    lives = person.current_address
    told = {
        "Number": person.person_ref,
        "Name": f"{person.title} {person.name}".strip(),
        "Middle names": person.middle_names,
        "Known as": person.known_as,
        "Previous last names": ", ".join(person.previous_last_names),
        "Date of birth": day(person.date_of_birth) if person.date_of_birth else "Not held",
        "Has died": f"Yes, on {day(person.date_of_death)}" if person.date_of_death else "",
        "Address": in_one_line([*(lives.get("lines") or []), lives.get("town") or ""]),
        "Postcode": lives.get("postcode") or "",
        "Email": person.email,
        "Phone": person.phone,
        "Direct payment active": "Yes" if "direct_payment" in person.services else "No",
        "Delivered by": person.source,
    }
    return summary_rows(told)


def tags(person: Person) -> list[Tag]:
    """What to look out for."""
    found = [
        Tag("Has died", "orange") if person.date_of_death else None,
        Tag("Decide with care", "yellow") if person.caution else None,
        Tag(f"No longer on file since {day(person.no_longer_held_since)}", "grey")
        if person.no_longer_held_since
        else None,
    ]
    return [tag for tag in found if tag]


def representative_row(on_file: Representative) -> list[str]:
    """Somebody on file who acts for the person: name, role, since, until."""
    starts = day(on_file.starts_on) if on_file.starts_on else "Not held"
    return [on_file.name, role_label(on_file.role), starts, ending(on_file)]


def document_row(count: DocumentCount) -> list[str]:
    """A kind of document: name, number, newest."""
    return [council().document_type(count.kind).label, str(count.number), day(count.newest)]


def mismatch(found: Unmatched) -> str:
    """What does not fit together, in a sentence."""
    if on_file := found.representative:
        return f"{on_file.name} is on file as {role_label(on_file.role)}, and has no access that rests on it."
    if grant := found.grant:
        on_file = grant.representative
        held = "no longer on file" if on_file else "not on file"
        return f"{grant.account.name} has access as {role_label(grant.role)}. This role is {held}."
    return f"{found.own_accounts} accounts see these documents as their own."


def happened(entries: list[Entry]) -> list[list[str]]:
    """The history line by line: what, who, when, from where."""
    acted = {entry.actor_id for entry in entries if entry.actor_id}
    names = {account.pk: account.name for account in Account.objects.filter(pk__in=acted)}
    return [
        [
            WHAT.get(entry.action, entry.action.partition(".")[2].replace("_", " ").capitalize()),
            names.get(entry.actor_id or 0, "The portal"),
            moment(entry.at),
            entry.address or "–",
        ]
        for entry in entries
    ]
