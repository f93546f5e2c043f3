"""Where the documents room's pages are."""

from django.urls import path

from portal.documents import download_views, payment_help_views, payment_views, views, who_can_see_views
from portal.documents.asking import views as asking

app_name = "documents"
urlpatterns = [
    path("people/<uuid:public_id>/documents", views.documents, name="list"),
    path("documents/<uuid:public_id>", views.document, name="document"),
    path("documents/<uuid:public_id>/file", views.file, name="file"),
    path("documents/<uuid:public_id>/ask", asking.ask, name="ask"),
    path("people/<uuid:public_id>/payment-help/ask", asking.ask_about_payments, name="ask-about-payments"),
    path("messages", asking.messages, name="messages"),
    path("messages/<uuid:message_id>", asking.message, name="message"),
    path("documents/<uuid:public_id>/explained", download_views.explained, name="explained"),
    path("documents/<uuid:public_id>/spreadsheet", download_views.spreadsheet, name="spreadsheet"),
    path("people/<uuid:public_id>/documents/list", download_views.list_of_documents, name="list-spreadsheet"),
    path("people/<uuid:public_id>/documents/zip", download_views.zip_of_documents, name="zip"),
    path("documents/zips/<uuid:zip_id>", download_views.prepared_zip, name="prepared-zip"),
    path("people/<uuid:public_id>/payments", payment_views.payments, name="payments"),
    path("people/<uuid:public_id>/payments/list", payment_views.payments_spreadsheet, name="payments-spreadsheet"),
    path("account/who-can-see", who_can_see_views.who_can_see, name="who-can-see"),
    path("account/who-can-see/<uuid:grant_id>/object", who_can_see_views.objecting, name="objecting"),
    path("account/who-can-see/<uuid:grant_id>/give-back", who_can_see_views.giving_back, name="giving-back"),
    path("people/<uuid:public_id>/payment-help", payment_help_views.payment_help, name="payment-help"),
]
