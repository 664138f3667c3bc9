"""Loading and unloading through the unmodified connector: COPY INTO, write_pandas."""
import csv
import datetime
import decimal

import pandas
import pytest
from snowflake.connector.pandas_tools import write_pandas

FRAME = pandas.DataFrame({
    "ID": [1, 2, 3],
    "NAME": ["a", None, "c'\"\n"],
    "SHARE": [0.5, 1.25, None],
    "DAY": [datetime.date(2024, 1, 31), None, datetime.date(1999, 12, 31)],
    "AT": pandas.to_datetime(["2024-01-31 10:20:30.123456", "2000-01-01 00:00:00.0", None]),
    "GOOD": [True, False, None],
})


@pytest.fixture
def stage(cursor):
    cursor.execute("create or replace stage loads")
    yield "@loads"
    cursor.execute("drop stage if exists loads")


def test_put_and_copy(cursor, stage, tmp_path):
    path = tmp_path / "rows.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        for number in range(20_000):
            writer.writerow([number, f"name {number}, \"quoted\"\nline", f"{number}.25",
                             "2024-01-31"])
    cursor.execute("create or replace table loaded (id int, name varchar, n number(10,2), d date)")
    cursor.execute(f"put file://{path} {stage}")
    row = cursor.execute(f"copy into loaded from {stage} file_format = "
                         "(type = csv field_optionally_enclosed_by = '\"')").fetchone()
    assert row[:4] == ("loads/rows.csv.gz", "LOADED", 20_000, 20_000)
    assert cursor.rowcount in (1, 20_000)
    assert cursor.execute("select count(distinct id), sum(n), min(d) from loaded").fetchone() == (
        20_000, decimal.Decimal("199995000.00"), datetime.date(2024, 1, 31))
    assert cursor.execute("select name from loaded where id = 7").fetchone() == (
        'name 7, "quoted"\nline',)


def test_unload_and_get(cursor, stage, tmp_path):
    cursor.execute(f"copy into {stage}/out/ from (select seq4(), 'x' from "
                   "table(generator(rowcount => 1000))) file_format = (type = csv compression = none)")
    assert cursor.fetchone()[0] == 1000
    cursor.execute(f"get {stage}/out file://{tmp_path}/").fetchall()
    assert len((tmp_path / "data_0_0_0.csv").read_text().splitlines()) == 1000


@pytest.mark.parametrize("compression", ["gzip", "snappy"])
def test_write_pandas(connection, cursor, compression):
    cursor.execute("create or replace table frames (id int, name varchar, share float, day date, "
                   "at timestamp_ntz, good boolean)")
    done, chunks, rows, _ = write_pandas(connection, FRAME, "FRAMES", compression=compression,
                                         chunk_size=2)
    assert (done, chunks, rows) == (True, 2, 3)
    assert cursor.execute("select * from frames order by id").fetchall() == [
        (1, "a", 0.5, datetime.date(2024, 1, 31),
         datetime.datetime(2024, 1, 31, 10, 20, 30, 123456), True),
        (2, None, 1.25, None, datetime.datetime(2000, 1, 1), False),
        (3, "c'\"\n", None, datetime.date(1999, 12, 31), None, None)]


def test_write_pandas_makes_the_table(connection, cursor):
    cursor.execute("drop table if exists made")
    done, _, rows, _ = write_pandas(connection, FRAME, "MADE", auto_create_table=True,
                                    overwrite=True)
    assert (done, rows) == (True, 3)
    done, _, rows, _ = write_pandas(connection, FRAME, "MADE", auto_create_table=True,
                                    overwrite=True)
    assert cursor.execute("select count(*), sum(id), max(name) from made").fetchone() == (
        3, 6, "c'\"\n")
