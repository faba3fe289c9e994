"""Numbers of problems' versions, remembered: every judging that is shown names one."""

from judge.service.context import Service
from judge.service.versions import version_number

_MAX_REMEMBERED = 10_000


class VersionNumbers:
    """Numbers by version id. They never change, so none is ever looked up again."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._known: dict[str, int] = {}

    def __getitem__(self, version_id: str) -> int:
        """The number of a version.

        Raises:
            NotFound: there is no such version.
        """
        number = self._known.get(version_id)
        if number is None:
            number = version_number(self._service, version_id)
            if len(self._known) >= _MAX_REMEMBERED:
                self._known.clear()
            self._known[version_id] = number
        return number
