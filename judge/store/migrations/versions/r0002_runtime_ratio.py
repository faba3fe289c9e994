"""Keep runtime ratios where they can be compared.

What an older version records, before this or while it is still running, has none: it does not count until
the submission is judged again. If it judges again what has one already, that one stays.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the ratio to submissions and judgings, and the index that comparing reads."""
    # Submissions first, as when one is accepted: if this meets the other order, of a worker that records
    # a result, it is the worker that is turned away and tries again, or else this.
    op.add_column(
        "submissions",
        sa.Column(
            "runtime_ratio",
            sa.Float(),
            nullable=True,
            comment="of the judging that counts, if it was measured",
        ),
    )
    op.add_column(
        "judgings",
        sa.Column(
            "runtime_ratio",
            sa.Float(),
            nullable=True,
            comment="submission's time over the reference's; null: none was measured",
        ),
    )
    # It is empty yet, so it is made in one look at the table, while others wait.
    op.create_index(
        "ix_submissions_runtime_ratio",
        "submissions",
        ["problem", "verdict", "user_id", "runtime_ratio"],
        unique=False,
        sqlite_where=sa.text("runtime_ratio IS NOT NULL"),
        postgresql_where=sa.text("runtime_ratio IS NOT NULL"),
    )
