"""Problems and their versions."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from judge.errors import Conflict
from judge.model.stored import ProblemManifest, ProblemVersion, VersionState
from judge.store.rows import columns_of, select_values, to_row, to_value, to_values
from judge.store.tables import problem_tags, problem_versions, problems

_LONGEST_SEARCH = 1000
"""No name and title are longer together; databases balk at endless patterns."""

_versions = problem_versions.c
_VERSIONS = select_values(ProblemVersion, problem_versions)
_BY_ID = _VERSIONS.where(_versions.id == bindparam("version_id"))
_OF_PROBLEM = _VERSIONS.where(_versions.problem == bindparam("problem")).order_by(
    _versions.number.desc()
)
_PUBLISHED = _VERSIONS.join(problems, problems.c.published_id == _versions.id).where(
    problems.c.name == bindparam("problem")
)
_SHOWN = select(*columns_of(ProblemVersion, problem_versions, without=["verification"])).join(
    problems, problems.c.published_id == _versions.id
)
_HIGHEST_NUMBER = select(func.max(_versions.number)).where(
    _versions.problem == bindparam("problem")
)
_PROBLEM = select(problems.c.name, problems.c.owner_id).where(
    problems.c.name == bindparam("problem")
)
_ADD_PROBLEM = insert(problems).on_conflict_do_nothing(index_elements=["name"])
_ADD_VERSION = (
    insert(problem_versions)
    .on_conflict_do_nothing(index_elements=["problem", "number"])
    .returning(_versions.id)
)
# Whoever publishes holds the problem's row, so that two cannot both retire what neither sees.
_LOCK_PROBLEM = (
    select(problems.c.published_id).where(problems.c.name == bindparam("problem")).with_for_update()
)
_STATE_OF = select(_versions.problem, _versions.state, _versions.manifest).where(
    _versions.id == bindparam("version_id")
)
_LOCK_STATE_OF = _STATE_OF.with_for_update()
_MOVE = (
    update(problem_versions)
    .where(_versions.id == bindparam("version_id"), _versions.state == bindparam("expected"))
    .values(state=bindparam("wanted"))
)
_POINT = (
    update(problems)
    .where(problems.c.name == bindparam("problem"))
    .values(
        published_id=bindparam("published"),
        search_key=bindparam("words"),
        difficulty=bindparam("grade"),
    )
)
_DROP_TAGS = delete(problem_tags).where(problem_tags.c.problem == bindparam("of"))
_ADD_TAGS = insert(problem_tags)
_SET_MANIFEST = (
    update(problem_versions)
    .where(_versions.id == bindparam("version_id"))
    .values(manifest=bindparam("document", type_=_versions.manifest.type))
    .returning(_versions.problem, _versions.state)
)
_SET_VERIFICATION = (
    update(problem_versions)
    .where(_versions.id == bindparam("version_id"))
    .values(verification=bindparam("document", type_=_versions.verification.type))
)


class SqlProblems:
    """`Problems` in tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_version(self, version: ProblemVersion) -> None:
        """See `Problems.add_version`."""
        name = version.problem
        self._connection.execute(
            _ADD_PROBLEM, {"name": name, "owner_id": version.created_by, "search_key": ""}
        )
        published = version.state is VersionState.PUBLISHED
        row = to_row(version)
        if published:
            row["state"] = VersionState.VERIFYING
        if self._connection.execute(_ADD_VERSION, row).first() is None:
            raise Conflict(
                f"{name} has a version {version.number} already; somebody else uploaded one at "
                "the same time; try again"
            )
        if published:
            self.publish(version.id, VersionState.VERIFYING)

    def next_number(self, problem: str) -> int:
        """See `Problems.next_number`."""
        highest = self._connection.execute(_HIGHEST_NUMBER, {"problem": problem}).scalar()
        return (highest or 0) + 1

    def version(self, version_id: str) -> ProblemVersion | None:
        """See `Problems.version`."""
        row = self._connection.execute(_BY_ID, {"version_id": version_id}).first()
        return to_value(ProblemVersion, row)

    def versions_of(self, problem: str) -> Sequence[ProblemVersion]:
        """See `Problems.versions_of`."""
        return to_values(
            ProblemVersion, self._connection.execute(_OF_PROBLEM, {"problem": problem})
        )

    def published(self, problem: str) -> ProblemVersion | None:
        """See `Problems.published`."""
        row = self._connection.execute(_PUBLISHED, {"problem": problem}).first()
        return to_value(ProblemVersion, row)

    def list_published(
        self,
        *,
        search: str | None,
        tags: Sequence[str],
        difficulty: str | None,
        after: str | None,
        limit: int,
    ) -> Sequence[ProblemVersion]:
        """See `Problems.list_published`."""
        query = _SHOWN.order_by(problems.c.name).limit(limit)
        if after is not None:
            query = query.where(problems.c.name > after)
        if difficulty is not None:
            query = query.where(problems.c.difficulty == difficulty)
        if search:
            if len(search) > _LONGEST_SEARCH:
                return []
            query = query.where(problems.c.search_key.contains(search.casefold(), autoescape=True))
        for tag in tags:
            tagged = select(problem_tags.c.problem).where(problem_tags.c.tag == tag)
            query = query.where(problems.c.name.in_(tagged))
        return to_values(ProblemVersion, self._connection.execute(query))

    def publish(self, version_id: str, expected: VersionState) -> bool:
        """See `Problems.publish`."""
        found = self._connection.execute(_STATE_OF, {"version_id": version_id}).first()
        if found is None:
            return False
        problem: str = found.problem
        before = self._connection.execute(_LOCK_PROBLEM, {"problem": problem}).scalar()
        # Looked at again and held: only now can nobody else publish, reject or retire it.
        found = self._connection.execute(_LOCK_STATE_OF, {"version_id": version_id}).one()
        if found.state != expected:
            return False
        if before is not None and before != version_id:
            self.set_state(before, VersionState.PUBLISHED, VersionState.RETIRED)
        self.set_state(version_id, expected, VersionState.PUBLISHED)
        self._show(problem, version_id, ProblemManifest.model_validate(found.manifest))
        return True

    def set_state(self, version_id: str, expected: VersionState, state: VersionState) -> bool:
        """See `Problems.set_state`."""
        move = {"version_id": version_id, "expected": expected, "wanted": state}
        return self._connection.execute(_MOVE, move).rowcount == 1

    def set_manifest(self, version_id: str, manifest: ProblemManifest) -> None:
        """See `Problems.set_manifest`."""
        document = manifest.model_dump(mode="json")
        row = self._connection.execute(
            _SET_MANIFEST, {"version_id": version_id, "document": document}
        ).first()
        if row is not None and row.state == VersionState.PUBLISHED:
            self._show(row.problem, version_id, manifest)

    def set_verification(self, version_id: str, verification: dict[str, Any]) -> None:
        """See `Problems.set_verification`."""
        self._connection.execute(
            _SET_VERIFICATION, {"version_id": version_id, "document": verification}
        )

    def owner(self, problem: str) -> str | None:
        """See `Problems.owner`."""
        row = self._connection.execute(_PROBLEM, {"problem": problem}).first()
        return None if row is None else row.owner_id

    def exists(self, problem: str) -> bool:
        """See `Problems.exists`."""
        return self._connection.execute(_PROBLEM, {"problem": problem}).first() is not None

    def _show(self, problem: str, version_id: str, manifest: ProblemManifest) -> None:
        """Let the problem's row and tags say what its published version says."""
        words = f"{problem}\n{manifest.title}".casefold()
        point = {"published": version_id, "words": words, "grade": manifest.difficulty}
        self._connection.execute(_POINT, {"problem": problem, **point})
        self._connection.execute(_DROP_TAGS, {"of": problem})
        if manifest.tags:
            tags = [{"problem": problem, "tag": tag} for tag in dict.fromkeys(manifest.tags)]
            self._connection.execute(_ADD_TAGS, tags)
