"""Results of several parts, row by row, as Arrow and as pandas."""
ROWS = 200_000
LARGE = f"""
    select seq4() as n, 'row ' || seq4() as name, (seq4() / 4)::number(12, 2) as price
    from table(generator(rowcount => {ROWS}))"""


def test_rows(cursor_of_format):
    rows = cursor_of_format.execute(LARGE).fetchall()
    assert len(rows) == ROWS == cursor_of_format.rowcount
    assert sum(row[0] for row in rows) == ROWS * (ROWS - 1) // 2
    assert all(row[1] == f"row {row[0]}" for row in rows)


def test_rows_in_batches(cursor_of_format):
    cursor_of_format.execute(LARGE)
    assert len(cursor_of_format.fetchmany(10)) == 10
    assert len(cursor_of_format.fetchmany(1000)) == 1000
    assert len(cursor_of_format.fetchall()) == ROWS - 1010


def test_arrow(cursor):
    table = cursor.execute(LARGE).fetch_arrow_all()
    assert table.num_rows == ROWS
    assert table.column_names == ["N", "NAME", "PRICE"]


def test_pandas(cursor):
    frame = cursor.execute(LARGE).fetch_pandas_all()
    assert len(frame) == ROWS
    assert frame["N"].sum() == ROWS * (ROWS - 1) // 2


def test_result_batches(cursor):
    batches = cursor.execute(LARGE).get_result_batches()
    assert sum(batch.rowcount for batch in batches) == ROWS


def test_empty_result(cursor_of_format):
    cursor_of_format.execute("select 1 as a where false")
    assert cursor_of_format.fetchall() == []
    assert [column.name for column in cursor_of_format.description] == ["A"]
