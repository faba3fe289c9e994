"""What the agent says of the host, read from files of which other hosts have other ones."""

from pathlib import Path

from agent.server import scaling_governor


def test_the_governor_is_told_where_the_kernel_sets_the_clock(tmp_path: Path) -> None:
    (tmp_path / "scaling_governor").write_text("powersave\n")
    assert scaling_governor(str(tmp_path / "scaling_governor")) == "powersave"


def test_where_the_kernel_does_not_there_is_no_governor(tmp_path: Path) -> None:
    assert scaling_governor(str(tmp_path / "scaling_governor")) is None
