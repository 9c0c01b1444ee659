"""`python -m benchmarks`: every benchmark, each beside its peer in the same run."""

from benchmarks.paint import main

main()
