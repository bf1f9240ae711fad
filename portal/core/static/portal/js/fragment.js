/*
 * Activities and faces inside the page: a link marked data-fragment leads to a page of its own that works without scripts.
 * Here that page's [data-fragment-root] is fetched in place of the link's .activity or [data-fragment-place], with the style
 * and script it names, and its form is sent the same way. Whatever goes wrong, the browser simply follows the link or sends the form.
 * Scripts hear of a new fragment by the event "fragment" on its root, and of a form that could not be sent by
 * "fragment-lost" (its detail is the body; whoever keeps it calls preventDefault).
 */
(function () {
  "use strict";
  if (!window.fetch || !window.DOMParser || !window.Promise) return;
  var there = {}, shownAt = 0;

  function bring(tag, name, url) {
    if (!url || there[url]) return there[url];
    there[url] = new Promise(function (done) {
      var part = document.createElement(tag);
      if (tag === "link") part.rel = "stylesheet";
      // Without it the form still works, only plainer.
      part.onload = part.onerror = done;
      part[name] = url;
      document.head.append(part);
    });
    return there[url];
  }

  function show(place, text) {
    var root = new DOMParser().parseFromString(text, "text/html").querySelector("[data-fragment-root]");
    if (!root) throw new Error("no fragment");
    var fresh = document.importNode(root, true);
    // The lesson's own heading stays the first.
    var title = fresh.querySelector("h1");
    if (title) title.setAttribute("aria-level", "2");
    return Promise.all([bring("link", "href", root.dataset.style), bring("script", "src", root.dataset.script)])
      .then(function () {
        fresh.setAttribute("data-fetched", "");
        place.replaceWith(fresh);
        fresh.setAttribute("tabindex", "-1");
        fresh.dispatchEvent(new CustomEvent("fragment", { bubbles: true }));
        fresh.focus({ preventScroll: true });
        fresh.scrollIntoView();
        if (place.matches("[data-fragment-place]")) shownAt = performance.now();
      });
  }

  function load(place, url, options, otherwise) {
    if (place.getAttribute("aria-busy")) return;
    place.setAttribute("aria-busy", "true");
    fetch(url, Object.assign({ credentials: "same-origin" }, options))
      .then(function (answer) {
        // 422 is the form again, with what is missing.
        if (!answer.ok && answer.status !== 422) throw new Error(answer.status);
        return answer.text();
      })
      .then(function (text) { return show(place, text); })
      .catch(function (error) {
        place.removeAttribute("aria-busy");
        // No answer at all: the line is down, and the browser's own page for that would lose what was filled in.
        var lost = options.body && error instanceof TypeError && place.querySelector("[data-lost]");
        if (!lost) return otherwise();
        if (place.dispatchEvent(new CustomEvent("fragment-lost", { bubbles: true, cancelable: true, detail: options.body }))) {
          lost.hidden = false;
        }
      });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-fragment]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    load(link.closest(".activity,[data-fragment-place]"), link.href, {}, function () { location.assign(link.href); });
  });

  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    // On the activity's own page the browser sends it: the address and the back button then stay true.
    if (!form.matches("[data-fragment-form]") || !form.closest("[data-fetched]")) return;
    event.preventDefault();
    var body = new URLSearchParams(new FormData(form));
    // Where the button is the answer, the form alone does not hold it.
    if (button && button.name) {
      // The second half of a double tap on the link, landing on what came in its place, is no answer.
      if (performance.now() - shownAt < 500) return;
      body.append(button.name, button.value);
    }
    load(form.closest("[data-fragment-root]"), form.action, { method: "POST", body: body }, function () {
      form.removeAttribute("data-fragment-form");
      if (button) button.click(); else form.submit();
    });
  });
})();
