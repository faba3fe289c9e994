def solve(x):
    with open("/opt/coderound/agent/child.py") as file:
        return len(file.read()) > 0 and x
