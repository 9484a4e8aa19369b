"""A whole web page pasted: what stood around its text is recognised, and offered, never done.

A line is one when it says nothing else, in Dutch or English; a sentence that holds a date is none.
"""
