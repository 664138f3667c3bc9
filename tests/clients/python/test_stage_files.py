"""PUT, GET, LIST and REMOVE through the unmodified connector."""
import gzip
import os
import re
import urllib.error
import urllib.request

import pytest
import snowflake.connector


@pytest.fixture
def stage(cursor):
    cursor.execute("create or replace stage files")
    yield "@files"
    cursor.execute("drop stage if exists files")


def write(folder, name, text):
    path = folder / name
    path.write_text(text)
    return path


def column(cursor, name):
    return [column.name.lower() for column in cursor.description].index(name)


def test_put_list_get_remove(cursor, stage, tmp_path):
    path = write(tmp_path, "a.csv", "1,one\n2,two\n")
    row = cursor.execute(f"put file://{path} {stage}").fetchone()
    assert (row[column(cursor, "source")], row[column(cursor, "target")]) == ("a.csv", "a.csv.gz")
    assert row[column(cursor, "status")] == "UPLOADED"
    listed = cursor.execute(f"list {stage}").fetchall()
    assert [row[0] for row in listed] == ["files/a.csv.gz"]
    assert re.fullmatch("[0-9a-f]{32}", listed[0][2])
    assert re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT", listed[0][3])
    target = tmp_path / "down"
    target.mkdir()
    row = cursor.execute(f"get {stage} file://{target}/").fetchone()
    assert (row[0], row[2]) == ("a.csv.gz", "DOWNLOADED")
    with gzip.open(target / "a.csv.gz", "rt") as file:
        assert file.read() == "1,one\n2,two\n"
    assert cursor.execute(f"remove {stage}/a").fetchall() == [("files/a.csv.gz", "removed")]
    assert cursor.execute(f"ls {stage}").fetchall() == []


def test_wildcards_prefix_and_no_compression(cursor, stage, tmp_path):
    for number in range(3):
        write(tmp_path, f"part{number}.csv", f"{number}\n")
    cursor.execute(f"put file://{tmp_path}/part*.csv {stage}/in/2024 auto_compress=false parallel=2")
    assert {row[column(cursor, "status")] for row in cursor.fetchall()} == {"UPLOADED"}
    names = [row[0] for row in cursor.execute(f"list {stage}").fetchall()]
    assert names == [f"files/in/2024/part{number}.csv" for number in range(3)]
    names = [row[0] for row in
             cursor.execute(f"list {stage} pattern = '.*part[12].*'").fetchall()]
    assert names == ["files/in/2024/part1.csv", "files/in/2024/part2.csv"]
    target = tmp_path / "down"
    target.mkdir()
    cursor.execute(f"get {stage}/in file://{target} pattern = '.*part2.csv'")
    assert [row[0].split("/")[-1] for row in cursor.fetchall()] == ["part2.csv"]
    assert os.listdir(target) == ["part2.csv"]


def test_overwrite(cursor, stage, tmp_path):
    path = write(tmp_path, "o.txt", "first")
    cursor.execute(f"put file://{path} {stage} auto_compress=false")
    path.write_text("second")
    cursor.execute(f"put file://{path} {stage} auto_compress=false overwrite=false").fetchall()
    assert cursor.execute(f"list {stage}").fetchone()[1] == len("first")
    cursor.execute(f"put file://{path} {stage} auto_compress=false overwrite=true").fetchall()
    assert cursor.execute(f"list {stage}").fetchone()[1] == len("second")


def test_user_and_table_stages(cursor, tmp_path):
    path = write(tmp_path, "u.txt", "x")
    cursor.execute("create or replace table owner (a int)")
    for location in ["@~/mine", "@%owner", "@clients.public.%owner/deep/er"]:
        cursor.execute(f"put file://{path} {location} auto_compress=false").fetchall()
    assert [row[0] for row in cursor.execute("list @%owner").fetchall()] == [
        "deep/er/u.txt", "u.txt"]
    assert [row[0] for row in cursor.execute("list @~").fetchall()] == ["mine/u.txt"]
    cursor.execute("rm @~")
    cursor.execute("drop table owner")


def test_names_that_try_to_leave_stay_inside(cursor, stage, tmp_path):
    path = write(tmp_path, "n.txt", "x")
    for prefix in ["../../..", "..", "a/../../b", "./.", "%2e%2e/%2e%2e"]:
        try:
            cursor.execute(f"put 'file://{path}' '{stage}/{prefix}' auto_compress=false").fetchall()
        except snowflake.connector.errors.Error:
            pass  # version 5 resolves the dots itself, and the server knows no such path
    outside = write(tmp_path, "o d d é+&#.txt", "y")
    cursor.execute(f"put 'file://{outside}' {stage} auto_compress=false").fetchall()
    names = [row[0] for row in cursor.execute(f"list {stage}").fetchall()]
    assert "files/o d d é+&#.txt" in names
    assert all(name.startswith("files/") for name in names)
    assert cursor.execute("list @~").fetchall() == []


def plan_of(connection, sql):
    """The reply of the server, as a driver sees it."""
    return connection.cmd_query(sql, sequence_counter=1, request_id=__import__("uuid").uuid4()
                                )["data"]


def request(url, method, body=None, headers=None):
    try:
        with urllib.request.urlopen(urllib.request.Request(
                url, data=body, method=method, headers=headers or {})) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_urls_are_bound_to_what_they_were_made_for(server, connection, stage, tmp_path):
    if not hasattr(connection, "cmd_query"):
        pytest.skip("this connector hides the reply")
    info = plan_of(connection, f"put file:///w/x.txt {stage}")["stageInfo"]
    url = info["presignedUrl"]
    assert request(url, "PUT", b"data") == 200
    assert request(url, "GET") == 404           # an upload's URL reads nothing
    assert request(url[:-2] + "aa", "PUT", b"data") == 403
    head, _, seal = url.rpartition("/")[2].partition(".")
    assert request(f"{url.rpartition('/')[0]}/{head[:-4]}AAAA.{seal}", "PUT", b"x") == 403
    base = url.split("/stage-files/")[0]
    for path in ["s1/x.txt", "../account.duckdb", "incoming/x"]:
        token = {"Authorization": f"Bearer {url.rpartition('/')[2]}"}
        assert request(f"{base}/mockhaus-stages/{path}", "PUT", b"x", token) in (403, 404)
    down = plan_of(connection, f"get {stage} file:///w/")["presignedUrls"][0]
    assert request(down, "GET") == 200
    assert request(down, "PUT", b"x") == 403


def test_large_file(cursor, stage, tmp_path):
    path = tmp_path / "large.bin"
    path.write_bytes(os.urandom(1 << 20) * 40)
    cursor.execute(f"put file://{path} {stage} auto_compress=false").fetchall()
    assert cursor.execute(f"list {stage}").fetchone()[1] == 40 << 20
    target = tmp_path / "down"
    target.mkdir()
    cursor.execute(f"get {stage} file://{target}").fetchall()
    assert (target / "large.bin").read_bytes() == path.read_bytes()


def test_files_go_with_their_stage(cursor, tmp_path):
    path = write(tmp_path, "t.txt", "x")
    cursor.execute("create temporary stage passing")
    cursor.execute(f"put file://{path} @passing").fetchall()
    cursor.execute("create or replace temporary stage passing")
    assert cursor.execute("list @passing").fetchall() == []
    with pytest.raises(Exception, match="does not exist or not authorized"):
        cursor.execute("list @nowhere")
    with pytest.raises(Exception, match="external"):
        cursor.execute("create stage outside url = 's3://bucket/path'")
