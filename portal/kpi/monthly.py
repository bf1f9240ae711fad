"""The month's report by e-mail, to figures staff who asked for it: a due job of the worker."""

from __future__ import annotations

import logging
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.roles import may_see_figures
from portal.kpi.closing import report_document
from portal.kpi.models import ReportSubscription
from portal.kpi.official import official_table
from portal.kpi.workbook import workbook
from portal.thai.dates import thai_month
from portal.thai.day import Month
from portal.thai.fiscal import fiscal_year

logger = logging.getLogger(__name__)


def send_monthly_reports(today: date | None = None) -> int:
    """Sends the report of the month before to each subscriber who does not have it yet; how many were sent.

    A mail that fails keeps nobody else from theirs; it is tried again with the next run, and nobody gets one twice.
    Raises the last SMTPException or OSError once all have been tried.
    """
    month = Month.of(today or timezone.localdate()).plus(-1)
    waiting = ReportSubscription.objects.select_related("user").exclude(last_month=month.first)
    people = [row for row in waiting if row.user.is_active and row.user.email and may_see_figures(row.user)]
    if not people:
        return 0
    data = report_document(fiscal_year(month.last))
    if not data["projects"]:
        return 0
    made = workbook(official_table(data), month.last)
    sent = 0
    failed: Exception | None = None
    for row in people:
        mail = EmailMessage(
            _("ผลการดำเนินงานตามตัวชี้วัด %(month)s") % {"month": thai_month(month)},
            _("แนบตารางตัวชี้วัดของปีงบประมาณ %(year)s ข้อมูลถึงวันที่ส่ง\n\nดูที่มาของทุกตัวเลขได้ที่ %(url)s\nเลิกรับรายงานนี้ได้ที่หน้าเดียวกัน")
            % {"year": data["fiscal_year"], "url": f"{settings.WAGTAILADMIN_BASE_URL}/admin/kpi/monthly/"},
            to=[str(row.user.email)],
        )
        mail.attach(
            f"kpi-{data['fiscal_year']}-{month}.xlsx",
            made,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
        try:
            mail.send()
        except (SMTPException, OSError) as error:
            logger.warning("monthly report of %s not sent to subscription %s: %s", month, row.pk, type(error).__name__)
            failed = error
            continue
        row.last_month = month.first
        row.save(update_fields=["last_month"])
        sent += 1
    logger.info("monthly report of %s sent to %s", month, sent)
    if failed is not None:
        raise failed
    return sent
