"""problem.yaml and judge.yaml: what is read, what is malformed, what is refused by name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from judge.errors import NotSupported, PackageError
from judge.model.checker import ClustersSpec, ExactSpec, NumericSpec, TokensSpec
from judge.model.limits import MIB
from judge.model.problem import MemorySpec, ProblemKind, RuntimeSpec
from judge.package.load import load_package

MakePackage = Callable[..., Path]
JUDGE_YAML = """\
kind: function
entry: doubled
signature: {number: int, returns: int}
model_solution: accepted/right.py
"""


def problem(text: str) -> dict[str, str]:
    return {"problem.yaml": 'problem_format_version: "2025-09"\nname: A\nuuid: "1"\n' + text}


def judge(text: str) -> dict[str, str]:
    return {"judge.yaml": JUDGE_YAML + text}


def judge_without(key: str, text: str = "") -> dict[str, str]:
    lines = JUDGE_YAML.splitlines(keepends=True)
    return {"judge.yaml": "".join(line for line in lines if not line.startswith(key)) + text}


def test_a_package_of_ours_is_read_completely(make_package: MakePackage) -> None:
    package = load_package(make_package("ours"))
    assert (package.name, package.title, package.kind) == ("doubled", "Doubled", "function")
    assert package.limits.time_limit_ms == 1000
    assert package.limits.memory_bytes == 256 * MIB
    assert package.checker == ExactSpec()
    assert package.model_solution is not None
    assert package.model_solution.name == "accepted/right.py"
    assert [case.name for case in package.cases] == [
        "sample/1",
        "secret/01-small/minus",
        "secret/01-small/zero",
    ]
    assert package.signature is not None
    assert package.signature.methods["doubled"].parameters == {"number": "int"}


def test_what_a_foreign_package_leaves_out_gets_the_formats_typical_defaults(
    make_package: MakePackage,
) -> None:
    package = load_package(make_package("foreign"))
    assert package.kind is ProblemKind.STDIO
    assert package.limits.memory_bytes == 2048 * MIB
    assert package.limits.output_bytes == 8 * MIB
    assert package.limits.code_bytes == 128 * 1024
    assert package.checker == TokensSpec()


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({"problem.yaml": None}, "no problem.yaml"),
        (
            problem("limits: {time_limit: 2s}"),
            'limits.time_limit is "2s"; expected seconds as a number',
        ),
        (problem("limits: {time_limit: 0}"), "limits.time_limit is 0; expected seconds"),
        (problem("limits: {time_limit: .nan}"), "limits.time_limit is NaN; expected seconds"),
        (problem("limits: {time_limit: 1.5}"), "expected a multiple of limits.time_resolution"),
        (problem("limits: {memory: 0.5}"), "limits.memory is 0.5; expected a whole number of MiB"),
        (problem("limits: {time_limt: 2}"), 'unknown key "limits.time_limt"'),
        (problem("limits: 3"), "limits is 3; expected a mapping of keys"),
        (problem("typ: scoring"), 'unknown key "typ"; did you mean "type"?'),
        (problem("type: hard"), 'type is "hard"; expected of pass-fail'),
        (problem("license: mine"), 'license is "mine"; expected one of unknown'),
        ({"problem.yaml": 'problem_format_version: "2025-09"\nname: A\n'}, "uuid is missing"),
        ({"problem.yaml": 'problem_format_version: "2025-09"\nuuid: a\n'}, "name is missing"),
        (
            {"problem.yaml": 'problem_format_version: "2025-09"\nuuid: a\nname: {en: 3}\n'},
            'name is {"en": 3}; expected the title',
        ),
        ({"problem.yaml": "problem_format_version: 2026-01\n"}, "problem_format_version is"),
    ],
)
def test_malformed_problem_yaml_is_refused(
    make_package: MakePackage, files: dict[str, str | bytes | None], complaint: str
) -> None:
    with pytest.raises(PackageError) as raised:
        load_package(make_package("foreign", files))
    assert complaint in str(raised.value)
    assert str(raised.value).count("doubled") >= 1


@pytest.mark.parametrize(
    ("base", "files", "complaint"),
    [
        ("foreign", problem("type: interactive"), 'type "interactive" is not supported'),
        ("foreign", problem("type: [scoring, multi-pass]"), 'type "multi-pass" is not supported'),
        ("foreign", problem("type: submit-answer"), 'type "submit-answer" is not supported'),
        ("foreign", problem("languages: [cpp]"), "only python3 is supported"),
        ("foreign", problem("constants: {n: 5}"), "constants are not supported"),
        ("foreign", {"problem.yaml": "problem_format_version: 2023-07-draft\n"}, "2023-07-draft"),
        ("foreign", {"static_validator/v.py": ""}, "static validation"),
        ("foreign", {"output_validator/v.cpp": ""}, "output validator in C++ (v.cpp)"),
        ("foreign", {"output_validator/build": "", "output_validator/v.py": ""}, "build script"),
        ("foreign", {"output_validator/run": ""}, "run script"),
        ("foreign", {"output_validator/a.py": "", "output_validator/b.py": ""}, "a.py, b.py"),
        ("foreign", {"include/cpp/grader.cpp": ""}, "holds files for cpp only"),
        ("legacy", {"problem.yaml": "validation: custom interactive\n"}, "interactive validation"),
        (
            "legacy",
            {"problem.yaml": "type: scoring\ngrading: {objective: min}\n"},
            "grading.objective min",
        ),
        (
            "legacy",
            {
                "problem.yaml": "validation: custom\n",
                "output_validators/a.py": "",
                "output_validators/b.py": "",
            },
            "several output validators (a.py, b.py)",
        ),
        (
            "legacy",
            {
                "problem.yaml": "validation: custom\n",
                "output_validators/v.py": "#!/usr/bin/python2\n",
            },
            "in Python 2",
        ),
        ("ours", judge_without("kind", "kind: interactive\n"), "kind interactive is not supported"),
        ("ours", judge_without("kind", "kind: pytest\n"), "kind pytest is not supported"),
    ],
)
def test_what_cannot_be_judged_rightly_is_refused_by_name(
    make_package: MakePackage, base: str, files: dict[str, str | bytes | None], complaint: str
) -> None:
    with pytest.raises(NotSupported) as raised:
        load_package(make_package(base, files))
    assert complaint in str(raised.value)


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        (judge("hint: true\n"), 'unknown key "hint"; did you mean "hints"?'),
        (judge("hints: maybe\n"), 'hints is "maybe"; expected true or false'),
        (judge("difficulty: extreme\n"), 'difficulty is "extreme"; expected one of easy'),
        (judge("tags: sorting\n"), 'tags is "sorting"; expected a list of strings'),
        (judge("scoring: {correctness: -1}\n"), "scoring.correctness is -1"),
        (judge("compare: fuzzy\n"), 'compare is "fuzzy"; expected one of exact'),
        (judge("compare: {numeric: {rtol: -1}}\n"), "compare.numeric.rtol is -1"),
        (judge("compare: {numeric: {tol: 1}}\n"), "compare.numeric.tol is 1"),
        (judge("compare: {exact: {}, numeric: {}}\n"), "expected one of exact"),
        (judge("compare: tokens\n"), "expected another checker for kind function"),
        (judge("compare: checker\n"), "expected an output_validator/"),
        ({"output_validator/v.py": "", **judge("compare: exact\n")}, "because the package has an"),
        (judge_without("kind"), "kind is missing; expected one of function, class, stdio"),
        (judge_without("entry"), "entry is missing"),
        (judge_without("entry", "entry: 2x\n"), 'entry is "2x"'),
        (judge_without("signature"), "signature is missing"),
        (judge_without("signature", "signature: {n: integer}\n"), 'signature.n: type "integer"'),
        (judge_without("signature", "signature: {a-b: int}\n"), "signature.a-b: not a parameter"),
        (
            judge_without("signature", 'signature: {n: int, returns: "list[tensor[bool]]"}\n'),
            "image is missing; expected one with torch (python-ml), because of the signature",
        ),
        (
            judge_without("model_solution", "model_solution: accepted/none.py\n"),
            'model_solution is "accepted/none.py"; expected an example below submissions/',
        ),
        (judge("scoring: {runtime: 20}\n"), "runtime is missing; expected the tests to measure"),
        (
            judge("scoring: {memory: 9}\n"),
            "expected the tests to measure, because memory has points",
        ),
        (judge("runtime: {full_at: 2}\n"), "runtime.cases is missing"),
        (
            judge("runtime: {cases: [secret], full_at: 11}\n"),
            "zero_at is missing; expected a number",
        ),
        (
            judge("runtime: {cases: [secret], memory: {full_at: 1}}\n"),
            "runtime.memory.full_at is 1",
        ),
        (judge("runtime: {cases: [secret], memory: {full_at: 6}}\n"), "runtime.memory.zero_at is"),
        (judge("runtime: {cases: [secret], memory: {full: 2}}\n"), 'key "runtime.memory.full"'),
        (judge("runtime: {cases: [secret], memory: 2}\n"), "runtime.memory is 2"),
        (judge("runtime: {cases: [secret/99]}\n"), 'no test matches "secret/99"'),
        (judge("runtime: {cases: [secret], full_at: 3, zero_at: 3}\n"), "runtime.zero_at is 3"),
        (judge("runtime: {cases: [secret], zero: 3}\n"), 'unknown key "runtime.zero"'),
        (judge_without("kind", "kind: class\n"), "signature.number is"),
        ({"problem.yaml": "name: A\n"}, "stands in a legacy package"),
    ],
)
def test_malformed_judge_yaml_is_refused(
    make_package: MakePackage, files: dict[str, str | bytes | None], complaint: str
) -> None:
    with pytest.raises(PackageError) as raised:
        load_package(make_package("ours", files))
    assert complaint in str(raised.value)


def test_runtime_names_its_tests_and_is_worth_points(make_package: MakePackage) -> None:
    text = "scoring: {correctness: 80, runtime: 20}\nruntime: {cases: [secret/01-small/m*], zero_at: 4}\n"
    package = load_package(make_package("ours", judge(text)))
    assert package.runtime == RuntimeSpec(cases=("secret/01-small/minus",), full_at=1.5, zero_at=4)
    assert (package.scoring.correctness, package.scoring.runtime) == (80, 20)


def test_a_program_may_be_measured_too(make_package: MakePackage) -> None:
    text = "kind: stdio\nmodel_solution: accepted/right.py\nscoring: {runtime: 20}\n"
    text += 'runtime: {cases: [secret], scaling: {case: "n.py {n}", sizes: [1, 2, 4, 8, 16, 32]}}\n'
    files = {"judge.yaml": text, "generators/n.py": "import sys\nprint(sys.argv[1])\n"}
    package = load_package(make_package("ours", files))
    assert package.kind is ProblemKind.STDIO
    assert package.runtime is not None
    assert len(package.runtime.cases) == 2
    assert package.scaling is not None
    assert package.scaling.cases[0].name == "scaling/1-1"


def test_memory_is_worth_points_on_a_scale_of_its_own(make_package: MakePackage) -> None:
    text = "scoring: {memory: 5}\nruntime: {cases: [secret], memory: {full_at: 2}}\n"
    package = load_package(make_package("ours", judge(text)))
    assert package.scoring.most == 105
    assert package.runtime is not None
    assert package.runtime.memory == MemorySpec(full_at=2, zero_at=5)


def test_without_a_model_solution_there_is_nothing_to_compare_with(
    make_package: MakePackage,
) -> None:
    answers = {"data/secret/01-small/minus.ans": "-6\n"}
    files = judge_without("model_solution", "runtime: {cases: [secret]}\n") | answers
    with pytest.raises(PackageError, match="runtime compares with it"):
        load_package(make_package("ours", files))


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("numeric", NumericSpec()),
        ("{numeric: {rtol: 1e-6, atol: 1e-9}}", NumericSpec(rtol=1e-6, atol=1e-9)),
        ("{clusters: {labels: 0, centroids: 1}}", ClustersSpec(labels=0, centroids=1)),
    ],
)
def test_compare_is_a_word_or_a_word_with_parameters(
    make_package: MakePackage, text: str, spec: object
) -> None:
    root = make_package("ours", judge(f"compare: {text}\n"))
    assert load_package(root).checker == spec


def test_a_class_has_a_signature_for_each_method(make_package: MakePackage) -> None:
    text = (
        "kind: class\nentry: Box\nsignature: {__init__: {n: int}, get: {returns: int}, put: {}}\n"
        "model_solution: accepted/right.py\n"
    )
    signature = load_package(make_package("ours", {"judge.yaml": text})).signature
    assert signature is not None
    assert list(signature.methods) == ["__init__", "get", "put"]
    assert signature.methods["get"].returns == "int"
    assert signature.methods["put"].returns == "None"


def test_the_title_of_a_legacy_package_may_stand_in_its_statement(
    make_package: MakePackage,
) -> None:
    root = make_package("legacy", {"problem.yaml": "limits: {time_limit: 1}\n"})
    assert load_package(root).title == "Doubled"


def test_included_files_for_all_languages_and_for_python_are_joined(
    make_package: MakePackage,
) -> None:
    root = make_package(
        "foreign",
        {"include/default/a.txt": "1", "include/default/b.py": "1", "include/python3/b.py": "2"},
    )
    included = load_package(root).included_files
    assert {name: path.read_text() for name, path in included.items()} == {
        "a.txt": "1",
        "b.py": "2",
    }


def test_starter_code_is_found(make_package: MakePackage) -> None:
    root = make_package("foreign", {"attachments/templates/python3/solution.py": "pass\n"})
    assert load_package(root).starter["python3"].name == "solution.py"


def test_a_missing_folder_is_a_package_error(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="no such folder"):
        load_package(tmp_path / "nothing")
