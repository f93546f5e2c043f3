"""Where the accounts room's pages are."""

from django.urls import path

from portal.accounts.views import addresses, codes, details, emails, passwords, registering, signing_in

app_name = "accounts"
urlpatterns = [
    path("register/", registering.register, name="register"),
    path("register/address", addresses.register_address, name="register-address"),
    path("register/address/manual", addresses.register_address_manual, name="register-address-manual"),
    path("register/address/abroad", addresses.register_address_abroad, name="register-address-abroad"),
    path("register/login", registering.register_login, name="register-login"),
    path("register/login/check", codes.register_email_check, name="register-email-check"),
    path("register/code", codes.register_code, name="register-code"),
    path("register/email", codes.register_email, name="register-email"),
    path("register/done", codes.register_done, name="register-done"),
    path("sign-in", signing_in.sign_in, name="sign-in"),
    path("sign-in/staff", signing_in.sign_in, {"staff": True}, name="staff-sign-in"),
    path("sign-out", signing_in.sign_out, name="sign-out"),
    path("signed-out", signing_in.signed_out, name="signed-out"),
    path("stay-signed-in", signing_in.stay_signed_in, name="stay-signed-in"),
    path("password/forgot", passwords.forgot_password, name="forgot-password"),
    path("password/forgot/sent", passwords.forgot_password_sent, name="forgot-password-sent"),
    path("password/reset/<str:token>", passwords.reset_password, name="reset-password"),
    path("account", details.details, name="details"),
    path("account/emails", emails.emails, name="emails"),
]
