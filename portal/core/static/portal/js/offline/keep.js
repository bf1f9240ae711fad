/*
 * Keeping a lesson or a course on this device: the panel of the page /…/offline/lesson/…/, there or fetched to where its link
 * was tapped. Sizes are told before anything is loaded. Needs kept.js.
 */
(function () {
  "use strict";

  function begin(panel, focus) {
    var kept = window.kept, plan, stop;

    function part(name) { return panel.querySelector("[data-keep-" + name + "]"); }

    function show(name) {
      ["cannot", "can", "busy", "done"].forEach(function (one) { part(one).hidden = one !== name; });
    }

    function say(name) {
      panel.querySelectorAll("[data-say]").forEach(function (one) { one.hidden = one.dataset.say !== name; });
    }

    function done(record) {
      part("size-kept").textContent = kept.megabytes(record.size);
      part("again").hidden = record.version === plan.version;
      show("done");
    }

    async function offer() {
      plan = await kept.plan(panel.dataset.manifest);
      part("size").textContent = kept.megabytes(plan.size);
      part("film").hidden = !plan.film_size;
      part("film-size").textContent = kept.megabytes(plan.film_size);
      var record = await kept.find(plan.kind, plan.key);
      if (record) done(record);
      else show("can");
    }

    async function go() {
      var films = part("with-film").checked;
      var room = await kept.room();
      if (room && room.left < plan.size + (films ? plan.film_size : 0)) return say("full");
      say("");
      show("busy");
      stop = new AbortController();
      part("stop").focus();
      try {
        await kept.begin();
        done(await kept.keep(plan, {
          films: films,
          words: panel.dataset,
          signal: stop.signal,
          progress: function (now, all) {
            part("bar").max = all;
            part("bar").value = now;
          }
        }));
        say("");
      } catch (error) {
        show("can");
        say(error.name === "AbortError" ? "stopped" : error.name === "QuotaExceededError" ? "full" : "lost");
      }
      panel.focus();
    }

    panel.tabIndex = -1;
    if (focus) panel.focus();
    if (!kept || !kept.able) return;
    panel.addEventListener("click", function (event) {
      if (event.target.closest("[data-keep-go]")) go();
      else if (event.target.closest("[data-keep-stop]")) stop.abort();
    });
    offer().catch(function () { say("lost"); });
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
