"""Mockhaus under load (load_bench.cc, crowd_bench.cc): each mode on a server of its own.

The server keeps its data, history and audit on disk, as one in production does. What a mode answers
wrong, loses or mixes up makes the benchmark fail.

Aims, on two cores: `select 1` takes 60 us of CPU and 0.15 ms above the engine, its p99 is 3 times
its p50, 5 times as much beside 1,000 running and 10,000 waiting statements, twice beside 2,000 slow
clients. 50 users get 3,000 answers a second. A queued statement takes 4 kB; all are canceled in a
second, one that runs in 200 ms. Results of any size fit a server of 1 GiB.
"""
import json
import pathlib
import resource
import subprocess
import tempfile
import time
import urllib.request

MODES = {
    "load_point": ("load_bench", "point", {}),
    "load_repeated": ("load_bench", "repeated", {}),
    "load_users": ("load_bench", "users", {}),
    "load_cancel": ("load_bench", "cancel", {}),
    "load_active": ("crowd_bench", "active", {
        "snowflake_api": {"limits": {"max_concurrent_statements": 1100}},
        "statements": {"max_concurrent_per_user": 20, "max_queued": 12_000}}),
    "load_slow_clients": ("crowd_bench", "slow_clients", {}),
}
LARGE_ROWS = 20_000_000
MEMORY = 1 << 30
failed = []


def on_disk(server_class, program, folder, config, **options):
    """A server whose data is in `folder`."""
    path = pathlib.Path(folder, "config.json")
    path.write_text(json.dumps({**config, "audit": {"path": str(pathlib.Path(folder, "audit"))}}))
    return server_class(program, "--config", str(path), "--data", str(pathlib.Path(folder, "data")),
                        in_memory=False, **options)


def run_mode(name, build, server_class, add):
    program, mode, config = MODES[name]
    with tempfile.TemporaryDirectory() as folder:
        server = on_disk(server_class, str(build / "mockhaus"), folder, config)
        client = subprocess.Popen(
            [build / program, mode, str(server.port), str(server.process.pid)],
            stdout=subprocess.PIPE, text=True)
        for line in client.stdout:
            row, value, reference, unit = line.rstrip("\n").split("\t")
            add(row, float(value), float(reference) or None, unit)
        if client.wait() != 0:
            failed.append(name)
        server.stop()


class Api:
    def __init__(self, port):
        self.url = f"http://127.0.0.1:{port}/api/v2/statements"

    def send(self, path, body=None):
        request = urllib.request.Request(
            self.url + path, None if body is None else json.dumps(body).encode(),
            {"Authorization": "Bearer mockhaus", "Content-Type": "application/json"})
        with urllib.request.urlopen(request) as response:
            return response.status, json.loads(response.read())


def run_large(build, server_class, add):
    """20M rows from a server that cannot get more than 1 GiB of memory."""
    limit = lambda: resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))  # noqa: E731
    with tempfile.TemporaryDirectory() as folder:
        server = on_disk(server_class, str(build / "mockhaus"), folder, {}, preexec_fn=limit)
        api, started = Api(server.port), time.perf_counter()
        text = f"""select seq8() as n, 'row ' || seq8() as t
                   from table(generator(rowcount => {LARGE_ROWS}))"""
        handle = api.send("?async=true", {"statement": text})[1]["statementHandle"]
        highest = []  # in each tenth of a second
        while (answer := api.send("/" + handle))[0] == 202:
            highest.append(server.memory_bytes())
            time.sleep(0.1)
        add("20M rows into partitions", (time.perf_counter() - started) * 1000)
        parts = answer[1]["resultSetMetaData"]["partitionInfo"]
        right = sum(part["rowCount"] for part in parts) == LARGE_ROWS
        row = 0
        for number, part in enumerate(parts[:20]):  # and what they hold
            data = answer[1]["data"] if number == 0 else api.send(
                f"/{handle}?partition={number}")[1]["data"]
            right = right and data == [[str(row + i), f"row {row + i}"] for i in range(len(data))]
            right = right and len(data) == part["rowCount"]
            row += len(data)
        last = api.send(f"/{handle}?partition={len(parts) - 1}")[1]["data"]
        if not right or last[-1] != [str(LARGE_ROWS - 1), f"row {LARGE_ROWS - 1}"]:
            failed.append("load_large")
        half = len(highest) // 2
        add("20M rows, memory, second half over first", max(highest[half:]) / 1e6,
            max(highest[:half]) / 1e6, unit="MB")
        add("20M rows, highest memory, with fetching", server.memory_bytes("VmHWM") / 1e6,
            unit="MB")
        server.stop()


def benches(build, server_class, add):
    """Functions by name."""
    made = {name: lambda name=name: run_mode(name, build, server_class, add) for name in MODES}
    made["load_large"] = lambda: run_large(build, server_class, add)
    return made
