"""Whether what readers get is true while a site changes all the time.

While 50 requests a second go to two web processes, 500 changes are committed, or given up, and the
processes lose their connections, their lives and the database. After each commit the pages are made
once more without a cache: that is what is true from then on. Wrong is an answer that shows what was
replaced more than 100 ms before it was asked for, that goes back to an older state than somebody
got before, later than 20 ms after the commit, or that shows what was never committed.
"""
