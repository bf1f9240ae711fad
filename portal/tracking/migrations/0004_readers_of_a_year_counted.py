"""The number of a year's readers is kept beside them: a report reads a row, not every reader."""

from django.db import migrations, models


COUNT = """
INSERT INTO tracking_yeartally (fiscal_year, basis, origin, readers)
SELECT fiscal_year, basis, origin, COUNT(*) FROM tracking_yearreader GROUP BY fiscal_year, basis, origin
"""


class Migration(migrations.Migration):

    dependencies = [
        ('tracking', '0003_month_partitions'),
    ]

    operations = [
        migrations.CreateModel(
            name='YearTally',
            fields=[
                ('pk', models.CompositePrimaryKey('fiscal_year', 'basis', 'origin', blank=True, editable=False, primary_key=True, serialize=False)),
                ('fiscal_year', models.PositiveSmallIntegerField()),
                ('basis', models.CharField(max_length=7)),
                ('origin', models.CharField(choices=[('beacon', 'หน้าเว็บ'), ('nojs', 'หน้าเว็บที่ปิดสคริปต์'), ('log', 'บันทึกของเว็บเซิร์ฟเวอร์'), ('demo', 'ข้อมูลตัวอย่าง')], max_length=8)),
                ('readers', models.PositiveBigIntegerField()),
            ],
        ),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
    ]
