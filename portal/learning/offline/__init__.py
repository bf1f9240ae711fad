"""Lessons kept on a device: what belongs to them, their questions, and answers that come later (decision 38)."""
