"""Outside statistics services, by django-analytical: none unless the environment names one (decision 0042).

Checked here, before django-analytical sees them: what it prints into pages are these values, and its own pattern for
Matomo's host lets quotes through.
"""

from portal.settings import env

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"

MATOMO_DOMAIN_PATH = env.shaped(
    "MATOMO_DOMAIN_PATH",
    rf"{_LABEL}(?:\.{_LABEL})*(?::[1-9][0-9]{{0,4}})?(?:/[A-Za-z0-9._-]+)*",
    "เขียนชื่อเครื่อง Matomo ด้วยตัวพิมพ์เล็ก ไม่มี https:// และไม่มี / ปิดท้าย เช่น matomo.example.go.th หรือ stat.example.go.th/matomo",
    "write Matomo's host in small letters, without https:// and without a slash at its end, e.g. matomo.example.go.th or "
    "stat.example.go.th/matomo",
)
MATOMO_SITE_ID = env.shaped(
    "MATOMO_SITE_ID",
    r"[1-9][0-9]{0,8}",
    "เขียนหมายเลขเว็บไซต์ใน Matomo เช่น 1",
    "write the site's number in Matomo, e.g. 1",
)
env.both_or_neither(MATOMO_DOMAIN_PATH=MATOMO_DOMAIN_PATH, MATOMO_SITE_ID=MATOMO_SITE_ID)
# The consent page says that Matomo leaves none.
MATOMO_DISABLE_COOKIES = True

# Google Analytics 4 alone: AW- and DC- are advertising, UA- no longer counts.
GOOGLE_ANALYTICS_GTAG_PROPERTY_ID = env.shaped(
    "GOOGLE_ANALYTICS_GTAG_PROPERTY_ID",
    r"G-[A-Z0-9]{4,20}",
    "เขียนรหัสการวัดผลของ Google Analytics 4 ที่ขึ้นต้นด้วย G- เช่น G-AB12CD34EF",
    "write the measurement ID of Google Analytics 4, which begins with G-, e.g. G-AB12CD34EF",
)

# Never who somebody is. And no list of internal addresses: django-analytical would believe any X-Forwarded-For, and
# staff who do not want to be counted outside just do not opt in.
ANALYTICAL_AUTO_IDENTIFY = False
ANALYTICAL_INTERNAL_IPS: list[str] = []
