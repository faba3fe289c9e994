print(input(), end="")
