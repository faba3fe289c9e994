"""Who solved a problem how fast.

The database counts: what comes out of it is a few numbers, however many have solved the problem, and it
reads them from one index that holds all that is asked for.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, case, func, literal_column, select

from judge.store.port import Standing
from judge.store.tables import submissions

_of = submissions.c
_BEST_OF_EACH = (
    select(func.min(_of.runtime_ratio).label("ratio"))
    .where(
        _of.problem == bindparam("of"),
        _of.verdict == literal_column("'AC'"),
        _of.runtime_ratio.is_not(None),
    )
    .group_by(_of.user_id)
)
_everybody = _BEST_OF_EACH.subquery()
_others = _BEST_OF_EACH.where(_of.user_id != bindparam("except_for")).subquery()
_STANDING = select(
    func.count().label("others"),
    func.count().filter(_others.c.ratio > bindparam("compared")).label("slower"),
    func.count().filter(_others.c.ratio == bindparam("compared")).label("equal"),
).select_from(_others)


class SqlRuntimes:
    """`Runtimes` in tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def histogram(self, problem: str, edges: Sequence[float]) -> Sequence[int]:
        """See `Runtimes.histogram`."""
        below = [(_everybody.c.ratio < edge, number) for number, edge in enumerate(edges)]
        number = case(*below, else_=len(edges)).label("number")
        # Numbered within and grouped outside: PostgreSQL does not see that two expressions with
        # parameters are the same.
        numbered = select(number).subquery()
        query = select(numbered.c.number, func.count().label("solvers")).group_by(numbered.c.number)
        rows = self._connection.execute(query, {"of": problem}).all()
        counts: dict[int, int] = {row.number: row.solvers for row in rows}
        return [counts.get(place, 0) for place in range(len(edges) + 1)]

    def standing(self, problem: str, user_id: str, ratio: float) -> Standing:
        """See `Runtimes.standing`."""
        asked = {"of": problem, "except_for": user_id, "compared": ratio}
        row = self._connection.execute(_STANDING, asked).one()
        return Standing(others=row.others, slower=row.slower, equal=row.equal)
