"""What all tests share."""

from hypothesis import settings

settings.register_profile("barometer", deadline=None)  # how long a thing takes is for benchmarks, not for tests
settings.load_profile("barometer")
