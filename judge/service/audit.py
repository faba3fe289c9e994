"""What admins and authors did."""

from collections.abc import Sequence

from judge.model.users import AuditEntry, User
from judge.service.context import Service


def list_audit(
    service: Service, user: User, *, before: str | None, limit: int
) -> Sequence[AuditEntry]:
    """Entries, the latest first.

    Raises:
        NotAllowed: the user is no admin.
    """
    raise NotImplementedError
