"""What admins and authors did."""

from collections.abc import Sequence

from judge.model.users import AuditEntry, Role, User
from judge.service.context import Service, require
from judge.service.texts import checked_cursor


def list_audit(
    service: Service, user: User, *, before: str | None, limit: int
) -> Sequence[AuditEntry]:
    """Entries, the latest first.

    Raises:
        NotAllowed: the user is no admin.
    """
    require(user, Role.ADMIN)
    with service.store.read() as tx:
        return tx.audit.list(before=checked_cursor(before), limit=limit)
