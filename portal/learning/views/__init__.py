from portal.learning.views.activity import activity
from portal.learning.views.card import my_card, my_card_pdf
from portal.learning.views.certificates import again, certificate, certificate_file, certificate_name, claim
from portal.learning.views.consent import consent
from portal.learning.views.course_test import post_test, pre_test
from portal.learning.views.done import did_this
from portal.learning.views.late import late_answers, late_who
from portal.learning.views.my import course_progress, my_attempt, my_learning
from portal.learning.views.my_data import my_data, my_data_download, my_data_erase
from portal.learning.views.offline import (
    keep_page,
    manifest,
    my_downloads,
    no_network,
    offline_act,
    offline_activity,
    service_worker,
)
from portal.learning.views.quiz import quiz
from portal.learning.views.someone_else import someone_else
from portal.learning.views.use_card import use_card
from portal.learning.views.voting import faces

__all__ = [
    "activity",
    "again",
    "certificate",
    "certificate_file",
    "certificate_name",
    "claim",
    "consent",
    "course_progress",
    "did_this",
    "faces",
    "keep_page",
    "late_answers",
    "late_who",
    "manifest",
    "my_attempt",
    "my_card",
    "my_card_pdf",
    "my_data",
    "my_data_download",
    "my_data_erase",
    "my_downloads",
    "my_learning",
    "no_network",
    "offline_act",
    "offline_activity",
    "post_test",
    "pre_test",
    "quiz",
    "service_worker",
    "someone_else",
    "use_card",
]
