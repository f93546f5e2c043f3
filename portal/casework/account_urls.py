"""Where the pages about accounts, access, people and e-mails are."""

from django.urls import path

from portal.casework.views import account, account_care, accounts, changes, emails, endings, person

urlpatterns = [
    path("accounts", accounts.accounts, name="accounts"),
    path("accounts/search", accounts.search, name="accounts-search"),
    path("accounts/<uuid:account_id>", account.access, name="account"),
    path("accounts/<uuid:account_id>/requests", account.requests, name="account-requests"),
    path("accounts/<uuid:account_id>/sign-ins", account.sign_ins, name="account-sign-ins"),
    path("accounts/<uuid:account_id>/emails", account.emails, name="account-emails"),
    path("accounts/<uuid:account_id>/notes", account.notes, name="account-notes"),
    path(
        "accounts/<uuid:account_id>/notes/<int:note_id>/strike-out",
        account_care.strike_out,
        name="strike-out-account-note",
    ),
    path("accounts/<uuid:account_id>/documents", account.documents, name="account-documents"),
    path("accounts/<uuid:account_id>/correct", account_care.correct, name="correct-details"),
    path("accounts/<uuid:account_id>/close", account_care.close, name="close-account"),
    path("accounts/<uuid:account_id>/reopen", account_care.reopen, name="reopen"),
    path("accounts/<uuid:account_id>/unlock", account_care.unlock, name="unlock"),
    path("accounts/<uuid:account_id>/sign-out", account_care.sign_out_everywhere, name="sign-out-everywhere"),
    path("registrations/<uuid:registration_id>/code", accounts.send_code, name="send-code"),
    path("grants/<uuid:grant_id>/end", endings.end, name="end-access"),
    path("people/<uuid:public_id>", person.person, name="person"),
    path("changes", changes.changes, name="changes"),
    path("emails", emails.emails, name="emails"),
    path("emails/<uuid:public_id>/address", emails.show, name="email-address"),
    path("emails/<uuid:public_id>/retry", emails.retry, name="email-retry"),
]
