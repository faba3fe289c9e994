"""Use cases that the API, the command line and judge hosts share.

Each function does one thing a user asks for, against ports only; no HTTP, no screen, no SQL.
"""
