"""Where the demo's mailbox is."""

from django.urls import path

from portal.emails import demo_mail

app_name = "emails"
urlpatterns = [
    path("demo/mail", demo_mail.mailbox, name="demo-mailbox"),
    path("demo/mail/<uuid:mail_id>", demo_mail.mail, name="demo-mail"),
]
