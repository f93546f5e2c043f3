"""What is said after something was done with all ticked requests."""

from portal.casework.ticked import Outcome


def requests_counted(number: int) -> str:
    """As "1 request" or "3 requests"."""
    return f"{number} request{'' if number == 1 else 's'}"


def left_alone(outcome: Outcome) -> str:
    """Which ones it was not done with; "" if it was done with all."""
    if not outcome.refused:
        return ""
    names = ", ".join(request.reference for request in outcome.refused)
    return f"{requests_counted(len(outcome.refused))} left as before, because of a change meanwhile: {names}"
