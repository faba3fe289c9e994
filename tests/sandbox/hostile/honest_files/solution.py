import os
import tempfile


def solve(x):
    with open("here.txt", "w") as file:
        file.write("text")
    with tempfile.TemporaryDirectory() as folder, open(os.path.join(folder, "x"), "w") as file:
        file.write("x")
    with tempfile.NamedTemporaryFile("w+") as file:
        file.write("x")
    with open("here.txt") as file:
        return file.read()
