from wagtail.users.apps import WagtailUsersAppConfig


class AccountScreensConfig(WagtailUsersAppConfig):
    """Wagtail's screens of accounts, with ours (its way to change them)."""

    user_viewset = "normandie.users.viewsets.UserViewSet"
