"""What the finance team adds to an account."""

from django.db import models

from portal.accounts.models.account import Account


class Correction(models.Model):
    """Details that staff put right: what stood there and what stands there now, by field. The trail names it only."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="corrections")
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=500)
    before = models.JSONField()
    after = models.JSONField()

    def __str__(self) -> str:
        return f"correction {self.pk}"


class AccountNote(models.Model):
    """A remark about an account for staff alone. Never changed; it can be struck out."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    text = models.TextField()
    struck_out_at = models.DateTimeField(null=True)
    struck_out_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"account note {self.pk}"
