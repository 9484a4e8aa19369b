"""Texts that readers see as one of their versions has them; every save makes the next one.

A kind of text is a row (`VersionedModel`), its versions (`Version`), and what a version holds
(`Content`); its form is a `VersionedForm`, its admin a `VersionedAdmin`.
"""
