def solve(x):
    raise type("x" * 5_000_000, (Exception,), {})
