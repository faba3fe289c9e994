"""The tables. Ids are ULIDs, so that the order of ids is the order of time.

Indexes that end in `id` serve lists by page; a list reads its page and not one row more.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)

from judge.store.column_types import Document, Instant, Words

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

blobs = Table(
    "blobs",
    metadata,
    Column("digest", Words, primary_key=True, comment="sha256 of the content, hex"),
    Column("content", LargeBinary, nullable=False, comment="the content itself"),
    Column(
        "kept_at", Instant, nullable=False, comment="when it was last put; a new one is not purged"
    ),
    Column(
        "to_check", Boolean, nullable=False, comment="whether it may be that nobody refers to it"
    ),
    comment="contents of sources and packages, each kept once",
)
TO_CHECK = "to_check"
"""Condition of the index over contents to look at; a query has to say it in the same words."""
Index(
    "ix_blobs_to_check",
    blobs.c.kept_at,
    sqlite_where=text(TO_CHECK),
    postgresql_where=text(TO_CHECK),
)

users = Table(
    "users",
    metadata,
    Column("id", Words, primary_key=True, comment="ULID"),
    Column("name", Words, nullable=False, comment="as the user writes it"),
    Column("name_key", Words, nullable=False, unique=True, comment="name regardless of case"),
    Column("role", Words, nullable=False, comment="admin, author or solver"),
    Column("created_at", Instant, nullable=False, comment="when the account was made"),
    Column("password_hash", Words, comment="Argon2id in its encoded form; null: keys only"),
    Column("disabled_at", Instant, comment="since when nothing may be done with it"),
    comment="who uses the service",
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", Words, primary_key=True, comment="ULID"),
    Column("user_id", Words, ForeignKey("users.id"), nullable=False, index=True, comment="owner"),
    Column("name", Words, nullable=False, comment="what its owner calls it"),
    Column("prefix", Words, nullable=False, comment="beginning of the key, to tell keys apart"),
    Column("secret_sha256", Words, nullable=False, unique=True, comment="sha256 of the key, hex"),
    Column("created_at", Instant, nullable=False, comment="when it was made"),
    Column("last_used_at", Instant, comment="when it was last used, roughly"),
    Column("expires_at", Instant, comment="until when it is good; null: for ever"),
    Column("revoked_at", Instant, comment="since when it is good no more"),
    comment="API keys; the keys themselves are not stored",
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_sha256", Words, primary_key=True, comment="sha256 of the token, hex"),
    Column("user_id", Words, ForeignKey("users.id"), nullable=False, index=True, comment="whose"),
    Column("expires_at", Instant, nullable=False, index=True, comment="when it ends"),
    comment="logins",
)

problems = Table(
    "problems",
    metadata,
    Column("name", Words, primary_key=True, comment="its name, as in addresses"),
    Column("owner_id", Words, ForeignKey("users.id"), comment="author; null: the service's own"),
    Column("published_id", Words, comment="version that submissions are judged by; null: none yet"),
    Column("search_key", Words, nullable=False, comment="name and title, regardless of case"),
    Column("difficulty", Words, comment="of the published version"),
    comment="problems, with what lists need of their published version",
)

problem_tags = Table(
    "problem_tags",
    metadata,
    Column("tag", Words, primary_key=True, comment="a tag of the published version"),
    Column("problem", Words, ForeignKey("problems.name"), primary_key=True, comment="the problem"),
    comment="tags of published problems",
)

problem_versions = Table(
    "problem_versions",
    metadata,
    Column("id", Words, primary_key=True, comment="ULID"),
    Column("problem", Words, ForeignKey("problems.name"), nullable=False, comment="of what"),
    Column("number", Integer, nullable=False, comment="counts from 1 for each problem"),
    Column("digest", Words, nullable=False, comment="of the package"),
    Column(
        "archive",
        Words,
        ForeignKey("blobs.digest"),
        nullable=False,
        index=True,
        comment="the package as a zip archive",
    ),
    Column("state", Words, nullable=False, comment="verifying, published, rejected or retired"),
    Column("manifest", Document, nullable=False, comment="what is shown of it"),
    Column("created_by", Words, ForeignKey("users.id"), comment="who uploaded it"),
    Column("created_at", Instant, nullable=False, comment="when it was uploaded"),
    Column("verification", Document, comment="coderound.verify/1, or why there is none"),
    UniqueConstraint("problem", "number"),
    comment="uploaded packages; old judgings point to theirs",
)
Index(
    "uq_problem_versions_published",
    problem_versions.c.problem,
    unique=True,
    sqlite_where=text("state = 'published'"),
    postgresql_where=text("state = 'published'"),
)

submissions = Table(
    "submissions",
    metadata,
    Column("id", Words, primary_key=True, comment="ULID"),
    Column("user_id", Words, ForeignKey("users.id"), nullable=False, comment="who sent it"),
    Column("problem", Words, ForeignKey("problems.name"), nullable=False, comment="for what"),
    Column("language", Words, nullable=False, comment="language code"),
    Column("entry", Words, nullable=False, comment="file that is run"),
    Column("files", Document, nullable=False, comment="names and digests of its files"),
    Column("created_at", Instant, nullable=False, comment="when it was accepted"),
    Column("judging_id", Words, nullable=False, comment="the judging that counts"),
    Column("state", Words, nullable=False, comment="of the judging that counts"),
    Column("verdict", Words, comment="of the judging that counts, once it is done"),
    Column("score", Float, comment="of the judging that counts, once it is done"),
    Column("runtime_ratio", Float, comment="of the judging that counts, if it was measured"),
    Index(None, "user_id", "created_at"),
    Index(None, "user_id", "id"),
    Index(None, "user_id", "problem", "id"),
    Index(None, "user_id", "verdict", "id"),
    Index(None, "problem", "id"),
    Index(None, "problem", "verdict", "id"),
    Index(None, "problem", "language", "id"),
    Index(None, "language", "id"),
    Index(None, "language", "verdict", "id"),
    Index(None, "verdict", "id"),
    Index(None, "state", "id"),
    comment="what was sent, with how its judging stands",
)
# It holds all that comparing runtimes asks for, so that many submissions are compared and none is read.
Index(
    "ix_submissions_runtime_ratio",
    submissions.c.problem,
    submissions.c.verdict,
    submissions.c.user_id,
    submissions.c.runtime_ratio,
    sqlite_where=text("runtime_ratio IS NOT NULL"),
    postgresql_where=text("runtime_ratio IS NOT NULL"),
)

blob_uses = Table(
    "blob_uses",
    metadata,
    Column("owner_id", Words, primary_key=True, comment="submission or run"),
    Column(
        "digest",
        Words,
        ForeignKey("blobs.digest"),
        primary_key=True,
        index=True,
        comment="content that it refers to",
    ),
    Column("created_at", Instant, nullable=False, index=True, comment="when its owner was made"),
    comment="who needs a content; gone once retention has let go of it",
)

judgings = Table(
    "judgings",
    metadata,
    Column("id", Words, primary_key=True, comment="ULID; also that of its job"),
    Column("submission_id", Words, ForeignKey("submissions.id"), nullable=False, comment="of what"),
    Column(
        "version_id", Words, ForeignKey("problem_versions.id"), nullable=False, comment="by what"
    ),
    Column("state", Words, nullable=False, comment="queued … done, superseded or cancelled"),
    Column("attempt", Integer, nullable=False, comment="how often it was begun"),
    Column("created_at", Instant, nullable=False, comment="when it was asked for"),
    Column("started_at", Instant, comment="when its last attempt began"),
    Column("finished_at", Instant, comment="when it ended"),
    Column("verdict", Words, comment="once it is done"),
    Column("score", Float, comment="once it is done"),
    Column("cause", Words, comment="for JE, the class name of our error"),
    Column("host", Words, comment="where it was judged"),
    Column("rejudge_id", Words, ForeignKey("rejudges.id"), comment="rejudge that it is part of"),
    Column("replaces", Words, comment="judging that it would replace, or did"),
    Column(
        "runtime_ratio",
        Float,
        comment="submission's time over the reference's; null: none was measured",
    ),
    Index(None, "submission_id", "id"),
    comment="evaluations of submissions",
)
Index(
    "ix_judgings_rejudge_id_submission_id",
    judgings.c.rejudge_id,
    judgings.c.submission_id,
    sqlite_where=text("rejudge_id IS NOT NULL"),
    postgresql_where=text("rejudge_id IS NOT NULL"),
)
Index(
    "ix_judgings_dead",
    judgings.c.id,
    sqlite_where=text("verdict = 'JE'"),
    postgresql_where=text("verdict = 'JE'"),
)

judging_results = Table(
    "judging_results",
    metadata,
    Column("judging_id", Words, ForeignKey("judgings.id"), primary_key=True, comment="of what"),
    Column("document", Document, nullable=False, comment="coderound.judging/1"),
    Column("recorded_at", Instant, nullable=False, comment="when it was written"),
    Column("trimmed", Boolean, nullable=False, comment="whether printed texts were deleted"),
    Index(None, "trimmed", "recorded_at"),
    comment="results; apart from the judgings, which stay small for lists and updates",
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Words, primary_key=True, comment="that of what is to be done"),
    Column("kind", Words, nullable=False, comment="judging, verification or run"),
    Column("priority", Words, nullable=False, comment="interactive, default or bulk"),
    Column("user_id", Words, comment="whose queue cap it counts for; null: nobody's"),
    Column("state", Words, nullable=False, comment="queued, claimed or done"),
    Column("attempt", Integer, nullable=False, comment="how often it was claimed"),
    Column("excused", Integer, nullable=False, comment="attempts that do not count"),
    Column("created_at", Instant, nullable=False, comment="when it was asked for"),
    Column("worker", Words, comment="who has claimed it"),
    Column("beat", Integer, nullable=False, comment="grows while its worker is alive"),
    Column("reason", Words, comment="why the last attempt came to nothing"),
    comment="the ledger of what workers have to do",
)
OPEN = "state <> 'done'"
"""Condition of the indexes over jobs that are not done; a query has to say it in the same words."""
Index(
    "ix_jobs_open",
    jobs.c.state,
    jobs.c.id,
    sqlite_where=text(OPEN),
    postgresql_where=text(OPEN),
)
Index(
    "ix_jobs_open_of_user",
    jobs.c.user_id,
    sqlite_where=text(OPEN),
    postgresql_where=text(OPEN),
)

rejudges = Table(
    "rejudges",
    metadata,
    Column("id", Words, primary_key=True, comment="ULID"),
    Column("created_by", Words, ForeignKey("users.id"), comment="who asked for it"),
    Column("created_at", Instant, nullable=False, comment="when"),
    Column("state", Words, nullable=False, comment="judging, ready, applied or cancelled"),
    Column("filter", Document, nullable=False, comment="which submissions are meant"),
    Column("reason", Words, nullable=False, comment="why, for people"),
    Column("total", Integer, nullable=False, comment="its judgings"),
    Column("done", Integer, nullable=False, comment="those of them that have ended"),
    comment="new judgings of many submissions, applied together",
)

runs = Table(
    "runs",
    metadata,
    Column("id", Words, primary_key=True, comment="ULID; also that of its job"),
    Column("user_id", Words, ForeignKey("users.id"), nullable=False, comment="who asked for it"),
    Column(
        "version_id", Words, ForeignKey("problem_versions.id"), nullable=False, comment="by what"
    ),
    Column("language", Words, nullable=False, comment="language code"),
    Column("entry", Words, nullable=False, comment="file that is run"),
    Column("files", Document, nullable=False, comment="names and digests of its files"),
    Column("inputs", Document, nullable=False, comment="the custom inputs"),
    Column("created_at", Instant, nullable=False, index=True, comment="when it was accepted"),
    Column("result", Document, comment="coderound.run/1, once it is done"),
    Index(None, "user_id", "created_at"),
    comment="trials",
)

webhook_endpoints = Table(
    "webhook_endpoints",
    metadata,
    Column("id", Words, primary_key=True, comment="ULID"),
    Column("user_id", Words, ForeignKey("users.id"), nullable=False, index=True, comment="whose"),
    Column("url", Words, nullable=False, comment="where to send to"),
    Column("secret", Words, nullable=False, comment="key of the signatures, whsec_…"),
    Column("events", Document, nullable=False, comment="names of the events that are wanted"),
    Column("created_at", Instant, nullable=False, comment="when it was added"),
    Column("disabled_at", Instant, comment="since when nothing is sent"),
    comment="where users want to be told",
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Words, primary_key=True, comment="ULID"),
    Column(
        "endpoint_id", Words, ForeignKey("webhook_endpoints.id"), nullable=False, comment="to whom"
    ),
    Column("event", Words, nullable=False, comment="name of the event"),
    Column("payload", Document, nullable=False, comment="what is sent"),
    Column("created_at", Instant, nullable=False, index=True, comment="when it happened"),
    Column("state", Words, nullable=False, comment="pending, delivered or failed"),
    Column("attempts", Integer, nullable=False, comment="how often it was tried"),
    Column("next_at", Instant, nullable=False, comment="when it is to be tried (again)"),
    Column("response", Words, comment="last status code or error"),
    Index(None, "endpoint_id", "id"),
    comment="events for endpoints",
)
PENDING = "state = 'pending'"
"""Condition of the index over deliveries to come; a query has to say it in the same words."""
Index(
    "ix_deliveries_pending",
    deliveries.c.next_at,
    sqlite_where=text(PENDING),
    postgresql_where=text(PENDING),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Words, primary_key=True, comment="ULID"),
    Column("at", Instant, nullable=False, comment="when"),
    Column("user_id", Words, comment="who; null: somebody on the service's own host"),
    Column("action", Words, nullable=False, comment="what, such as problem.publish"),
    Column("subject", Words, nullable=False, comment="to what"),
    Column("detail", Document, nullable=False, comment="further facts"),
    comment="what admins and authors did",
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("user_id", Words, primary_key=True, comment="who sent the request"),
    Column("key", Words, primary_key=True, comment="the request's Idempotency-Key"),
    Column("fingerprint", Words, nullable=False, comment="of the request's content"),
    Column("resource", Words, nullable=False, comment="what the request made"),
    Column("created_at", Instant, nullable=False, index=True, comment="when"),
    comment="what requests made, so that sending one twice makes one thing",
)

probe = Table(
    "probe",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, comment="always 1"),
    Column("at", Instant, nullable=False, comment="when it was last written"),
    comment="a row that is written to see whether the database can be written",
)
