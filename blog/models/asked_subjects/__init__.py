"""Subjects that readers ask about: their questions, until an article answers them."""

from blog.models.asked_subjects.questions import AskedQuestion
from blog.models.asked_subjects.quotes import AskedQuote
from blog.models.asked_subjects.subject import AskedSubject, AskedSubjectError, SubjectState

__all__ = ["AskedQuestion", "AskedQuote", "AskedSubject", "AskedSubjectError", "SubjectState"]
