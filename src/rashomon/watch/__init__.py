"""Feeds, pages and folders watched: what they bring goes into an archive, and what that changes is told."""
