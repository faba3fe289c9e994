"""Values only: what a problem, a submission, a run and a verdict are.

Nothing here does I/O or knows Docker, queues, tables or screens; imports are the standard library
and Pydantic.
"""
