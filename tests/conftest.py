"""Settings for all tests: Hypothesis draws the same examples each time, and a busy machine fails no test."""

from hypothesis import HealthCheck, settings

settings.register_profile("gesta", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gesta")
