"""Everything that can go wrong outside the judged program, in one tree.

A judged program that misbehaves is never an exception: it is a `RunReport` and then a verdict.

    JudgeError
    ├── CallerMistake            the caller can mend it; exit code 2
    │   ├── PackageError         a problem package is not as it has to be
    │   │   └── NotSupported     it uses a part of the format that we refuse by name
    │   ├── SubmissionRejected   a submission cannot be judged as it was sent
    │   ├── NotFound             no such problem, test case, image or submission
    │   ├── NotSignedIn          nobody is known by this key, session or password
    │   ├── NotAllowed           this user may not do that
    │   ├── Conflict             what is asked for contradicts what there is
    │   │   └── KeyReused            an idempotency key came with another request before
    │   ├── TooManyRequests      later it may be done
    │   └── ServerRefused        a server answered a client command with a refusal
    └── JudgeFault               ours; the judging is tried again, then ends in JE; exit code 3
        ├── SandboxError         a box could not be made, started, measured or trusted
        │   ├── EngineUnavailable    no Docker engine answers
        │   ├── ImageMissing         the runner image is not built, or holds another agent
        │   ├── IsolationUnavailable a limit cannot be enforced here, so nothing is judged
        │   └── BoxDied              the box ended or went silent in the middle of its work
        ├── CheckerError         a checker failed, or the package's answer is unusable
        ├── StoreError           what has to be kept could not be written or read
        ├── QueueError           the queue does not answer
        └── ServerUnavailable    the server that a client command speaks to does not answer, or fails
            └── ServerAway           not now; asking again may help

Messages name the thing, what was seen, what was expected and what to do about it.
"""


class JudgeError(Exception):
    """Base of all errors raised by Coderound."""


class CallerMistake(JudgeError):
    """The caller asked for something that cannot be; asking differently helps."""


class PackageError(CallerMistake):
    """A problem package is malformed, incomplete or contradicts itself."""


class NotSupported(PackageError):
    """A valid package uses a feature that this version refuses to judge."""


class SubmissionRejected(CallerMistake):
    """A submission is refused before it is judged (missing, empty, too large, wrong language)."""


class NotFound(CallerMistake):
    """Something named by the caller does not exist."""


class NotSignedIn(CallerMistake):
    """Nobody is known by this key, session or password."""


class NotAllowed(CallerMistake):
    """This user may not do that."""


class Conflict(CallerMistake):
    """What is asked for contradicts what there is."""


class KeyReused(Conflict):
    """An idempotency key came with another request before."""


class TooManyRequests(CallerMistake):
    """A rate limit or a cap is reached; `retry_after_s` tells when asking again makes sense."""

    def __init__(self, message: str, *, retry_after_s: int) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class ServerRefused(CallerMistake):
    """A server answered a client command with a refusal."""


class JudgeFault(JudgeError):
    """The judge itself failed; nothing may be concluded about the submission."""


class SandboxError(JudgeFault):
    """A box could not be made, started, measured or trusted."""


class EngineUnavailable(SandboxError):
    """No Docker engine answers."""


class ImageMissing(SandboxError):
    """A runner image is not built, or speaks another protocol version."""


class IsolationUnavailable(SandboxError):
    """A limit cannot be enforced on this host."""


class BoxDied(SandboxError):
    """A box ended or went silent while a program ran in it.

    `out_of_memory` tells whether the kernel ended it because the box was out of memory, which is
    the program's doing and no fault of the judge.
    """

    def __init__(self, message: str, *, out_of_memory: bool = False) -> None:
        super().__init__(message)
        self.out_of_memory = out_of_memory


class CheckerError(JudgeFault):
    """A checker failed, or the answer it compares with is unusable."""


class StoreError(JudgeFault):
    """State could not be written or read."""


class QueueError(JudgeFault):
    """The queue does not answer."""


class ServerUnavailable(JudgeFault):
    """The server that a client command speaks to does not answer, or fails."""


class ServerAway(ServerUnavailable):
    """The server did not answer, or says that it cannot at the moment; asking again may help."""
