"""Start the agent: `python3 /opt/coderound/agent [--local FOLDER] [--preload MODULE]...`."""

import argparse
import os
import shutil
import sys

sys.path[:] = [
    path for path in sys.path if path not in ("", os.path.dirname(os.path.abspath(__file__)))
]
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from agent.server import serve  # noqa: E402  the package is importable only from here on

parser = argparse.ArgumentParser()
parser.add_argument(
    "--local", metavar="FOLDER", help="no isolation: work below FOLDER, as this user"
)
parser.add_argument("--preload", metavar="MODULE", action="append", default=[])
options = parser.parse_args()
try:
    serve(options.preload, options.local)
finally:
    if options.local is not None:
        # The judge removes it too, unless it was killed.
        shutil.rmtree(options.local, ignore_errors=True)
