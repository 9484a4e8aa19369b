"""Wagtail with the articles of this site, as its tutorial would make a blog."""
