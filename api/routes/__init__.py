"""Routes, one file per resource: each parses, calls one use case and shapes the answer."""

from api.routes import accounts, health, operations, problems, rejudges, runs, submissions, webhooks

ROUTERS = (
    problems.router,
    submissions.router,
    runs.router,
    rejudges.router,
    operations.languages,
    accounts.router,
    webhooks.router,
    operations.router,
)
"""Under the version's path."""

UNVERSIONED = (health.router,)
"""For those who run the service."""
