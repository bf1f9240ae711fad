"""Thai days, years, numerals, words and order.

Pure Python: nothing here imports Django or another part of the portal, and nothing reads the process's own
time zone or locale, so every rule gives the same answer in a web worker, a report and a test.
"""
