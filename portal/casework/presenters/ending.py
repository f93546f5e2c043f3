"""The strings of F9."""

from typing import Any

from portal.access.errors import AlreadyEnded, ChangedMeanwhile, CloseToIt, EndingRefused
from portal.access.models import Grant
from portal.casework.presenters.end_reasons import end_reason
from portal.casework.presenters.words import role_label
from portal.council.identity import council
from portal.design.formats import day, moment
from portal.design.presenters import summary_rows

__all__ = ["done", "end_reason", "holder", "others", "refusal_words", "rows"]


def rows(grant: Grant) -> list[dict[str, Any]]:
    """The access itself, for a summary list."""
    planned = f", as planned: {end_reason(grant.planned_end_reason)}" if grant.planned_end_reason else ""
    told = {
        "Who": f"{grant.account.name} ({grant.account.email})",
        "Documents of": f"{grant.person.name}, number {grant.person.person_ref}",
        "Role": role_label(grant.role),
        "They can see": council().kinds_in_words(grant.kinds),
        "Since": day(grant.starts_on),
        "Until": f"{day(grant.last_day)}{planned}" if grant.last_day else "No end date",
    }
    return summary_rows(told)


def others(grant: Grant) -> list[str]:
    """Who else can see the documents of this person now."""
    live = Grant.objects.live().filter(person=grant.person_id).exclude(pk=grant.pk)
    return [holder(other) for other in live.select_related("account", "representative").order_by("role", "starts_on")]


def holder(grant: Grant) -> str:
    """Who, in which role, since and until when: "Peter Okafor, Deputy, since 3 May 2024 until 2 June 2026"."""
    until = f" until {day(grant.last_day)}" if grant.last_day else ""
    return f"{grant.account.name}, {role_label(grant.role)}, since {day(grant.starts_on)}{until}"


def done(grant: Grant) -> str:
    """What has happened, for the page after it."""
    whose = f"{grant.account.name}’s access to the documents of {grant.person.name}"
    if not grant.ended_at and grant.ends_on:
        return f"{whose} will end after {day(grant.ends_on)}."
    told = "No email is sent" if grant.end_reason == Grant.EndReason.SAFEGUARDING else "We are emailing them"
    return f"{whose} has ended. {told}."


def refusal_words(refusal: EndingRefused) -> tuple[str, str]:
    """Heading and sentence of the page that says why nothing was done."""
    grant = refusal.grant
    match refusal:
        case AlreadyEnded():
            return "This access has ended", _how_it_ended(grant)
        case ChangedMeanwhile():
            last_day = f" Its last day is now {day(grant.last_day)}." if grant.last_day else ""
            return "This access has changed", f"A colleague has changed when it ends.{last_day} Look at it again."
        case CloseToIt():
            words = "You can see this person’s documents in private life. Ask a colleague to do this."
            return "You cannot end this access", words
        case _:
            return "You cannot end this access", "Your role lets you look at accounts, but not end access."


def _how_it_ended(grant: Grant) -> str:
    why = end_reason(grant.over_because)
    if not grant.ended_at:
        return f"It does not hold any more: {why}."
    who = grant.ended_by.name if grant.ended_by else "The portal"
    return f"{who} ended it on {moment(grant.ended_at)}: {why}."
