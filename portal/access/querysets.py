"""How requests and grants are read: the query is the permission."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Least
from django.utils import timezone

from portal.council.identity import RoleCode

if TYPE_CHECKING:
    from portal.access.models import AccessRequest, Grant, Question  # noqa: F401 - ruff does not see base classes' names
    from portal.accounts.models import Account
    from portal.people.models import Person

WAITING: Final = ("submitted", "in_review")
OPEN: Final = (*WAITING, "info_needed", "second_check")
# Ended by what a delivery told, and nobody has looked at it yet (F10).
END_TO_CONFIRM: Final = Q(end_reason__in=("person_died", "role_ended"), ended_by=None, end_confirmed_at=None)
WAITS_FOR_AN_ANSWER: Final = Q(answered_at=None, closed_at=None)
TOLD_BEFORE: Final = (30, 7)  # days before the last one (E11)
DRAFT_LIFE: Final = timedelta(days=30)


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    """Requests, by whose they are and how far they got."""

    def of(self, account: "Account") -> "AccessRequestQuerySet":
        """The requests this account made, drafts included."""
        return self.filter(account=account)

    def drafts(self) -> "AccessRequestQuerySet":
        """Not sent yet; at most one for an account."""
        return self.filter(status="draft")

    def sent(self) -> "AccessRequestQuerySet":
        """Everything that was sent at some time, whatever became of it."""
        return self.exclude(status="draft")

    def open(self) -> "AccessRequestQuerySet":
        """Sent, and neither decided nor withdrawn."""
        return self.filter(status__in=OPEN)

    def same_as(self, draft: "AccessRequest") -> "AccessRequest | None":
        """The one that asks for the same as a draft and is open as far as its requester knows, if there is one."""
        open_ones = self.filter(Q(status__in=OPEN) | _held())
        return next((request for request in open_ones if request.asks_the_same_as(draft)), None)

    def that_can_be_sent_again(self) -> "AccessRequestQuerySet":
        """Not approved, and the requester has been told so; or withdrawn."""
        return self.filter(status__in=("rejected", "withdrawn")).exclude(_held())

    def waiting(self) -> "AccessRequestQuerySet":
        """For the finance team to decide; the oldest promise first."""
        return self.filter(status__in=WAITING).order_by("promised_by", "id")

    def newest_first(self) -> "AccessRequestQuerySet":
        """A draft first, then the last one sent, and so on back."""
        return self.order_by(F("sent_at").desc(nulls_first=True), "-started_at")

    def left_alone(self) -> "AccessRequestQuerySet":
        """Drafts nobody saved for 30 days (screens 0.7)."""
        return self.drafts().filter(saved_at__lt=timezone.now() - DRAFT_LIFE)


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions to requesters, by whether an answer is waited for."""

    def open(self) -> "QuestionQuerySet":
        """Neither answered nor closed; a request has at most one."""
        return self.filter(WAITS_FOR_AN_ANSWER)


class GrantQuerySet(models.QuerySet["Grant"]):
    """Grants, by whose they are and whether they hold."""

    def of(self, account: "Account | int") -> "GrantQuerySet":
        """What this account may see or could see."""
        return self.filter(account=account)

    def live(self, today: date | None = None) -> "GrantQuerySet":
        """Grants that hold today (UK): begun, not ended, and what they rest on still stands."""
        today = today or timezone.localdate()
        return self.filter(ended_at=None, starts_on__lte=today).exclude(_basis_lost(today))

    def without_basis(self, today: date) -> "GrantQuerySet":
        """Grants not yet marked as ended although they no longer hold; `lost` says why (an EndReason)."""
        return self.filter(_basis_lost(today), ended_at=None).annotate(
            lost=Case(
                When(_has_died(), then=Value("person_died")),
                When(_role_has_ended(today), then=Value("role_ended")),
                When(planned_end_reason="", then=Value("ran_out")),
                default=F("planned_end_reason"),
            )
        )

    def over(self) -> "GrantQuerySet":
        """Marked as ended, but for those a newer one took the place of."""
        return self.filter(ended_at__isnull=False).exclude(end_reason="replaced")

    def ends_to_confirm(self) -> "GrantQuerySet":
        """Ended by what a delivery told, and not looked at by staff yet; the earliest first (F10)."""
        return self.filter(END_TO_CONFIRM).order_by("ended_at", "id")

    def before_unseen_documents(self) -> "GrantQuerySet":
        """The last access to people whose newer documents nobody on the portal can see; the longest first (F10)."""
        unended = type(self)(self.model).filter(person=OuterRef("person"), ended_at=None)
        marked = self.filter(~Exists(unended), documents_unseen_since__isnull=False)
        return marked.order_by("documents_unseen_since", "id")

    def objected_to(self) -> "GrantQuerySet":
        """Access the person does not want somebody to have, not dealt with yet; the longest first (M6, F10)."""
        return self.filter(ended_at=None, objected_at__isnull=False).order_by("objected_at", "id")

    def seen_by_others(self, account: "Account") -> "GrantQuerySet":
        """What others have, of the people whose documents are the account's own."""
        own = type(self)(self.model).of(account).live().filter(role="")
        return self.live().filter(person__in=own.values("person")).exclude(account=account)

    def without_role_on_file(self) -> "GrantQuerySet":
        """Live grants whose role, or whose person, the finance system has left out of a whole delivery (F10)."""
        unended = type(self)(self.model).filter(ended_at=None).order_by().values("pk")
        # Two ways, each with its index; joined into one condition PostgreSQL would read every grant.
        roles = unended.filter(representative__no_longer_held_since__isnull=False)
        people = unended.filter(person__no_longer_held_since__isnull=False)
        return self.filter(pk__in=roles.union(people)).order_by("id")

    def with_last_day(self) -> "GrantQuerySet":
        """Each with `until`: its last day or its role's, whichever is earlier."""
        return self.annotate(until=Least("ends_on", "representative__ends_on"))

    def ending_soon(self, today: date) -> "GrantQuerySet":
        """Live grants whose holder is to be told now that their last day is near (E11)."""
        soon = Q()
        for days in TOLD_BEFORE:
            not_told = Q(told_of_end_days=None) | Q(told_of_end_days__gt=days)
            soon |= not_told & Q(until__lte=today + timedelta(days=days))
        told = self.with_last_day().live(today).filter(soon, account__is_active=True)
        return told.exclude(planned_end_reason="safeguarding")

    def told_too_early(self, today: date) -> "GrantQuerySet":
        """Those whose last day was put off after their holder was told."""
        far = Q(until=None) | Q(until__gt=today + timedelta(days=max(TOLD_BEFORE)))
        return self.filter(ended_at=None, told_of_end_days__isnull=False).with_last_day().filter(far)

    def ended_for(self, account: "Account", person: "Person") -> "GrantQuerySet":
        """What this account once could see of this person and no longer can, latest first; for X4.

        Empty if it never could, or still can by another grant.
        """
        today = timezone.localdate()
        theirs = self.filter(account=account, person=person)
        if theirs.live(today).exists():
            return self.none()
        ended = theirs.filter(Q(ended_at__isnull=False) | _basis_lost(today))
        return ended.order_by(F("ended_at").desc(nulls_first=True))


def _held() -> Q:
    """Rejections that can still be taken back."""
    return Q(status="rejected", held_until__isnull=False, held_until__gt=timezone.now())


def _has_died() -> Q:
    """A death ends every grant on the person but an executor's: that role begins with it."""
    return Q(person__date_of_death__isnull=False) & ~Q(role=RoleCode.EXECUTOR)


def _basis_lost(today: date) -> Q:
    """The last day of a role, and of a grant, still counts. Days are UK days (delivery-format.md)."""
    return _has_died() | _role_has_ended(today) | Q(ends_on__lt=today)


def _role_has_ended(today: date) -> Q:
    """Its last day has passed, or the finance system now holds another role in its place."""
    changed = Q(representative__isnull=False) & ~Q(representative__role=F("role"))
    return Q(representative__ends_on__lt=today) | changed
