/*
 * Keeping a lesson or a course on this device: the panel of the page /…/offline/lesson/…/, there or fetched to where its link
 * was tapped. Sizes are told before anything is loaded. Needs kept.js.
 */
(function () {
  "use strict";
  var DOUBLE_TAP_MS = 700;

  function begin(panel, focus) {
    var kept = window.kept, plan, record, stop;

    function part(name) { return panel.querySelector("[data-keep-" + name + "]"); }

    function show(name) {
      ["cannot", "looking", "unknown", "can", "busy", "done"].forEach(function (one) { part(one).hidden = one !== name; });
    }

    function say(name) {
      panel.querySelectorAll("[data-say]").forEach(function (one) { one.hidden = one.dataset.say !== name; });
    }

    /* What is kept already, else the offer to keep. */
    function stand() {
      if (!record) return show("can");
      part("size-kept").textContent = kept.megabytes(record.size);
      part("again").hidden = record.version === plan.version;
      show("done");
    }

    async function offer() {
      say("");
      show("looking");
      try {
        plan = await kept.plan(panel.dataset.manifest);
        part("size").textContent = kept.megabytes(plan.size);
        part("film").hidden = !plan.film_size;
        part("film-size").textContent = kept.megabytes(plan.film_size);
        record = await kept.find(plan.kind, plan.key);
        stand();
      } catch (error) {
        show("unknown");
        say("unknown");
      }
    }

    /* One at a time. What the second half of a double tap meets stands still until it is over. */
    async function go() {
      if (stop) return;
      stop = new AbortController();
      var over = new Promise(function (done) { setTimeout(done, DOUBLE_TAP_MS); });
      panel.style.minHeight = panel.offsetHeight + "px";
      part("stop").disabled = true;
      over.then(function () { part("stop").disabled = false; });
      say("");
      show("busy");
      panel.focus({ preventScroll: true });
      var said = "";
      try {
        record = await bring(record ? record.films : part("with-film").checked);
      } catch (error) {
        said = error.name === "AbortError" ? "stopped" : error.name === "QuotaExceededError" ? "full" : "lost";
        // Of a new edition: the older one is still there.
        record = await kept.find(plan.kind, plan.key);
        if (record) said = "still-" + said;
      }
      await over;
      stop = null;
      stand();
      say(said);
      panel.style.minHeight = "";
      panel.focus();
    }

    async function bring(films) {
      var room = await kept.room();
      if (room && room.left < plan.size + (films ? plan.film_size : 0)) throw new DOMException("", "QuotaExceededError");
      await kept.begin();
      return kept.keep(plan, {
        films: films,
        words: panel.dataset,
        signal: stop.signal,
        progress: function (now, all) {
          part("bar").max = all;
          part("bar").value = now;
        }
      });
    }

    panel.tabIndex = -1;
    if (focus) panel.focus();
    if (!kept || !kept.able) return;
    panel.addEventListener("click", function (event) {
      if (event.target.closest("[data-keep-go]")) go();
      else if (event.target.closest("[data-keep-look]")) offer();
      else if (event.target.closest("[data-keep-stop]") && stop) stop.abort();
    });
    offer();
  }

  document.querySelectorAll("[data-keep]").forEach(function (link) {
    link.addEventListener("click", async function (event) {
      if (!window.kept.able) return;
      event.preventDefault();
      var place = link.closest(".keeping");
      if (place.getAttribute("aria-busy")) return;
      place.setAttribute("aria-busy", "true");
      try {
        var page = new DOMParser().parseFromString(await (await fetch(link.href)).text(), "text/html");
        var panel = document.importNode(page.querySelector("[data-keep-panel]"), true);
        place.replaceWith(panel);
        begin(panel, true);
      } catch (error) { location.assign(link.href); }
    });
  });

  var own = document.querySelector("[data-keep-panel]");
  if (own) begin(own);
})();
