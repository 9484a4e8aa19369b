"""Placeholder replaced by the outbox."""
