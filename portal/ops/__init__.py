"""Running the portal on a machine: installing, starting, checking and testing it. No Django app, imported by none.

`machine`, `install` and `steps` need nothing but Python's own library: they run before anything is installed.
"""
