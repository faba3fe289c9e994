"""Where settings come from, and what is said of unusable ones."""

from pathlib import Path

import pytest

from judge.errors import CallerMistake
from judge.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"CODEROUND_{name.upper()}", raising=False)
    monkeypatch.delenv("CODEROUND_CONFIG", raising=False)


def config(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = folder / "coderound.toml"
    path.write_text(text)
    monkeypatch.setenv("CODEROUND_CONFIG", str(path))
    return path


def test_the_problems_of_the_checkout_are_found_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings().problems_dir == Path(__file__).resolve().parents[1] / "problems"


def test_a_variable_sets_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODEROUND_BOX_CPUS", "0.5")
    assert load_settings().box_cpus == 0.5


def test_the_file_sets_what_no_variable_sets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config(tmp_path, 'data_dir = "/from/file"\nbox_reuse = "never"\n', monkeypatch)
    monkeypatch.setenv("CODEROUND_DATA_DIR", "/from/variable")
    settings = load_settings()
    assert settings.data_dir == Path("/from/variable")
    assert settings.box_reuse == "never"


def test_data_goes_where_the_platform_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/data/home")
    assert load_settings().data_dir == Path("/data/home/coderound")
    monkeypatch.setenv("XDG_DATA_HOME", "relative/is/invalid")
    monkeypatch.setenv("HOME", "/home/somebody")
    assert load_settings().data_dir == Path("/home/somebody/.local/share/coderound")


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA_DIR", "DOCKER_RUNTIME", "BOX_CPUS", "DEBIAN_MIRROR"):
        monkeypatch.setenv(f"CODEROUND_{name}", "")
    settings = load_settings()
    assert settings.data_dir.name == "coderound"
    assert settings.docker_runtime is None
    assert settings.debian_mirror is None


def test_an_empty_debian_image_means_none_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODEROUND_DEBIAN_IMAGE", "")
    assert load_settings().debian_image == ""


def test_a_value_of_the_wrong_type_is_named_with_its_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CODEROUND_BOX_CPUS", "many")
    with pytest.raises(CallerMistake, match=r"CODEROUND_BOX_CPUS\) is 'many'"):
        load_settings()


def test_a_key_that_is_no_setting_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config(tmp_path, 'problem_dir = "/x"\n', monkeypatch)
    with pytest.raises(CallerMistake, match=r"problem_dir: not a setting; there are: problems_dir"):
        load_settings()


def test_a_malformed_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = config(tmp_path, "data_dir = \n", monkeypatch)
    with pytest.raises(CallerMistake, match=rf"{path}: not valid TOML"):
        load_settings()


def test_a_file_that_is_not_text_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = config(tmp_path, "", monkeypatch)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(CallerMistake, match=rf"{path}: not valid TOML"):
        load_settings()


def test_a_missing_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODEROUND_CONFIG", str(tmp_path / "absent.toml"))
    with pytest.raises(CallerMistake, match=r"absent.toml is not a file"):
        load_settings()


def test_who_has_no_home_is_asked_for_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a user whom a container was started as, and of whom nothing is known."""
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    with pytest.raises(CallerMistake, match="CODEROUND_DATA_DIR"):
        load_settings()


@pytest.mark.parametrize("name", ["database_url", "redis_url"])
def test_an_address_of_another_kind_is_refused_without_its_password(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"CODEROUND_{name.upper()}", "mysql://user:s3cret@host/x")
    with pytest.raises(CallerMistake, match=rf"setting {name} .*begins with none of") as refusal:
        load_settings()
    assert "s3cret" not in str(refusal.value)


def test_the_command_line_wins_over_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODEROUND_PORT", "1")
    monkeypatch.setenv("CODEROUND_WORKERS", "2")
    settings = load_settings(port=3, workers=None)
    assert (settings.port, settings.workers) == (3, 2)


@pytest.mark.parametrize("workers", ["many", "-1", "100000"])
def test_workers_are_a_number_or_auto(workers: str) -> None:
    with pytest.raises(CallerMistake, match="workers"):
        load_settings(workers=workers)
    assert load_settings(workers="auto").workers == "auto"
    assert load_settings(workers="0").workers == 0
