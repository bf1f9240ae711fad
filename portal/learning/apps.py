from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "portal.learning"
    label = "learning"
    verbose_name = "การเรียน"

    def ready(self) -> None:
        from datetime import timedelta

        from wagtail.permissions import register_permission_policy

        from portal.accounts.personal import remove_unopened
        from portal.core import due
        from portal.learning import my_page, occasions, personal, signing_in, votes, who
        from portal.learning.access import CertificatePolicy
        from portal.learning.certificates.earned import certificates_of
        from portal.learning.models import Certificate
        from portal.learning.offline import quizzes
        from portal.tracking.facts import register_identify

        personal.register_holdings()
        register_permission_policy(Certificate, CertificatePolicy(Certificate))
        register_identify(who.identify)
        signing_in.connect()
        occasions.connect()
        votes.register_own()
        quizzes.connect()
        my_page.register_part("certificates", certificates_of)
        due.register("accounts nobody has opened", timedelta(days=1), remove_unopened)
