"""The REST service and the practice site: routes, schemas and pages over `judge.service`.

Nothing under `judge/` may import this package.
"""
