"""A hand-written reader that walks the line once."""

KEY_CHARACTERS = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.")
DIGITS = set("0123456789")
ESCAPES = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}


class Malformed(Exception):
    pass


class Reader:
    def __init__(self, line):
        self.line = line
        self.at = 0

    def peek(self):
        return self.line[self.at] if self.at < len(self.line) else ""

    def take_while(self, is_wanted):
        start = self.at
        while self.at < len(self.line) and is_wanted(self.line[self.at]):
            self.at += 1
        return self.line[start : self.at]

    def fields(self):
        fields = {}
        self.take_while(lambda c: c == " ")
        while self.peek():
            key = self.take_while(lambda c: c in KEY_CHARACTERS)
            if not key:
                raise Malformed
            fields[key] = self.value()
            if self.peek() not in ("", " "):
                raise Malformed
            self.take_while(lambda c: c == " ")
        return fields

    def value(self):
        if self.peek() != "=":
            return True
        self.at += 1
        if self.peek() == '"':
            self.at += 1
            return self.quoted()
        return convert(self.take_while(lambda c: c not in ' "='))

    def quoted(self):
        parts = []
        while True:
            character = self.peek()
            self.at += 1
            if character == "":
                raise Malformed
            if character == '"':
                return "".join(parts)
            if character == "\\":
                character = ESCAPES.get(self.peek())
                self.at += 1
                if character is None:
                    raise Malformed
            parts.append(character)


def convert(text):
    if text in ("true", "false"):
        return text == "true"
    whole, point, fraction = text.removeprefix("-").partition(".")
    if not whole or not set(whole) <= DIGITS:
        return text
    if not point:
        return int(text)
    return float(text) if fraction and set(fraction) <= DIGITS else text


def parse_logs(lines):
    results = []
    for line in lines:
        try:
            results.append(Reader(line).fields())
        except Malformed:
            results.append(None)
    return results
