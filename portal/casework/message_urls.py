"""Where the finance team deals with messages."""

from django.urls import path

from portal.casework.views import messages

urlpatterns = [
    path("messages", messages.messages, name="messages"),
    path("messages/<uuid:message_id>", messages.message, name="message"),
    path("messages/<uuid:message_id>/assign", messages.assign, name="message-assign"),
    path("messages/<uuid:message_id>/answer", messages.answer, name="message-answer"),
    path("messages/<uuid:message_id>/close", messages.close, name="message-close"),
]
