"""The first schema."""

import sqlalchemy as sa
from alembic import op

from judge.store.column_types import Document, Instant, Words

revision = "0001"
down_revision = None


def upgrade() -> None:
    """From an empty database."""
    op.create_table(
        "audit",
        sa.Column("id", Words(), nullable=False, comment="ULID"),
        sa.Column("at", Instant(), nullable=False, comment="when"),
        sa.Column(
            "user_id",
            Words(),
            nullable=True,
            comment="who; null: somebody on the service's own host",
        ),
        sa.Column("action", Words(), nullable=False, comment="what, such as problem.publish"),
        sa.Column("subject", Words(), nullable=False, comment="to what"),
        sa.Column("detail", Document(), nullable=False, comment="further facts"),
        sa.PrimaryKeyConstraint("id", name=("pk_audit")),
        comment="what admins and authors did",
    )
    op.create_table(
        "blobs",
        sa.Column("digest", Words(), nullable=False, comment="sha256 of the content, hex"),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="the content itself"),
        sa.Column(
            "kept_at",
            Instant(),
            nullable=False,
            comment="when it was last put; a new one is not purged",
        ),
        sa.Column(
            "to_check",
            sa.Boolean(),
            nullable=False,
            comment="whether it may be that nobody refers to it",
        ),
        sa.PrimaryKeyConstraint("digest", name=("pk_blobs")),
        comment="contents of sources and packages, each kept once",
    )
    op.create_index(
        "ix_blobs_to_check",
        "blobs",
        ["kept_at"],
        unique=False,
        sqlite_where=sa.text("to_check"),
        postgresql_where=sa.text("to_check"),
    )
    op.create_table(
        "idempotency",
        sa.Column("user_id", Words(), nullable=False, comment="who sent the request"),
        sa.Column("key", Words(), nullable=False, comment="the request's Idempotency-Key"),
        sa.Column("fingerprint", Words(), nullable=False, comment="of the request's content"),
        sa.Column("resource", Words(), nullable=False, comment="what the request made"),
        sa.Column("created_at", Instant(), nullable=False, comment="when"),
        sa.PrimaryKeyConstraint("user_id", "key", name=("pk_idempotency")),
        comment="what requests made, so that sending one twice makes one thing",
    )
    op.create_index(("ix_idempotency_created_at"), "idempotency", ["created_at"], unique=False)
    op.create_table(
        "jobs",
        sa.Column("id", Words(), nullable=False, comment="that of what is to be done"),
        sa.Column("kind", Words(), nullable=False, comment="judging, verification or run"),
        sa.Column("priority", Words(), nullable=False, comment="interactive, default or bulk"),
        sa.Column(
            "user_id",
            Words(),
            nullable=True,
            comment="whose queue cap it counts for; null: nobody's",
        ),
        sa.Column("state", Words(), nullable=False, comment="queued, claimed or done"),
        sa.Column("attempt", sa.Integer(), nullable=False, comment="how often it was claimed"),
        sa.Column("excused", sa.Integer(), nullable=False, comment="attempts that do not count"),
        sa.Column("created_at", Instant(), nullable=False, comment="when it was asked for"),
        sa.Column("worker", Words(), nullable=True, comment="who has claimed it"),
        sa.Column("beat", sa.Integer(), nullable=False, comment="grows while its worker is alive"),
        sa.Column("reason", Words(), nullable=True, comment="why the last attempt came to nothing"),
        sa.PrimaryKeyConstraint("id", name=("pk_jobs")),
        comment="the ledger of what workers have to do",
    )
    op.create_index(
        "ix_jobs_open",
        "jobs",
        ["state", "id"],
        unique=False,
        sqlite_where=sa.text("state <> 'done'"),
        postgresql_where=sa.text("state <> 'done'"),
    )
    op.create_index(
        "ix_jobs_open_of_user",
        "jobs",
        ["user_id"],
        unique=False,
        sqlite_where=sa.text("state <> 'done'"),
        postgresql_where=sa.text("state <> 'done'"),
    )
    op.create_table(
        "probe",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False, comment="always 1"),
        sa.Column("at", Instant(), nullable=False, comment="when it was last written"),
        sa.PrimaryKeyConstraint("id", name=("pk_probe")),
        comment="a row that is written to see whether the database can be written",
    )
    op.create_table(
        "users",
        sa.Column("id", Words(), nullable=False, comment="ULID"),
        sa.Column("name", Words(), nullable=False, comment="as the user writes it"),
        sa.Column("name_key", Words(), nullable=False, comment="name regardless of case"),
        sa.Column("role", Words(), nullable=False, comment="admin, author or solver"),
        sa.Column("created_at", Instant(), nullable=False, comment="when the account was made"),
        sa.Column(
            "password_hash",
            Words(),
            nullable=True,
            comment="Argon2id in its encoded form; null: keys only",
        ),
        sa.Column(
            "disabled_at",
            Instant(),
            nullable=True,
            comment="since when nothing may be done with it",
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_users")),
        sa.UniqueConstraint("name_key", name=("uq_users_name_key")),
        comment="who uses the service",
    )
    op.create_table(
        "api_keys",
        sa.Column("id", Words(), nullable=False, comment="ULID"),
        sa.Column("user_id", Words(), nullable=False, comment="owner"),
        sa.Column("name", Words(), nullable=False, comment="what its owner calls it"),
        sa.Column(
            "prefix", Words(), nullable=False, comment="beginning of the key, to tell keys apart"
        ),
        sa.Column("secret_sha256", Words(), nullable=False, comment="sha256 of the key, hex"),
        sa.Column("created_at", Instant(), nullable=False, comment="when it was made"),
        sa.Column(
            "last_used_at", Instant(), nullable=True, comment="when it was last used, roughly"
        ),
        sa.Column(
            "expires_at", Instant(), nullable=True, comment="until when it is good; null: for ever"
        ),
        sa.Column("revoked_at", Instant(), nullable=True, comment="since when it is good no more"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=("fk_api_keys_user_id")),
        sa.PrimaryKeyConstraint("id", name=("pk_api_keys")),
        sa.UniqueConstraint("secret_sha256", name=("uq_api_keys_secret_sha256")),
        comment="API keys; the keys themselves are not stored",
    )
    op.create_index(("ix_api_keys_user_id"), "api_keys", ["user_id"], unique=False)
    op.create_table(
        "blob_uses",
        sa.Column("owner_id", Words(), nullable=False, comment="submission or run"),
        sa.Column("digest", Words(), nullable=False, comment="content that it refers to"),
        sa.Column("created_at", Instant(), nullable=False, comment="when its owner was made"),
        sa.ForeignKeyConstraint(["digest"], ["blobs.digest"], name=("fk_blob_uses_digest")),
        sa.PrimaryKeyConstraint("owner_id", "digest", name=("pk_blob_uses")),
        comment="who needs a content; gone once retention has let go of it",
    )
    op.create_index(("ix_blob_uses_created_at"), "blob_uses", ["created_at"], unique=False)
    op.create_index(("ix_blob_uses_digest"), "blob_uses", ["digest"], unique=False)
    op.create_table(
        "problems",
        sa.Column("name", Words(), nullable=False, comment="its name, as in addresses"),
        sa.Column("owner_id", Words(), nullable=True, comment="author; null: the service's own"),
        sa.Column(
            "published_id",
            Words(),
            nullable=True,
            comment="version that submissions are judged by; null: none yet",
        ),
        sa.Column(
            "search_key", Words(), nullable=False, comment="name and title, regardless of case"
        ),
        sa.Column("difficulty", Words(), nullable=True, comment="of the published version"),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=("fk_problems_owner_id")),
        sa.PrimaryKeyConstraint("name", name=("pk_problems")),
        comment="problems, with what lists need of their published version",
    )
    op.create_table(
        "rejudges",
        sa.Column("id", Words(), nullable=False, comment="ULID"),
        sa.Column("created_by", Words(), nullable=True, comment="who asked for it"),
        sa.Column("created_at", Instant(), nullable=False, comment="when"),
        sa.Column("state", Words(), nullable=False, comment="judging, ready, applied or cancelled"),
        sa.Column("filter", Document(), nullable=False, comment="which submissions are meant"),
        sa.Column("reason", Words(), nullable=False, comment="why, for people"),
        sa.Column("total", sa.Integer(), nullable=False, comment="its judgings"),
        sa.Column("done", sa.Integer(), nullable=False, comment="those of them that have ended"),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=("fk_rejudges_created_by")),
        sa.PrimaryKeyConstraint("id", name=("pk_rejudges")),
        comment="new judgings of many submissions, applied together",
    )
    op.create_table(
        "sessions",
        sa.Column("token_sha256", Words(), nullable=False, comment="sha256 of the token, hex"),
        sa.Column("user_id", Words(), nullable=False, comment="whose"),
        sa.Column("expires_at", Instant(), nullable=False, comment="when it ends"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=("fk_sessions_user_id")),
        sa.PrimaryKeyConstraint("token_sha256", name=("pk_sessions")),
        comment="logins",
    )
    op.create_index(("ix_sessions_expires_at"), "sessions", ["expires_at"], unique=False)
    op.create_index(("ix_sessions_user_id"), "sessions", ["user_id"], unique=False)
    op.create_table(
        "webhook_endpoints",
        sa.Column("id", Words(), nullable=False, comment="ULID"),
        sa.Column("user_id", Words(), nullable=False, comment="whose"),
        sa.Column("url", Words(), nullable=False, comment="where to send to"),
        sa.Column("secret", Words(), nullable=False, comment="key of the signatures, whsec_…"),
        sa.Column(
            "events", Document(), nullable=False, comment="names of the events that are wanted"
        ),
        sa.Column("created_at", Instant(), nullable=False, comment="when it was added"),
        sa.Column("disabled_at", Instant(), nullable=True, comment="since when nothing is sent"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=("fk_webhook_endpoints_user_id")),
        sa.PrimaryKeyConstraint("id", name=("pk_webhook_endpoints")),
        comment="where users want to be told",
    )
    op.create_index(
        ("ix_webhook_endpoints_user_id"), "webhook_endpoints", ["user_id"], unique=False
    )
    op.create_table(
        "deliveries",
        sa.Column("id", Words(), nullable=False, comment="ULID"),
        sa.Column("endpoint_id", Words(), nullable=False, comment="to whom"),
        sa.Column("event", Words(), nullable=False, comment="name of the event"),
        sa.Column("payload", Document(), nullable=False, comment="what is sent"),
        sa.Column("created_at", Instant(), nullable=False, comment="when it happened"),
        sa.Column("state", Words(), nullable=False, comment="pending, delivered or failed"),
        sa.Column("attempts", sa.Integer(), nullable=False, comment="how often it was tried"),
        sa.Column("next_at", Instant(), nullable=False, comment="when it is to be tried (again)"),
        sa.Column("response", Words(), nullable=True, comment="last status code or error"),
        sa.ForeignKeyConstraint(
            ["endpoint_id"], ["webhook_endpoints.id"], name=("fk_deliveries_endpoint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_deliveries")),
        comment="events for endpoints",
    )
    op.create_index(("ix_deliveries_created_at"), "deliveries", ["created_at"], unique=False)
    op.create_index(
        ("ix_deliveries_endpoint_id_id"), "deliveries", ["endpoint_id", "id"], unique=False
    )
    op.create_index(
        "ix_deliveries_pending",
        "deliveries",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_table(
        "problem_tags",
        sa.Column("tag", Words(), nullable=False, comment="a tag of the published version"),
        sa.Column("problem", Words(), nullable=False, comment="the problem"),
        sa.ForeignKeyConstraint(["problem"], ["problems.name"], name=("fk_problem_tags_problem")),
        sa.PrimaryKeyConstraint("tag", "problem", name=("pk_problem_tags")),
        comment="tags of published problems",
    )
    op.create_table(
        "problem_versions",
        sa.Column("id", Words(), nullable=False, comment="ULID"),
        sa.Column("problem", Words(), nullable=False, comment="of what"),
        sa.Column("number", sa.Integer(), nullable=False, comment="counts from 1 for each problem"),
        sa.Column("digest", Words(), nullable=False, comment="of the package"),
        sa.Column("archive", Words(), nullable=False, comment="the package as a zip archive"),
        sa.Column(
            "state", Words(), nullable=False, comment="verifying, published, rejected or retired"
        ),
        sa.Column("manifest", Document(), nullable=False, comment="what is shown of it"),
        sa.Column("created_by", Words(), nullable=True, comment="who uploaded it"),
        sa.Column("created_at", Instant(), nullable=False, comment="when it was uploaded"),
        sa.Column(
            "verification",
            Document(),
            nullable=True,
            comment="coderound.verify/1, or why there is none",
        ),
        sa.ForeignKeyConstraint(
            ["archive"], ["blobs.digest"], name=("fk_problem_versions_archive")
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name=("fk_problem_versions_created_by")
        ),
        sa.ForeignKeyConstraint(
            ["problem"], ["problems.name"], name=("fk_problem_versions_problem")
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_problem_versions")),
        sa.UniqueConstraint("problem", "number", name=("uq_problem_versions_problem_number")),
        comment="uploaded packages; old judgings point to theirs",
    )
    op.create_index(("ix_problem_versions_archive"), "problem_versions", ["archive"], unique=False)
    op.create_index(
        "uq_problem_versions_published",
        "problem_versions",
        ["problem"],
        unique=True,
        sqlite_where=sa.text("state = 'published'"),
        postgresql_where=sa.text("state = 'published'"),
    )
    op.create_table(
        "submissions",
        sa.Column("id", Words(), nullable=False, comment="ULID"),
        sa.Column("user_id", Words(), nullable=False, comment="who sent it"),
        sa.Column("problem", Words(), nullable=False, comment="for what"),
        sa.Column("language", Words(), nullable=False, comment="language code"),
        sa.Column("entry", Words(), nullable=False, comment="file that is run"),
        sa.Column("files", Document(), nullable=False, comment="names and digests of its files"),
        sa.Column("created_at", Instant(), nullable=False, comment="when it was accepted"),
        sa.Column("judging_id", Words(), nullable=False, comment="the judging that counts"),
        sa.Column("state", Words(), nullable=False, comment="of the judging that counts"),
        sa.Column(
            "verdict", Words(), nullable=True, comment="of the judging that counts, once it is done"
        ),
        sa.Column(
            "score",
            sa.Float(),
            nullable=True,
            comment="of the judging that counts, once it is done",
        ),
        sa.ForeignKeyConstraint(["problem"], ["problems.name"], name=("fk_submissions_problem")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=("fk_submissions_user_id")),
        sa.PrimaryKeyConstraint("id", name=("pk_submissions")),
        comment="what was sent, with how its judging stands",
    )
    op.create_index(("ix_submissions_language_id"), "submissions", ["language", "id"], unique=False)
    op.create_index(
        ("ix_submissions_language_verdict_id"),
        "submissions",
        ["language", "verdict", "id"],
        unique=False,
    )
    op.create_index(("ix_submissions_problem_id"), "submissions", ["problem", "id"], unique=False)
    op.create_index(
        ("ix_submissions_problem_language_id"),
        "submissions",
        ["problem", "language", "id"],
        unique=False,
    )
    op.create_index(
        ("ix_submissions_problem_verdict_id"),
        "submissions",
        ["problem", "verdict", "id"],
        unique=False,
    )
    op.create_index(("ix_submissions_state_id"), "submissions", ["state", "id"], unique=False)
    op.create_index(
        ("ix_submissions_user_id_created_at"),
        "submissions",
        ["user_id", "created_at"],
        unique=False,
    )
    op.create_index(("ix_submissions_user_id_id"), "submissions", ["user_id", "id"], unique=False)
    op.create_index(
        ("ix_submissions_user_id_problem_id"),
        "submissions",
        ["user_id", "problem", "id"],
        unique=False,
    )
    op.create_index(
        ("ix_submissions_user_id_verdict_id"),
        "submissions",
        ["user_id", "verdict", "id"],
        unique=False,
    )
    op.create_index(("ix_submissions_verdict_id"), "submissions", ["verdict", "id"], unique=False)
    op.create_table(
        "judgings",
        sa.Column("id", Words(), nullable=False, comment="ULID; also that of its job"),
        sa.Column("submission_id", Words(), nullable=False, comment="of what"),
        sa.Column("version_id", Words(), nullable=False, comment="by what"),
        sa.Column(
            "state", Words(), nullable=False, comment="queued … done, superseded or cancelled"
        ),
        sa.Column("attempt", sa.Integer(), nullable=False, comment="how often it was begun"),
        sa.Column("created_at", Instant(), nullable=False, comment="when it was asked for"),
        sa.Column("started_at", Instant(), nullable=True, comment="when its last attempt began"),
        sa.Column("finished_at", Instant(), nullable=True, comment="when it ended"),
        sa.Column("verdict", Words(), nullable=True, comment="once it is done"),
        sa.Column("score", sa.Float(), nullable=True, comment="once it is done"),
        sa.Column("cause", Words(), nullable=True, comment="for JE, the class name of our error"),
        sa.Column("host", Words(), nullable=True, comment="where it was judged"),
        sa.Column("rejudge_id", Words(), nullable=True, comment="rejudge that it is part of"),
        sa.Column(
            "replaces", Words(), nullable=True, comment="judging that it would replace, or did"
        ),
        sa.ForeignKeyConstraint(["rejudge_id"], ["rejudges.id"], name=("fk_judgings_rejudge_id")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=("fk_judgings_submission_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["problem_versions.id"], name=("fk_judgings_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_judgings")),
        comment="evaluations of submissions",
    )
    op.create_index(
        "ix_judgings_dead",
        "judgings",
        ["id"],
        unique=False,
        sqlite_where=sa.text("verdict = 'JE'"),
        postgresql_where=sa.text("verdict = 'JE'"),
    )
    op.create_index(
        "ix_judgings_rejudge_id_submission_id",
        "judgings",
        ["rejudge_id", "submission_id"],
        unique=False,
        sqlite_where=sa.text("rejudge_id IS NOT NULL"),
        postgresql_where=sa.text("rejudge_id IS NOT NULL"),
    )
    op.create_index(
        ("ix_judgings_submission_id_id"), "judgings", ["submission_id", "id"], unique=False
    )
    op.create_table(
        "runs",
        sa.Column("id", Words(), nullable=False, comment="ULID; also that of its job"),
        sa.Column("user_id", Words(), nullable=False, comment="who asked for it"),
        sa.Column("version_id", Words(), nullable=False, comment="by what"),
        sa.Column("language", Words(), nullable=False, comment="language code"),
        sa.Column("entry", Words(), nullable=False, comment="file that is run"),
        sa.Column("files", Document(), nullable=False, comment="names and digests of its files"),
        sa.Column("inputs", Document(), nullable=False, comment="the custom inputs"),
        sa.Column("created_at", Instant(), nullable=False, comment="when it was accepted"),
        sa.Column("result", Document(), nullable=True, comment="coderound.run/1, once it is done"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=("fk_runs_user_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["problem_versions.id"], name=("fk_runs_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_runs")),
        comment="trials",
    )
    op.create_index(("ix_runs_created_at"), "runs", ["created_at"], unique=False)
    op.create_index(("ix_runs_user_id_created_at"), "runs", ["user_id", "created_at"], unique=False)
    op.create_table(
        "judging_results",
        sa.Column("judging_id", Words(), nullable=False, comment="of what"),
        sa.Column("document", Document(), nullable=False, comment="coderound.judging/1"),
        sa.Column("recorded_at", Instant(), nullable=False, comment="when it was written"),
        sa.Column(
            "trimmed", sa.Boolean(), nullable=False, comment="whether printed texts were deleted"
        ),
        sa.ForeignKeyConstraint(
            ["judging_id"], ["judgings.id"], name=("fk_judging_results_judging_id")
        ),
        sa.PrimaryKeyConstraint("judging_id", name=("pk_judging_results")),
        comment="results; apart from the judgings, which stay small for lists and updates",
    )
    op.create_index(
        ("ix_judging_results_trimmed_recorded_at"),
        "judging_results",
        ["trimmed", "recorded_at"],
        unique=False,
    )
