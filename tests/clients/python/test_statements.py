"""DML, binds, transactions, several statements, results of earlier statements."""
import datetime
from decimal import Decimal

import pytest
import snowflake.connector
from snowflake.connector import DictCursor
from snowflake.connector.errors import ProgrammingError


@pytest.fixture
def table(cursor):
    cursor.execute("create or replace table t (id number, name varchar, price number(10, 2))")
    return "t"


def test_row_counts(cursor, table):
    cursor.execute("insert into t values (1, 'a', 1.5), (2, 'b', 2.5), (3, 'c', 3.5)")
    assert cursor.rowcount == 3
    cursor.execute("update t set name = 'z' where id > 1")
    assert cursor.rowcount == 2
    cursor.execute("delete from t where id = 1")
    assert cursor.rowcount == 1
    assert cursor.execute("select count(*) from t").fetchone() == (2,)


def test_client_side_binds(cursor, table):
    cursor.execute("insert into t values (%s, %s, %s)", (1, "it's", Decimal("9.99")))
    cursor.execute("select * from t where name = %(name)s", {"name": "it's"})
    assert cursor.fetchall() == [(1, "it's", Decimal("9.99"))]


def test_server_side_binds(server, database):
    with server.connect(database=database, schema="PUBLIC", paramstyle="qmark") as connection:
        cursor = connection.cursor()
        row = (1, "it's", 2.5, True, None, datetime.date(2024, 2, 29), b"\x01")
        cursor.execute("select ?, ?, ?, ?, ?, ?, ?", row)
        assert cursor.fetchone() == row


def test_array_binds(server, database):
    with server.connect(database=database, schema="PUBLIC", paramstyle="qmark") as connection:
        cursor = connection.cursor()
        cursor.execute("create or replace table many (id number, name varchar)")
        rows = [(number, f"name {number}") for number in range(1000)]
        cursor.executemany("insert into many values (?, ?)", rows)
        assert cursor.rowcount == 1000
        assert cursor.execute("select * from many order by id").fetchall() == rows


def test_transaction(connection, cursor, table):
    cursor.execute("begin")
    cursor.execute("insert into t values (1, 'a', 1)")
    cursor.execute("rollback")
    assert cursor.execute("select count(*) from t").fetchone() == (0,)
    cursor.execute("begin")
    cursor.execute("insert into t values (1, 'a', 1)")
    cursor.execute("commit")
    assert cursor.execute("select count(*) from t").fetchone() == (1,)


def test_autocommit_off(server, database, cursor, table):
    with server.connect(database=database, schema="PUBLIC", autocommit=False) as connection:
        connection.cursor().execute("insert into t values (1, 'a', 1)")
        assert cursor.execute("select count(*) from t").fetchone() == (0,)
        connection.commit()
    assert cursor.execute("select count(*) from t").fetchone() == (1,)


def test_dict_cursor(connection):
    with connection.cursor(DictCursor) as cursor:
        assert cursor.execute("select 1 as a, 'x' as \"b\"").fetchone() == {"A": 1, "b": "x"}


def test_execute_string(connection):
    cursors = list(connection.execute_string("select 1; select 2;"))
    assert [cursor.fetchone() for cursor in cursors] == [(1,), (2,)]


def test_several_statements_in_one_request(cursor):
    cursor.execute("select 1; select 2", num_statements=2)
    assert cursor.fetchall() == [(1,)]
    cursor.nextset()
    assert cursor.fetchall() == [(2,)]


def test_several_statements_must_be_announced(cursor):
    with pytest.raises(ProgrammingError) as caught:
        cursor.execute("select 1; select 2")
    assert caught.value.errno == 8


def test_result_scan(cursor):
    cursor.execute("select 1 as a union all select 2")
    cursor.execute("select sum(a) from table(result_scan(last_query_id()))")
    assert cursor.fetchone() == (3,)


def test_asynchronous_query(connection, cursor):
    cursor.execute_async("select 42")
    query_id = cursor.sfqid
    with connection.cursor() as other:
        other.get_results_from_sfqid(query_id)
        assert other.fetchall() == [(42,)]
    assert not connection.is_still_running(connection.get_query_status(query_id))


def test_show_tables(cursor, table):
    rows = cursor.execute("show tables like 'T'").fetchall()
    names = [column.name for column in cursor.description]
    assert names[:5] == ["created_on", "name", "database_name", "schema_name", "kind"]
    assert rows[0][1:4] == ("T", "CLIENTS", "PUBLIC")


def test_ddl_answers_a_status(cursor):
    row = cursor.execute("create or replace table status (a number)").fetchone()
    assert row == ("Table STATUS successfully created.",)


def test_closed_cursor(cursor):
    cursor.close()
    with pytest.raises(snowflake.connector.Error):
        cursor.execute("select 1")
