"""What a keeper does beside looking for lost work."""

import threading
from datetime import UTC, datetime
from pathlib import Path

from judge.host.keeper import run_keeper
from judge.model.ids import new_id
from judge.model.stored import WebhookEndpoint
from judge.model.verdict import Verdict
from tests.host.house import House, until
from tests.host.solutions import RIGHT
from tests.servers import free_port
from tests.webhooks.receiver import receiving


def test_webhooks_are_sent_even_while_the_queue_is_away(home: House, package: Path) -> None:
    with receiving() as listening:
        judging_id = home.submit(home.add_problem(package), RIGHT, enqueue=False)
        with home.store.write() as tx:
            tx.webhooks.add(
                WebhookEndpoint(
                    id=new_id(),
                    user_id=home.user_id,
                    url=listening.url(),
                    secret="whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                    events=("judging.done",),
                    created_at=datetime.now(UTC),
                )
            )
        with home.store.write() as tx:
            claim = tx.jobs.claim(judging_id, "worker", datetime.now(UTC))
            assert claim is not None
            assert tx.jobs.finish_judging(
                claim,
                datetime.now(UTC),
                verdict=Verdict.AC,
                score=100.0,
                result={},
                cause=None,
                host="here",
            )
        changes = {"redis_url": f"redis://127.0.0.1:{free_port()}/0", "webhook_private": True}
        stop = threading.Event()
        settings = home.settings.model_copy(update=changes)
        thread = threading.Thread(target=run_keeper, args=(settings, stop))
        thread.start()
        until(lambda: listening.received)
        stop.set()
        thread.join()
    assert judging_id.encode() in listening.received[0].body
