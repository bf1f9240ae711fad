/* Small conveniences of every page. Each button is hidden in the HTML and shown only where it can work. */
(function () {
  "use strict";

  var inLine = /\bLine\//.test(navigator.userAgent);

  // LINE's own browser keeps what one learns apart from the phone's browser: say so, calmly, and offer the way out.
  var note = document.querySelector("[data-in-line]");
  if (inLine && note && !closed()) {
    var out = new URL(location.href);
    out.searchParams.set("openExternalBrowser", "1");
    note.querySelector("[data-in-line-out]").href = out;
    note.querySelector("[data-in-line-close]").addEventListener("click", function () {
      note.hidden = true;
      try { sessionStorage.setItem("in-line", "closed"); } catch (e) { /* then it comes back on the next page */ }
    });
    note.hidden = false;
  }

  function closed() {
    try { return sessionStorage.getItem("in-line"); } catch (e) { return null; }
  }

  document.querySelectorAll("[data-print]").forEach(function (button) {
    // It cannot print either: there the button would do nothing.
    if (inLine) return;
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });

  if (navigator.clipboard) {
    document.querySelectorAll("[data-copy]").forEach(function (button) {
      var words = button.querySelector("span");
      var before = words.textContent;
      button.hidden = false;
      words.setAttribute("aria-live", "polite");
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(button.dataset.copy).then(function () {
          words.textContent = button.dataset.done;
          setTimeout(function () { words.textContent = before; }, 4000);
        });
      });
    });
  }

  // After "someone else is learning on this device" (leaving.js), pages in other tabs and those the browser kept for its
  // back button are made anew, and forms it filled in again by itself are emptied: they hold answers of the one before.
  function left() {
    try { return localStorage.getItem("left"); } catch (error) { return null; }
  }
  var before = left();
  function again() { if (left() !== before) location.reload(); }
  window.addEventListener("storage", again);
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) return again();
    var entry = history.state && "left" in history.state;
    if (!entry) history.replaceState(Object.assign({}, history.state, { left: before }), "");
    else if (history.state.left !== before) {
      // Once. What quiz.js has just brought back is of whoever learns now: leaving takes such answers along.
      history.replaceState(Object.assign({}, history.state, { left: before }), "");
      Array.from(document.forms).forEach(function (form) {
        if (!form.querySelector("[data-quiz-restored]:not([hidden])")) form.reset();
      });
    }
  });

  /* --- Without a network ---------------------------------------------------------------------------------------
   * The scripts for keeping a lesson come with the first tap on its button. Answers that wait on this device are sent from
   * whatever page is opened; whoever keeps nothing loads none of it.
   */
  var own = document.currentScript;

  function remembered(name) {
    try { return localStorage.getItem(name) || ""; } catch (error) { return ""; }
  }

  function bring(addresses) {
    return addresses.split(" ").reduce(function (before, address) {
      return before.then(function () {
        return new Promise(function (done, failed) {
          var script = document.createElement("script");
          script.src = address;
          script.onload = done;
          script.onerror = failed;
          document.head.appendChild(script);
        });
      });
    }, Promise.resolve());
  }

  if (remembered("waiting") && !document.querySelector("script[src='" + own.dataset.queue + "']")) bring(own.dataset.queue);

  document.querySelectorAll("[data-keep]").forEach(function (link) {
    if (!("serviceWorker" in navigator) || !window.isSecureContext) return;
    if (remembered("kept").split(" ").indexOf(link.dataset.keep) >= 0) {
      link.querySelector("span").textContent = link.dataset.kept;
    }
    link.addEventListener("click", function (event) {
      if (event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      bring(link.dataset.scripts).then(function () { link.click(); }, function () { location.assign(link.href); });
    }, { once: true });
  });
})();
