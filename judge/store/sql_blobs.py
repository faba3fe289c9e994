"""Contents by their digest."""

from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from judge.errors import StoreError
from judge.store.tables import blobs

# A content that is there already is marked as fresh. On PostgreSQL that also locks the row, so that
# a purge under way cannot delete what somebody is about to refer to.
_PUT = insert(blobs)
_PUT = _PUT.on_conflict_do_update(
    index_elements=["digest"], set_={"kept_at": _PUT.excluded.kept_at, "to_check": True}
)
_GET = select(blobs.c.content).where(blobs.c.digest == bindparam("digest"))


class SqlBlobs:
    """`Blobs` in the database itself, so that one backup and one transaction hold everything."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, content: bytes) -> str:
        """See `Blobs.put`."""
        digest = sha256(content).hexdigest()
        row = {"digest": digest, "content": content, "kept_at": datetime.now(UTC), "to_check": True}
        self._connection.execute(_PUT, row)
        return digest

    def get(self, digest: str) -> bytes | None:
        """See `Blobs.get`.

        Raises:
            StoreError: the content is not what was kept.
        """
        content = self._connection.execute(_GET, {"digest": digest}).scalar()
        if content is None:
            return None
        found = sha256(content).hexdigest()
        if found != digest:
            raise StoreError(
                f"content {digest} is damaged: its sha256 is now {found}; restore it from a backup"
            )
        return bytes(content)
