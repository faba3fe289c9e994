"""Facts about a machine, read from files of which other machines have other ones."""

from pathlib import Path

import pytest

from judge.host.machine import free_disk_bytes, read_machine_facts


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "proc").mkdir()
    (tmp_path / "proc/loadavg").write_text("1.25 0.50 0.10 2/345 6789\n")
    (tmp_path / "sys/devices/system/cpu").mkdir(parents=True)
    return tmp_path


def test_a_virtual_machine_tells_little(root: Path) -> None:
    facts = read_machine_facts(root)
    assert facts.load == 1.25
    assert facts.swap_bytes is None
    assert facts.governors == ()
    assert facts.smt_active is None


def test_all_swap_areas_count(root: Path) -> None:
    (root / "proc/swaps").write_text(
        "Filename Type Size Used Priority\n"
        "/dev/sda2 partition 1024 0 -2\n"
        "/swap\\040file file 2048 0 -3\n"
    )
    assert read_machine_facts(root).swap_bytes == 3 * 1024 * 1024


def test_each_governor_is_told_once(root: Path) -> None:
    for cpu, governor in enumerate(("powersave", "performance", "powersave")):
        folder = root / f"sys/devices/system/cpu/cpu{cpu}/cpufreq"
        folder.mkdir(parents=True)
        (folder / "scaling_governor").write_text(f"{governor}\n")
    assert read_machine_facts(root).governors == ("performance", "powersave")


@pytest.mark.parametrize(("text", "active"), [("1\n", True), ("0\n", False)])
def test_smt_is_told_where_the_kernel_tells(root: Path, text: str, active: bool) -> None:
    (root / "sys/devices/system/cpu/smt").mkdir()
    (root / "sys/devices/system/cpu/smt/active").write_text(text)
    assert read_machine_facts(root).smt_active is active


def test_this_machine_can_be_read() -> None:
    assert read_machine_facts().cpu_count >= 1


def test_free_space_is_that_of_the_disk_a_folder_would_be_on(tmp_path: Path) -> None:
    assert free_disk_bytes(tmp_path / "not" / "yet" / "there") > 0
