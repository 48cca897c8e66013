"""Going to ProConnect, and coming back."""

import logging
from collections.abc import Callable

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from requests import RequestException

from .adapter import ProConnectAdapter

logger = logging.getLogger(__name__)


def _where_set_up(view: Callable[[HttpRequest], HttpResponseBase]) -> Callable:
    """Answer 404 where the settings know no ProConnect, and say it where it does not answer."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        try:
            return view(request)
        except SocialApp.DoesNotExist as error:
            raise Http404 from error
        except RequestException as error:
            logger.warning("ProConnect does not answer: %s", type(error).__name__)
            return render(request, "socialaccount/authentication_error.html", status=503)

    return answer


login = _where_set_up(OAuth2LoginView.adapter_view(ProConnectAdapter))
callback = _where_set_up(OAuth2CallbackView.adapter_view(ProConnectAdapter))
