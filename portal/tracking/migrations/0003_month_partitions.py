"""Raw events by month on PostgreSQL. Rows stay; forwards and backwards."""

from django.db import migrations

TABLE = "tracking_rawevent"


def _rebuild(schema_editor, partitioned: bool) -> None:
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TABLE} RENAME TO {TABLE}_before")
        cursor.execute(
            f"CREATE TABLE {TABLE} (LIKE {TABLE}_before INCLUDING DEFAULTS)"
            + (" PARTITION BY RANGE (day)" if partitioned else "")
        )
        if partitioned:
            cursor.execute(f"SELECT DISTINCT date_trunc('month', day)::date FROM {TABLE}_before ORDER BY 1")  # noqa: S608
            for (first,) in cursor.fetchall():
                cursor.execute(
                    f"CREATE TABLE {TABLE}_{first:%Y_%m} PARTITION OF {TABLE} "
                    f"FOR VALUES FROM ('{first}') TO ('{first}'::date + interval '1 month')"
                )
        cursor.execute(f"INSERT INTO {TABLE} SELECT * FROM {TABLE}_before")  # noqa: S608
        cursor.execute(f"DROP TABLE {TABLE}_before CASCADE")
        # The key of a partitioned table holds its month; the drain asks for a repeated id before it stores one.
        key = "event_id, day" if partitioned else "event_id"
        cursor.execute(f"ALTER TABLE {TABLE} ADD PRIMARY KEY ({key})")
        cursor.execute(f"CREATE INDEX tracking_raw_day ON {TABLE} (day)")


def by_month(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        _rebuild(schema_editor, partitioned=True)


def in_one(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        _rebuild(schema_editor, partitioned=False)


class Migration(migrations.Migration):
    dependencies = [("tracking", "0002_closing")]

    operations = [migrations.RunPython(by_month, in_one)]
