"""mutants.yaml: mutants of the model solution that do the same as it, each with the reason why.

    equivalent:
      - from: "if width > best:"
        to: "if width >= best:"
        reason: "An equal width replaces itself."

`from` and `to` are the lines that differ, as the list of survivors shows them. An entry speaks of every
mutant of that change that survives; one that speaks of none is an error, so that none outlives its code.
"""

from pathlib import Path

from judge.model.base import Value
from judge.package.fields import Fields, read_yaml
from judge.package.mutants.mutate import Mutant, stripped

MUTANTS_YAML = "mutants.yaml"


class Equivalent(Value):
    """A change that an author has shown to be none, with the reason."""

    old: str
    new: str
    reason: str

    def speaks_of(self, mutant: Mutant) -> bool:
        """Whether a mutant is this change."""
        return (mutant.old, mutant.new) == (self.old, self.new)


def read_equivalents(root: Path) -> tuple[Equivalent, ...]:
    """What a package's mutants.yaml lists; nothing if there is none.

    Raises:
        PackageError: it is malformed.
    """
    path = root / MUTANTS_YAML
    if not path.is_file():
        return ()
    fields = read_yaml(path)
    entries = fields.raw("equivalent")
    fields.finish()
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise fields.problem("equivalent", "a list of mappings with from, to and reason")
    return tuple(
        _entry(Fields(path, entry, f"equivalent[{index}].")) for index, entry in enumerate(entries)
    )


def _entry(fields: Fields) -> Equivalent:
    entry = Equivalent(
        old=stripped(fields.need_text("from", "the model solution's lines")),
        new=stripped(fields.need_text("to", "the mutant's lines")),
        reason=fields.need_text("reason", "why no input can tell them apart").strip(),
    )
    fields.finish()
    return entry
