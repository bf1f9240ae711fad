"""Outside statistics services, by django-analytical: off by default, after opt-in only, never on children's pages.

`services`: what the operator configured, and what the policy must admit for it. `consent`: the one cookie that holds a
person's yes. `serving`: on which answers the services' scripts stand. The template tag `analytics` prints them; the page
that asks is portal.learning.views.consent. The portal's own numbers know nothing of any of it (decision 0042).
"""
