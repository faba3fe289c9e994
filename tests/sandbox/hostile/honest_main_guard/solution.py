def solve(x):
    return x


if __name__ == "__main__":
    print(solve(int(input())))
