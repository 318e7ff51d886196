"""Runs a program at a terminal of its own, and tells as JSON what it showed and what became of the terminal.

usage: terminal.py <steps as JSON> <program> [arguments...]
Each step waits until the program has shown a text, then types another: [["passphrase", "secret\\n"], ...].
"""
import fcntl
import json
import os
import pty
import struct
import sys
import termios
import time

steps = json.loads(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
    os.execvp(sys.argv[2], sys.argv[2:])

before = termios.tcgetattr(terminal)[3]
shown = b""
echoes = []
position = 0
while True:
    try:
        piece = os.read(terminal, 4096)
    except OSError:
        break
    if not piece:
        break
    shown += piece
    while steps and steps[0][0].encode() in shown[position:]:
        position = len(shown)
        # The prompt is there a moment before the terminal is told not to echo what is typed.
        time.sleep(0.3)
        echoes.append(bool(termios.tcgetattr(terminal)[3] & termios.ECHO))
        os.write(terminal, steps.pop(0)[1].encode())

after = before
try:
    after = termios.tcgetattr(terminal)[3]
except termios.error:
    pass
_, status = os.waitpid(child, 0)
print(json.dumps({
    "shown": shown.decode("utf-8", "replace"),
    "code": os.waitstatus_to_exitcode(status),
    "echoes": echoes,
    "isRestored": before == after,
}))
