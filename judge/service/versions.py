"""Versions of problems by their ids."""

from judge.errors import NotFound
from judge.service.context import Service


def version_number(service: Service, version_id: str) -> int:
    """The number of a version, which people know it by. It never changes.

    Raises:
        NotFound: there is no such version.
    """
    with service.store.read() as tx:
        version = tx.problems.version(version_id)
    if version is None:
        raise NotFound(f"there is no problem version {version_id}")
    return version.number
