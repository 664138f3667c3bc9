"""SYSTEM$ABORT_TRANSACTION and SYSTEM$ABORT_SESSION from another session."""
import threading
import time

import pytest
from snowflake.connector.errors import DatabaseError, Error


@pytest.fixture
def other(server, database):
    connection = server.connect(database=database, schema="PUBLIC")
    yield connection.cursor()
    try:
        connection.close()
    except Error:
        pass  # it may have been ended


def value(cursor, statement):
    return cursor.execute(statement).fetchone()[0]


def test_a_lock_is_given_up_and_the_commit_fails(cursor, other):
    cursor.execute("create or replace table locked as select 1 as x")
    other.execute("begin")
    other.execute("update locked set x = 2")
    transaction = value(other, "select current_transaction()")
    answer = value(cursor, f"select system$abort_transaction({transaction})")
    assert answer == f"Aborted transaction id: {transaction}"
    cursor.execute("update locked set x = x + 4")
    with pytest.raises(DatabaseError, match="was aborted"):
        other.execute("commit")
    assert value(other, "select x from locked") == 5
    assert value(other, "select last_transaction()") == transaction
    other.execute("commit")


def test_what_the_transaction_runs_ends(cursor, other):
    other.execute("begin")
    other.execute("create or replace temporary table mine (x int)")
    other.execute("begin")
    other.execute("insert into mine values (1)")
    transaction = value(other, "select current_transaction()")
    ended = []

    def run():
        try:
            other.execute("select system$wait(30)")
        except DatabaseError as error:
            ended.append(error.errno)

    thread = threading.Thread(target=run)
    begin = time.monotonic()
    thread.start()
    time.sleep(0.5)
    cursor.execute(f"select system$abort_transaction({transaction})")
    thread.join()
    assert ended == [604] and time.monotonic() - begin < 15
    assert value(other, "select count(*) from mine") == 0


def test_a_session_ends(cursor, other):
    session = value(other, "select current_session()")
    assert value(cursor, f"select system$abort_session({session})") == (
        f"session [{session}] terminated.")
    with pytest.raises(Error):
        other.execute("select 1")
    with pytest.raises(DatabaseError, match="does not exist"):
        cursor.execute(f"select system$abort_session({session})")


def test_open_transactions_of_the_user_are_listed(cursor, other):
    assert cursor.execute("show transactions").fetchall() == []
    other.execute("begin name t1")
    session = int(value(other, "select current_session()"))
    transaction = int(value(other, "select current_transaction()"))
    row = cursor.execute("show transactions").fetchone()
    names = [column[0] for column in cursor.description]
    assert names == ["id", "user", "session", "name", "started_on", "state", "scope"]
    assert (row[0], row[2], row[3], row[5], row[6]) == (transaction, session, "T1", "running", 0)
    assert cursor.execute("show transactions in account").fetchone() == row
    other.execute("commit")
    assert cursor.execute("show transactions").fetchall() == []
    other.execute("begin")
    assert len(cursor.execute("show transactions").fetchone()[3]) == 36
    cursor.execute("use role public")
    with pytest.raises(DatabaseError, match="Insufficient privileges"):
        cursor.execute("show transactions in account")
    cursor.execute("use role accountadmin")
    other.execute("rollback")
    assert cursor.execute("show transactions").fetchall() == []
