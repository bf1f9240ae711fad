"""Certificates: issuing them, the paper, the address that verifies them, and the badge."""
