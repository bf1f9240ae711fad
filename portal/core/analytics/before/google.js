/* Said to Google's tag before it begins: the page's address without what stands after "#", of the page before nothing but its
   site's name, no advertising, cookies for this host alone that end with the consent (180 days). */
(function (doc) {
  function tell() { window.dataLayer.push(arguments); }
  window.dataLayer = window.dataLayer || [];
  tell("consent", "default", {
    analytics_storage: "granted", ad_storage: "denied", ad_user_data: "denied", ad_personalization: "denied"
  });
  tell("set", {
    page_location: doc.location.href.split("#")[0],
    page_referrer: (/^https?:\/\/[^/?#]+\//.exec(doc.referrer) || [""])[0],
    allow_google_signals: false, allow_ad_personalization_signals: false,
    cookie_domain: "none", cookie_expires: 15552000, cookie_update: false
  });
})(document);
