"""Builds trainers' kits: a `source.KitSource` in, a `build.BuiltRelease` on disk out. No Django models; see README.md.

Nothing is imported here: `source` is light and pages may read it, `build` brings in Word, PowerPoint and Excel and is
for the background task alone.
"""
