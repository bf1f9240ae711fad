"""Words that several files of a kit share, so that paper, spreadsheet and importer say the same."""

from __future__ import annotations

from courses.kits.source import CardSection, FormField, KitSource

LETTERS = "กขคงจฉชซฌญ"
# The audiences of the portal as a sign-in sheet offers them; the importer reads the same words.
AGE_GROUPS = ("เด็ก", "เยาวชน", "วัยทำงาน", "ผู้สูงวัย")
AGE_GROUP_SLUGS = {"เด็ก": "child", "เยาวชน": "youth", "วัยทำงาน": "adult", "ผู้สูงวัย": "elder"}
# Raised when a column changes: the importer refuses a sheet it does not know.
ATTENDANCE_VERSION = "attendance-1"
REPORT_VERSION = "report-1"

CARD_TITLE = "เปิดชุดนี้ครั้งแรก อ่านหน้านี้ก่อน"
DEFAULT_CARD = (
    CardSection(
        "คืนก่อนสอน",
        (
            "แตกไฟล์ ZIP ลงเครื่องหรือแฟลชไดรฟ์ แล้วเปิด index.html ดูหนึ่งรอบ",
            "เลือกกำหนดการตามเวลาที่มี แล้วขีดกิจกรรมที่จะข้าม",
            "อ่านบทพูดออกเสียงหนึ่งรอบ แล้วเปลี่ยนเป็นคำของตัวเอง",
            "ถ่ายเอกสารใบงานและใบลงชื่อตามจำนวนผู้เรียน เผื่ออีก 2 ชุด",
            "ชาร์จเครื่อง เตรียมสายต่อจอ และปลั๊กพ่วง",
        ),
    ),
    CardSection(
        "เช้าวันสอน",
        (
            "เปิดสไลด์ลองกับจอจริง เดินไปดูจากหลังห้องว่าอ่านออก",
            "จัดเก้าอี้ให้เห็นหน้ากัน วางใบลงชื่อกับปากกาไว้ที่ทางเข้า",
            "บอกผู้เรียนว่าไม่มีใครต้องบอกรหัสผ่านหรือข้อมูลส่วนตัวในห้องนี้",
        ),
    ),
    CardSection(
        "ถ้าไม่มีอินเทอร์เน็ต",
        (
            "ทุกอย่างในชุดนี้เปิดจากแฟลชไดรฟ์ได้ รวมทั้งบทเรียนและแบบทดสอบ",
            "ใช้ใบลงชื่อกระดาษ แล้วค่อยพิมพ์ลงแฟ้ม Excel ที่บ้าน",
        ),
    ),
)
DEFAULT_CONSENT = (
    "ผู้จัดขอเก็บชื่อและกลุ่มวัยของท่าน เพื่อออกวุฒิบัตรและนับจำนวนผู้เข้าอบรมเท่านั้น "
    "ไม่เปิดเผยต่อผู้อื่น ท่านไม่ยินยอมก็เรียนได้ตามปกติ และขอลบชื่อภายหลังได้"
)

FOLLOW_UP = ("ยอม", "ไม่ยอม")
EVALUATION = (
    FormField("overall", "โดยรวม พอใจกับการอบรมครั้งนี้", "scale"),
    FormField("useful", "เนื้อหานำไปใช้ในชีวิตได้จริง", "scale"),
    FormField("clear", "วิทยากรอธิบายเข้าใจง่าย และรับฟัง", "scale"),
    FormField("pace", "เวลาและความเร็วกำลังพอดี", "scale"),
    FormField("best", "ชอบอะไรมากที่สุด", "text"),
    FormField("improve", "อยากให้ปรับอะไร", "text"),
)
REPORT = (
    FormField("session_code", "รหัสการอบรม", required=True, hint="อยู่บนใบลงชื่อ"),
    FormField("trainer", "ชื่อวิทยากร", required=True),
    FormField("date", "วันที่อบรม", "date", required=True, hint="วัน เดือน ปี พ.ศ. เต็มสี่หลัก เช่น 21/11/2569"),
    FormField("province", "จังหวัด", required=True),
    FormField("district", "อำเภอ", required=True),
    FormField("partner", "หน่วยงานร่วมจัด"),
    FormField("headcount", "จำนวนที่นับหัวได้", "number", required=True, hint="ไม่นับวิทยากรและผู้ช่วย"),
    FormField("named", "จำนวนที่มีชื่อในใบลงชื่อ", "number", required=True, hint="คนที่ลงซ้ำนับครั้งเดียว"),
    FormField("pre_mean", "คะแนนเฉลี่ยก่อนเรียน", "number"),
    FormField("post_mean", "คะแนนเฉลี่ยหลังเรียน", "number"),
    FormField("satisfaction_mean", "คะแนนพอใจโดยรวมเฉลี่ย (1–5)", "number"),
    FormField("will_teach", "จำนวนคนที่ตั้งใจจะสอนต่อ", "number"),
    FormField("worked", "อะไรได้ผลดี"),
    FormField("improve", "อะไรที่ควรปรับ"),
)


def report_fields(source: KitSource) -> tuple[FormField, ...]:
    """What the report asks: the kit's own fields or the usual ones, then its open questions."""
    asked = tuple(
        FormField(f"question_{number}", text) for number, text in enumerate(source.forms.report_questions, start=1)
    )
    return (source.forms.report or REPORT) + asked


def evaluation_fields(source: KitSource) -> tuple[FormField, ...]:
    """What the evaluation asks."""
    return source.forms.evaluation or EVALUATION
