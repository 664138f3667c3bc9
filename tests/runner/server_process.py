"""A Mockhaus of one's own for a test or a benchmark, on a free port of this machine."""
import os
import subprocess
import time


class ServerProcess:
    def __init__(self, program, *options):
        started = time.perf_counter()
        self.process = subprocess.Popen(
            [program, "serve", "--mode", "dev", "--memory", "--port", "0", *options],
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
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        if self.process.returncode != 0:
            raise RuntimeError(f"the server ended with {self.process.returncode}")
