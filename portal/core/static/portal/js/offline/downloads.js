/* "My downloads" and the page shown without a network: what is kept on this device, and answers that wait. Needs kept.js. */
(function () {
  "use strict";
  var kept = window.kept, waiting = window.waiting;
  var page = document.querySelector("[data-downloads]");
  if (!page || !kept) return;

  function part(name) { return page.querySelector("[data-" + name + "]"); }

  /* A row of a <template>: fill({title: "…"}) writes into [data-title]; what gets no words is hidden. */
  function row(name, words) {
    var made = part(name).content.firstElementChild.cloneNode(true);
    Object.keys(words).forEach(function (key) {
      var place = made.querySelector("[data-" + key + "]");
      if (!place) return;
      place.textContent = words[key];
      if (!words[key]) (place.closest("[data-optional]") || place).hidden = true;
    });
    return made;
  }

  function listed(record) {
    var made = row("item", { title: record.title, size: kept.megabytes(record.size), date: kept.date(new Date(record.at)) });
    made.querySelector("a").href = record.url;
    var lessons = made.querySelector("[data-lessons]");
    record.lessons.forEach(function (lesson) {
      var link = lessons.appendChild(document.createElement("li")).appendChild(document.createElement("a"));
      link.className = "rows__link";
      link.href = lesson.url;
      link.textContent = lesson.title;
    });
    lessons.hidden = !record.lessons.length;
    actions(made, record);
    return made;
  }

  function actions(made, record) {
    var remove = made.querySelector("[data-remove]"), update = made.querySelector("[data-update]");
    if (!remove) return;
    function say(name) {
      made.querySelectorAll("[data-say]").forEach(function (one) { one.hidden = one.dataset.say !== name; });
    }
    remove.addEventListener("click", async function () {
      // Without a network it could not be had again: the second tap means it.
      if (!remove.dataset.sure) {
        remove.dataset.sure = "1";
        remove.querySelector("span").textContent = remove.dataset.again;
        return;
      }
      await kept.remove(record);
      draw();
    });
    update.addEventListener("click", async function () {
      update.disabled = true;
      say("busy");
      try {
        await kept.begin();
        await kept.keep(await kept.plan(record.manifest), {
          films: record.films, words: page.dataset, signal: new AbortController().signal, progress: function () {}
        });
        draw();
      } catch (error) {
        update.disabled = false;
        say(error.name === "QuotaExceededError" ? "full" : "lost");
      }
    });
    if (navigator.onLine) kept.plan(record.manifest).then(function (plan) {
      if (plan.version === record.version) return;
      update.hidden = false;
      say("new");
    }, function (error) { if (error.gone) say("gone"); });
  }

  async function draw() {
    var records = await kept.list(), list = part("list");
    list.replaceChildren.apply(list, records.map(listed));
    list.hidden = !records.length;
    part("none").hidden = Boolean(records.length);
    var total = part("total");
    if (!total) return;
    total.hidden = !records.length;
    var room = await kept.room();
    if (room) total.querySelector("[data-used]").textContent = kept.megabytes(room.used);
    else total.hidden = true;
  }

  async function drawWaiting() {
    var box = part("waiting");
    if (!box || !waiting) return;
    var answers = await waiting.all(), list = box.querySelector("ul");
    box.hidden = !answers.length;
    list.replaceChildren.apply(list, answers.map(function (answer) {
      var problem = answer.problem || { words: "" };
      // The next person on this device need not know what the one before did.
      var others = problem.code === 409;
      var made = row("answer", {
        title: others ? "" : answer.title, date: kept.date(new Date(answer.answered_at)), problem: problem.words
      });
      made.querySelector("[data-drop]").addEventListener("click", function () { waiting.drop([answer.submission]); });
      return made;
    }));
  }

  function begin() {
    part("cannot").hidden = kept.able;
    part("can").hidden = !kept.able;
    if (!kept.able) return;
    draw();
    if (!waiting) return;
    drawWaiting();
    document.addEventListener("waiting:changed", drawWaiting);
    page.addEventListener("click", function (event) {
      if (!event.target.closest("[data-send]")) return;
      var lost = part("unsent");
      waiting.send(true).then(function () { lost.hidden = true; }, function () { lost.hidden = false; });
    });
  }

  // Colour and size of letters are set by the server: without it there is nothing to switch.
  if (location.pathname === "/look/" && part("look")) part("look").hidden = false;
  begin();
})();
