"""Whether what readers get is true: `python -m benchmarks.truth`.

While 50 requests a second go to two web processes, 500 changes are committed, or rolled back, and
the processes lose their connections, their lives and the database. Every answer is compared with
what was true at its time. Wrong is an answer that shows what was replaced more than 100 ms before
it was asked for, that goes back to an older state than somebody got before, later than 20 ms after
the commit, or that shows what was never committed.
"""
