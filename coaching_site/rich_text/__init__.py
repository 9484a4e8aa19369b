"""Texts with headings, lists, links, images and blocks, from the editor to the reader.

`editor` shows and takes them in the admin, `tidying` repairs what was pasted, `sanitising` says
what may be stored, and `rendering` makes what readers get.
"""
