/* Said to Matomo before it begins: the page's address without what stands after "#", and of the page before nothing but its
   site's name. */
(function (doc) {
  var from = (/^https?:\/\/[^/?#]+\//.exec(doc.referrer) || [""])[0];
  window._paq = window._paq || [];
  window._paq.push(["setCustomUrl", doc.location.href.split("#")[0]], ["setReferrerUrl", from]);
})(document);
