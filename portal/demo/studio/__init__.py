"""The drawing studio: one hand, one palette, one family of people.

Run by hand (``python -m portal.demo.studio``) to renew the drawings, infographics, albums and videos that are
committed beside it. Loading the demonstration never runs it: the loader only copies the committed files.
"""
