"""Where the staff pages about deliveries are."""

from django.urls import path

from portal.delivery.views import again, deciding, imports, keys

app_name = "delivery"
urlpatterns = [
    path("imports", imports.imports, name="imports"),
    path("imports/<uuid:public_id>", imports.one_import, name="import"),
    path("imports/<uuid:public_id>/rejected.csv", imports.rejected_rows, name="rejected-rows"),
    path("imports/<uuid:public_id>/confirm", deciding.confirm, name="confirm"),
    path("imports/<uuid:public_id>/throw-away", deciding.throw_away, name="throw-away"),
    path("imports/<uuid:public_id>/check-again", again.check_again, name="check-again"),
    path("imports/<uuid:public_id>/take-again", again.take_delivery_again, name="take-again"),
    path("api-keys", keys.api_keys, name="api-keys"),
    path("api-keys/<int:key_id>/revoke", keys.revoke_key, name="revoke-key"),
]
