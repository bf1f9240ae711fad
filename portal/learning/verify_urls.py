"""What anybody may ask about a certificate: the same short addresses in every language, since they stand on paper."""

from django.urls import path

from portal.learning.views import verifying

urlpatterns = [
    path("v/", verifying.verify, name="verify"),
    path("v/<str:code>/badge.json", verifying.badge, name="badge"),
    path("v/<str:code>", verifying.verify_code, name="verify_code"),
    path("v/<str:code>/", verifying.verify_code),
    path("badges/did.json", verifying.badge_did, name="badge_did"),
    path("badges/status/<int:number>", verifying.badge_status, name="badge_status"),
]
