"""What is tried with data by chance may take its time, on a build server as on a busy desk."""

from hypothesis import HealthCheck, settings

# On top of whatever Hypothesis has chosen for this place: on a build server it draws the same data each time.
settings.register_profile("unhurried", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
