import multiprocessing


def square(number):
    return number * number


def solve(x):
    with multiprocessing.Pool(2) as pool:
        answer = pool.map(square, [1, 2, 3])
    pool.join()
    return answer
