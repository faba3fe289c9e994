# -*- coding: ../../etc/passwd -*-
def solve(x):
    return x
