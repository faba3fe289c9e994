def solve(x):
    answer = []
    answer.append(answer)
    return answer
