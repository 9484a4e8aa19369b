"""Whether what readers get is true while a site changes all the time; `judging.py` says how."""
