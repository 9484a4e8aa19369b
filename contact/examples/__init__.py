"""Questions that who asked lets others read, below an article."""
