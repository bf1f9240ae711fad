/*
 * Activities inside the lesson: a link marked data-fragment leads to a page of its own that works without scripts. Here
 * that page's [data-fragment-root] is fetched into the lesson instead, and its form is sent the same way. Whatever goes
 * wrong, the browser simply follows the link or sends the form.
 */
(function () {
  "use strict";
  if (!window.fetch || !window.DOMParser) return;

  function rootOf(text) {
    return new DOMParser().parseFromString(text, "text/html").querySelector("[data-fragment-root]");
  }

  function show(place, text) {
    var root = rootOf(text);
    if (!root) throw new Error("no fragment");
    var fresh = document.importNode(root, true);
    // The lesson's own heading stays the first.
    var title = fresh.querySelector("h1");
    if (title) title.setAttribute("aria-level", "2");
    place.replaceWith(fresh);
    fresh.setAttribute("tabindex", "-1");
    fresh.focus({ preventScroll: true });
    fresh.scrollIntoView();
  }

  function load(place, url, options, otherwise) {
    place.setAttribute("aria-busy", "true");
    fetch(url, Object.assign({ credentials: "same-origin" }, options))
      .then(function (answer) {
        // 422 is the form again, with what is missing.
        if (!answer.ok && answer.status !== 422) throw new Error(answer.status);
        return answer.text();
      })
      .then(function (text) { show(place, text); })
      .catch(otherwise);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-fragment]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    load(link.closest(".activity"), link.href, {}, function () { location.assign(link.href); });
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    // On the activity's own page the browser sends it: the address and the back button then stay true.
    if (!form.matches("[data-fragment-form]") || !form.closest("[data-speak]")) return;
    event.preventDefault();
    var body = new URLSearchParams(new FormData(form));
    load(form.closest("[data-fragment-root]"), form.action, { method: "POST", body: body }, function () { form.submit(); });
  });
})();
