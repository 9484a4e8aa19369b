"""Bad moments, made on purpose, all by `make faults`; importing `benchmarks` sets Django up."""

import benchmarks  # noqa: F401 (Django's settings, before any model is imported)
