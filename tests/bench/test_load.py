"""What is said of judgings under load."""

from collections import Counter

from bench.load import outcome


def test_whatever_is_not_accepted_has_turned() -> None:
    found = outcome(Counter({"AC": 7, "TLE": 2, "JE": 1}), [200.0] * 9 + [400.0], limit_ms=500)
    assert (found["judged"], found["turned"]) == (10, 3)
    assert found["cpu_time_share_of_limit"] == {"p50": 0.4, "p99": 0.8, "most": 0.8}
