import socket


def solve(x):
    made = []
    for family in range(2, 64):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
            try:
                socket.socket(family, kind).close()
                made.append([family, int(kind)])
            except OSError:
                pass
    ours, theirs = socket.socketpair()
    ours.send(b"these are allowed")
    return made
