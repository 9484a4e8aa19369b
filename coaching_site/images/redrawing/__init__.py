"""Draws an uploaded image anew, in a process of its own that may take only so much.

`python -m coaching_site.images.redrawing` reads the upload from its input, writes what it made. It
knows Pillow and nothing of the site: a file that makes a decoder eat memory, run for ever or crash
ends this process and no other. `coaching_site.images.reencoding` starts it.
"""
