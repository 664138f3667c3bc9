"""A Mockhaus of one's own for a test or a benchmark, on a free port of this machine.

No test may leave an error behind that Mockhaus cannot explain: stop() asks for their counts.
"""
import http.client
import os
import subprocess
import time

UNEXPLAINED = ("mockhaus_engine_errors_unmapped", "mockhaus_internal_errors")
UNEXPLAINED_EVENTS = ('"event":"engine_incident"', '"event":"internal_error"')


def check_counts(port, connection=None):
    """Fails where the server on this port counted an error without a row in its tables."""
    link = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        link.request("GET", "/metrics")
        text = link.getresponse().read().decode()
    finally:
        link.close()
    for line in text.splitlines():
        if line.startswith(UNEXPLAINED) and not line.endswith(" 0"):
            raise AssertionError(f"the server has unexplained errors: {line} (its log has more)")


def check_log(path):
    """The same of a server that has ended, by its log."""
    with open(path, encoding="utf-8", errors="replace") as log:
        check_lines(log)


def check_lines(log):
    for line in log:
        if any(event in line for event in UNEXPLAINED_EVENTS):
            raise AssertionError(f"the server has unexplained errors: {line}")


class ServerProcess:
    def __init__(self, program, *options, in_memory=True, preexec_fn=None):
        started = time.perf_counter()
        self.process = subprocess.Popen(
            [program, "serve", "--mode", "dev", *(["--memory"] if in_memory else []), "--port", "0",
             *options], preexec_fn=preexec_fn,
            stdout=subprocess.PIPE, text=True,
            stderr=None if os.environ.get("MOCKHAUS_SHOW_LOG") else subprocess.DEVNULL)
        self.port = None
        for line in self.process.stdout:
            if line.startswith("mockhaus listening on "):
                self.port = int(line.rsplit(":", 1)[1])
                break
        self.seconds_to_listen = time.perf_counter() - started
        if self.port is None:
            raise RuntimeError(f"the server ended with {self.process.wait()} before it listened")

    def memory_bytes(self, which="VmRSS"):
        """VmRSS: now; VmHWM: the highest so far."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith(which))

    def stop(self):
        try:
            if self.process.poll() is None:
                check_counts(self.port)
        finally:
            self.end()

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        if self.process.returncode != 0:
            raise RuntimeError(f"the server ended with {self.process.returncode}")
