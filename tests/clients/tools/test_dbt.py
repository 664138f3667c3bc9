"""A dbt project with every materialization that dbt-snowflake has for plain tables."""
import os
import pathlib
import subprocess
import sys

import pytest

FILES = {
    "dbt_project.yml": """
name: demo
version: '1.0'
profile: mockhaus
""",
    "seeds/raw.csv": "id,name,amount,created\n1,a,1.5,2024-01-01\n2,b,2.5,2024-01-02\n"
                     "3,c,,2024-01-03\n",
    "models/staging.sql": "select id, upper(name) as name, amount::number(10, 2) as amount, "
                          "created from {{ ref('raw') }}",
    "models/totals.sql": "{{ config(materialized='table') }} select created, sum(amount) as total, "
                         "count(*) as n from {{ ref('staging') }} group by 1",
    "models/merged.sql": "{{ config(materialized='incremental', unique_key='id') }} "
                         "select id, name, {{ var('run', 1) }} as run from {{ ref('staging') }} "
                         "{% if is_incremental() %} where id >= (select max(id) from {{ this }}) "
                         "{% endif %}",
    "models/replaced.sql": "{{ config(materialized='incremental', unique_key='id', "
                           "incremental_strategy='delete+insert', "
                           "on_schema_change='append_new_columns') }} "
                           "select id, name {% if var('run', 1) == 2 %}, 'new' as added "
                           "{% endif %} from {{ ref('staging') }}",
    "models/schema.yml": """
version: 2
models:
  - name: staging
    description: cleaned rows
    columns:
      - {name: id, description: key, data_tests: [unique, not_null]}
      - {name: name, data_tests: [{accepted_values: {arguments: {values: [A, B, C]}}}]}
  - name: totals
    config: {persist_docs: {relation: true, columns: true}}
    description: "the day's totals"
    columns: [{name: total, description: sum}]
""",
    "snapshots/history.sql": "{% snapshot history %}{{ config(target_schema='history', "
                             "unique_key='id', strategy='check', check_cols=['name', 'amount']) }} "
                             "select * from {{ ref('staging') }} {% endsnapshot %}",
}


@pytest.fixture(scope="module")
def dbt(server, tmp_path_factory):
    """Runs dbt in a project of its own."""
    folder = tmp_path_factory.mktemp("dbt")
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    with server.connect() as connection:
        connection.cursor().execute("create or replace database dbt_demo")
    (folder / "profiles.yml").write_text(f"""
mockhaus:
  target: dev
  outputs:
    dev: {{type: snowflake, account: any, user: MOCKHAUS, password: mockhaus, host: 127.0.0.1,
          port: {server.port}, protocol: http, database: DBT_DEMO, schema: DEMO,
          warehouse: COMPUTE_WH, threads: 2}}
""")
    program = pathlib.Path(sys.executable).parent / "dbt"

    def run(*arguments):
        done = subprocess.run(
            [program, "--no-use-colors", *arguments, "--profiles-dir", folder],
            cwd=folder, text=True, capture_output=True, timeout=300,
            env={**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "0"})
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout
    return run


def test_a_project_runs_twice(server, dbt):
    dbt("seed")
    dbt("run")
    dbt("run", "--vars", "{run: 2}")
    dbt("test")
    dbt("snapshot")
    with server.connect(database="DBT_DEMO", schema="DEMO") as connection:
        cursor = connection.cursor()
        assert cursor.execute("select id, run from merged order by id").fetchall() == [
            (1, 1), (2, 1), (3, 2)]
        assert cursor.execute("select id, added from replaced order by id").fetchall() == [
            (1, "new"), (2, "new"), (3, "new")]
        assert cursor.execute("select sum(total), sum(n) from totals").fetchall()[0][1] == 3
        comments = cursor.execute(
            "select comment from information_schema.tables where table_name = 'TOTALS'").fetchall()
        assert comments == [("the day's totals",)]
        cursor.execute("update raw set name = 'changed' where id = 2")
        cursor.execute("delete from raw where id = 3")
    dbt("snapshot")
    with server.connect(database="DBT_DEMO", schema="HISTORY") as connection:
        rows = connection.cursor().execute(
            "select id, name, dbt_valid_to is null from history order by id, dbt_valid_from")
        assert rows.fetchall() == [
            (1, "A", True), (2, "B", False), (2, "CHANGED", True), (3, "C", True)]
    dbt("docs", "generate")
    dbt("run", "--full-refresh")
