"""Who may enter: pages for the finance team do not exist for anybody else."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from portal.accounts.models import Account, StaffRole

Arguments = ParamSpec("Arguments")


def for_staff(
    role: StaffRole,
) -> Callable[
    [Callable[Concatenate[HttpRequest, Account, Arguments], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase],
]:
    """Gives the view its officer as second argument. Without this staff role or a higher one the answer is 404."""

    def wrap(
        view: Callable[Concatenate[HttpRequest, Account, Arguments], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]:
        def guarded(request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponseBase:
            officer = request.user
            if not isinstance(officer, Account) or not officer.may(role):
                raise Http404
            return view(request, officer, *args, **kwargs)

        return update_wrapper(guarded, view)

    return wrap
