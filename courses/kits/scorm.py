"""imsmanifest.xml: the same ZIP uploaded to Moodle, Open edX or another SCORM 1.2 player as one lesson."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from courses.kits.source import KitSource

SCHEMAS = (
    'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd '
    'http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd"'
)


def manifest(source: KitSource, paths: Iterable[str]) -> bytes:
    """The manifest; `paths` are the files of the offline site, without the manifest itself.

    No mastery score is declared: players compare it with the score at every exit and would call a learner who has
    done one lesson of four "failed". The site itself says "passed" once every lesson is done.
    """
    files = "".join(f"\n      <file href={quoteattr(path)}/>" for path in sorted(paths))
    title = escape(source.title)
    return (
        f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier={quoteattr(f"kit-{source.slug}")} version={quoteattr(source.version)} {SCHEMAS}>
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="kit">
    <organization identifier="kit">
      <title>{title}</title>
      <item identifier="lessons" identifierref="site" isvisible="true">
        <title>{title}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="site" type="webcontent" adlcp:scormtype="sco" href="index.html">{files}
    </resource>
  </resources>
</manifest>
"""
    ).encode()
