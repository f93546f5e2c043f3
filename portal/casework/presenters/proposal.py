"""The strings of an approval that waits for a second person."""

from datetime import date

from portal.access.models import Proposal
from portal.casework.presenters.words import role_label
from portal.council.identity import council
from portal.design.formats import day, moment
from portal.design.presenters import summary_rows


def proposal_rows(proposal: Proposal) -> list[dict[str, str]]:
    """What was proposed, for a summary list."""
    last_day, representative = last_day_of(proposal), proposal.representative
    on_file = f"{representative.name}, {role_label(representative.role)}" if representative else "Not on file"
    rows = {
        "Proposed by": f"{proposal.proposed_by.name}, {moment(proposal.proposed_at)}",
        "Why a second check": Proposal.Why(proposal.why).label,
        "Documents of": f"{proposal.person.name}, number {proposal.person.person_ref}",
        "They will see": council().kinds_in_words(proposal.kinds),
        "Role on file": on_file if proposal.request.is_for_someone_else else "",
        "From": day(proposal.starts_on),
        "Until": day(last_day) if last_day else "No end date",
        "Note": proposal.note,
    }
    return summary_rows(rows)


def last_day_of(proposal: Proposal) -> date | None:
    """The last day (UK) of the access it would give: its own or its role's, whichever is earlier."""
    last_days = [proposal.ends_on, proposal.representative.ends_on if proposal.representative else None]
    return min((last_day for last_day in last_days if last_day), default=None)
