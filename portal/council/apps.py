from django.apps import AppConfig

from portal.council.identity import council


class CouncilConfig(AppConfig):
    name = "portal.council"

    def ready(self) -> None:
        """Stops the start when council.toml holds a mistake."""
        council()
