/*
 * Answers that wait for the network. Each has an id of its own, so sending again is safe, and the mark of the learner who
 * gave it, so the server never files it under another. Sent when the network comes back and from any page that opens
 * (page.js brings this script when something waits). Other scripts use window.waiting.
 */
window.waiting = (function () {
  "use strict";
  var FLAG = "waiting", MARK = "learner:mark", TURN = "learner:turn";
  // The mark of no learner at all.
  var ANOTHER = "00000000000000000000000000000000";
  var MOST = 50, LONGEST = 200000;
  var language = document.documentElement.lang === "en" ? "en" : "th";

  function local(name, value) {
    try {
      if (value === undefined) return localStorage.getItem(name) || "";
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch (error) { /* storage is off */ }
    return "";
  }

  function uuid() {
    if (crypto.randomUUID) return crypto.randomUUID();
    return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, function (c) {
      return (c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> c / 4).toString(16);
    });
  }

  /* --- The store ---------------------------------------------------------------------------------------------- */

  function open() {
    return new Promise(function (done, failed) {
      var asked = indexedDB.open("waiting", 1);
      asked.onupgradeneeded = function () { asked.result.createObjectStore("answers", { keyPath: "submission" }); };
      asked.onsuccess = function () { done(asked.result); };
      asked.onerror = function () { failed(asked.error); };
    });
  }

  async function store(mode, work) {
    var database = await open();
    try {
      return await new Promise(function (done, failed) {
        var change = database.transaction("answers", mode), result = work(change.objectStore("answers"));
        change.oncomplete = function () { done(result && result.result); };
        change.onerror = change.onabort = function () { failed(change.error); };
      });
    } finally {
      database.close();
    }
  }

  async function all() {
    var answers = await store("readonly", function (answers) { return answers.getAll(); });
    return answers.sort(function (one, other) { return one.answered_at < other.answered_at ? -1 : 1; });
  }

  async function changed() {
    var left = await all();
    local(FLAG, left.length ? String(left.length) : "");
    document.dispatchEvent(new CustomEvent("waiting:changed"));
    return left;
  }

  /*
   * Whose turn on this device it is: a name made with the first answer and gone when somebody else's turn begins
   * (leaving.js). An answer given before this device had heard of a mark belongs to whoever had the turn, and to no next one.
   */
  function turn() {
    if (!local(TURN)) local(TURN, uuid());
    return local(TURN);
  }

  function giver(answer) {
    return answer.learner || (answer.turn && answer.turn !== local(TURN) ? ANOTHER : "");
  }

  /* Resolves once the answer is on the disk. */
  async function add(answer) {
    var own = { learner: local(MARK), turn: turn(), answered_at: new Date().toISOString() };
    await store("readwrite", function (answers) { return answers.put(Object.assign(own, answer)); });
    await changed();
  }

  async function drop(submissions) {
    await store("readwrite", function (answers) {
      submissions.forEach(function (submission) { answers.delete(submission); });
    });
    await changed();
  }

  /* --- Sending ------------------------------------------------------------------------------------------------ */

  async function who() {
    var answer = await fetch("/" + language + "/learn/offline/who/", { cache: "no-store" });
    if (!answer.ok) throw new Error(answer.status);
    var said = await answer.json();
    local(MARK, said.learner);
    return said;
  }

  function batches(answers) {
    var found = [[]], length = 0;
    answers.forEach(function (answer) {
      var more = JSON.stringify(answer).length;
      if (found[0].length >= MOST || found[0].length && length + more > LONGEST) {
        found.unshift([]);
        length = 0;
      }
      found[0].push(answer);
      length += more;
    });
    return found.reverse();
  }

  function alone(work) {
    return navigator.locks ? navigator.locks.request("waiting", work) : work();
  }

  /*
   * Sends what waits; those that were refused before only when `every`. Resolves to what the server said of each; rejects
   * when it could not be asked. What was not taken stays, with the reason.
   */
  function send(every) {
    return alone(async function () {
      var answers = (await all()).filter(function (one) { return every || !one.problem; });
      if (!answers.length) return [];
      var sender = await who(), said = [];
      for (var batch of batches(answers)) {
        var answer = await fetch("/" + language + "/learn/offline/answers/", {
          method: "POST",
          credentials: "same-origin",
          headers: { "Content-Type": "application/json", "X-CSRFToken": sender.csrf },
          body: JSON.stringify({ answers: batch.map(function (one) { return Object.assign({}, one, { learner: giver(one) }); }) })
        });
        if (!answer.ok) throw new Error(answer.status);
        var told = await answer.json();
        local(MARK, told.learner);
        await settle(batch, told.answers);
        said = said.concat(told.answers);
        sender.csrf = told.csrf;
      }
      show(said.filter(function (one) { return one.code === 200; }));
      return said;
    });
  }

  async function settle(batch, told) {
    await store("readwrite", function (answers) {
      told.forEach(function (one, place) {
        if (one.code === 200) answers.delete(batch[place].submission);
        else answers.put(Object.assign({}, batch[place], { problem: { code: one.code, words: one.words } }));
      });
    });
    await changed();
  }

  /* What became of answers that were just sent, told on whatever page is open; kept nowhere. */
  function show(taken) {
    var main = document.querySelector("main");
    if (!taken.length || !main) return;
    var box = document.createElement("div");
    box.className = "wrap narrow told";
    box.setAttribute("role", "status");
    taken.forEach(function (one) {
      var note = box.appendChild(document.createElement("div"));
      note.className = "note";
      note.appendChild(document.createElement("p")).textContent = one.words;
      if (one.url) {
        var link = note.appendChild(document.createElement("p")).appendChild(document.createElement("a"));
        link.href = one.url;
        link.textContent = one.open;
      }
      if (!one.questions) return;
      var fold = note.appendChild(document.createElement("details"));
      fold.className = "words";
      fold.appendChild(document.createElement("summary")).textContent = one.each;
      var list = fold.appendChild(document.createElement("ol"));
      list.className = "words__in";
      one.questions.forEach(function (question) {
        var row = list.appendChild(document.createElement("li"));
        row.appendChild(document.createElement("b")).textContent = question.says;
        row.append(" " + question.text + (question.why ? " – " + question.why : ""));
      });
    });
    main.prepend(box);
  }

  function quietly() {
    send(false).catch(function () { /* no network, or the server is away: they wait on */ });
  }

  window.addEventListener("online", quietly);

  /* --- "Someone else is learning on this device" (leaving.js) ------------------------------------------------- */

  document.addEventListener("learner:leaving", function (event) {
    var panel = document.querySelector("[data-waiting-leave]");
    if (!local(FLAG) || !panel) return;
    event.preventDefault();

    async function ask() {
      var left = await all();
      if (!left.length) return event.detail.go();
      panel.querySelector("[data-waiting-count]").textContent = left.length;
      panel.hidden = false;
      panel.focus();
    }

    panel.addEventListener("click", async function (tap) {
      if (tap.target.closest("[data-waiting-drop]")) {
        await drop((await all()).map(function (one) { return one.submission; }));
        event.detail.go();
      } else if (tap.target.closest("[data-waiting-send]")) send(true).then(ask, ask);
    });
    send(true).then(ask, ask);
  });

  // Who had everything erased is not sent once more.
  if (document.querySelector("[data-left=erased]")) {
    all().then(function (left) { return drop(left.map(function (one) { return one.submission; })); })
      .catch(function () { /* nothing could be kept here */ });
  } else quietly();
  return { add: add, all: all, drop: drop, send: send, uuid: uuid, who: who };
})();
