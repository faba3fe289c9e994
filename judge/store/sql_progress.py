"""What follows from the end of a judging, besides its own row."""

from sqlalchemy import Connection, bindparam, case, update

from judge.model.stored import RejudgeState
from judge.store.tables import rejudges

_COUNT = (
    update(rejudges)
    .where(rejudges.c.id == bindparam("rejudge_id"))
    .values(
        done=rejudges.c.done + 1,
        state=case(
            (
                (rejudges.c.state == RejudgeState.JUDGING.value)
                & (rejudges.c.done + 1 >= rejudges.c.total),
                RejudgeState.READY.value,
            ),
            else_=rejudges.c.state,
        ),
    )
)


def count_ended(connection: Connection, rejudge_id: str) -> None:
    """Count a judging of a rejudge that has ended; the last one makes it ready."""
    connection.execute(_COUNT, {"rejudge_id": rejudge_id})
