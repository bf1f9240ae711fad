/* Shows one step at a time, checks answers, remembers where the reader is. Everything it adds is extra: without it
   the page is one long page whose links lead from step to step. Written for old browsers on purpose. */
(function () {
  "use strict";
  var kit = window.KIT;
  var scorm = window.KitScorm;
  if (!kit || !document.querySelector || !("hidden" in document.body)) { return; }
  var key = "kit-" + kit.kit;
  var views = list(document.querySelectorAll(".view"));
  var state = { seen: {}, score: {}, place: "", size: 0, ticks: {} };

  function list(nodes) { return Array.prototype.slice.call(nodes); }
  function each(nodes, act) { list(nodes).forEach(act); }
  function byId(id) { return document.getElementById(id); }

  function make(tag, className, text) {
    var node = document.createElement(tag);
    if (className) { node.className = className; }
    if (text) { node.textContent = text; }
    return node;
  }

  /* --- What is remembered ------------------------------------------------------------------------------------- */

  function read() {
    var kept = "";
    if (scorm.start()) { kept = scorm.resume().suspend; }
    try { kept = kept || window.localStorage.getItem(key) || ""; } catch (none) { /* storage is off */ }
    try {
      var old = JSON.parse(kept);
      ["seen", "score", "ticks"].forEach(function (name) { if (old[name]) { state[name] = old[name]; } });
      state.place = String(old.place || "");
      state.size = Number(old.size) || 0;
    } catch (broken) { /* nothing kept, or not ours */ }
  }

  function lessonDone(lesson) {
    var seen = state.seen[lesson.id] || [];
    return seen.length >= lesson.steps && (!lesson.quiz.length || (state.score[lesson.id] || 0) >= lesson.pass);
  }

  function everythingDone() { return kit.lessons.length > 0 && kit.lessons.every(lessonDone); }

  function score() {
    var asked = kit.lessons.filter(function (lesson) { return lesson.quiz.length; });
    if (!asked.length) { return null; }
    var sum = asked.reduce(function (total, lesson) { return total + (state.score[lesson.id] || 0); }, 0);
    return Math.round(sum / asked.length);
  }

  function keep() {
    var text = JSON.stringify(state);
    try { window.localStorage.setItem(key, text); } catch (none) { /* storage is off or full */ }
    var done = everythingDone();
    scorm.report(score(), done ? (score() === null ? "completed" : "passed") : "incomplete", text, state.place);
  }

  /* --- One view at a time ------------------------------------------------------------------------------------- */

  function show(id, move) {
    var target = byId(id);
    while (target && !target.classList.contains("view")) { target = target.parentElement; }
    target = target || byId("home");
    views.forEach(function (view) { view.hidden = view !== target; });
    remember(target);
    stories(target, id);
    if (target.id === "home") { badges(); }
    if (target.getAttribute("data-end")) { result(target); }
    if (move) {
      var part = id !== target.id && byId(id);
      if (part) { part.scrollIntoView(); } else { window.scrollTo(0, 0); }
      var heading = target.querySelector("h1, h2");
      if (heading) { heading.focus({ preventScroll: true }); }
    }
  }

  /* Of a story only the scene one is in is shown, at first its first. */
  function stories(view, id) {
    each(view.querySelectorAll(".story"), function (story) {
      var scenes = list(story.querySelectorAll(".scene"));
      var now = scenes.filter(function (scene) { return scene.id === id; })[0] || scenes[0];
      scenes.forEach(function (scene) { scene.hidden = scene !== now; });
    });
  }

  function telling(link) {
    link.addEventListener("click", function () {
      var said = byId(link.hash.slice(1)).querySelector(".said");
      said.textContent = link.getAttribute("data-say");
      said.hidden = !said.textContent;
    });
  }

  function remember(view) {
    var lesson = view.getAttribute("data-lesson");
    var step = Number(view.getAttribute("data-step"));
    if (lesson && step) {
      var seen = state.seen[lesson] = state.seen[lesson] || [];
      if (seen.indexOf(step) < 0) { seen.push(step); }
    }
    if (lesson) { state.place = view.id; }
    keep();
  }

  function lessonOf(id) { return kit.lessons.filter(function (lesson) { return lesson.id === id; })[0]; }

  function badges() {
    each(document.querySelectorAll("[data-card]"), function (card) {
      var lesson = lessonOf(card.getAttribute("data-card"));
      var old = card.querySelector(".badge");
      if (old) { old.parentNode.removeChild(old); }
      var seen = (state.seen[lesson.id] || []).length;
      if (!seen) { return; }
      var done = lessonDone(lesson);
      var text = done ? "เรียนจบแล้ว" : "เรียนถึงขั้นที่ " + seen + " จาก " + lesson.steps;
      card.querySelector(".in").appendChild(make("p", done ? "badge done" : "badge", text));
    });
  }

  function result(view) {
    var lesson = lessonOf(view.getAttribute("data-end"));
    var line = view.querySelector(".result");
    var got = state.score[lesson.id];
    if (lessonDone(lesson)) {
      line.textContent = got === undefined ? "เก่งมาก เรียนครบทุกขั้นแล้ว" : "เก่งมาก ตอบถูกร้อยละ " + got + " เรียนบทนี้จบแล้ว";
    } else if (lesson.quiz.length && got === undefined) {
      line.textContent = "ยังไม่ได้ตรวจคำตอบ ย้อนกลับไปกด “ตรวจคำตอบ” ก่อนนะ";
    } else if (got !== undefined && got < lesson.pass) {
      line.textContent = "ตอบถูกร้อยละ " + got + " ลองอ่านอีกครั้ง แล้วตอบใหม่ได้เลย";
    } else {
      line.textContent = "ยังมีบางขั้นที่ข้ามไป ย้อนกลับไปดูได้เสมอ";
    }
  }

  /* --- Answers ------------------------------------------------------------------------------------------------ */

  function say(holder, right, text) {
    var box = holder.querySelector(".say");
    if (!box) {
      box = make("p", "say");
      box.setAttribute("role", "status");
      holder.appendChild(box);
    }
    box.className = "say " + (right ? "right" : "wrong");
    box.textContent = (right ? "ถูกต้อง " : "ยังไม่ใช่ ") + (text || "");
  }

  function chosen(holder) {
    return list(holder.querySelectorAll("input:checked")).map(function (input) { return Number(input.value); });
  }

  /* Steps to put in order: right when each has its own number. */
  function checkOrder(holder, question) {
    var given = list(holder.querySelectorAll("select")).map(function (select) { return Number(select.value); });
    var whole = given.slice().sort().join() === question.places.slice().sort().join();
    var right = given.join() === question.places.join();
    say(holder, right, whole ? question.why : "ใส่เลขให้ครบทุกบรรทัด เลขละครั้งเดียว");
    return right;
  }

  function checkQuestion(holder, question) {
    if (question.places.length) { return checkOrder(holder, question); }
    var picked = chosen(holder);
    var right = picked.length === question.right.length && picked.every(function (one) { return question.right.indexOf(one) >= 0; });
    var feedback = picked.length === 1 ? question.say[picked[0]] : "";
    if (!picked.length) { feedback = "ยังไม่ได้เลือกคำตอบ"; }
    say(holder, right, right ? feedback || question.why : [feedback, picked.length ? question.why : ""].join(" "));
    return right;
  }

  function quiz(view) {
    var lesson = lessonOf(view.getAttribute("data-quiz"));
    var row = make("p", "nav2");
    var button = make("button", "btn", "ตรวจคำตอบ");
    var total = make("p", "total");
    button.type = "button";
    total.setAttribute("role", "status");
    row.appendChild(button);
    view.insertBefore(row, view.querySelector(".nav2"));
    view.insertBefore(total, row.nextSibling);
    button.addEventListener("click", function () {
      var right = 0;
      each(view.querySelectorAll("[data-question]"), function (holder) {
        if (checkQuestion(holder, lesson.quiz[Number(holder.getAttribute("data-question"))])) { right += 1; }
      });
      var percent = Math.round(right * 100 / lesson.quiz.length);
      state.score[lesson.id] = Math.max(percent, state.score[lesson.id] || 0);
      total.textContent = "ตอบถูก " + right + " จาก " + lesson.quiz.length + " ข้อ";
      keep();
    });
  }

  function sorting(holder) {
    var id = holder.getAttribute("data-sort");
    var lesson = kit.lessons.filter(function (one) { return one.sorts[id]; })[0];
    each(holder.querySelectorAll("[data-item]"), function (item) {
      var answer = lesson.sorts[id][Number(item.getAttribute("data-item"))];
      item.addEventListener("change", function (event) {
        var box = item.querySelector(".say");
        /* A tick taken back asks again. */
        if (event.target.type === "checkbox" && !event.target.checked) {
          if (box) { item.removeChild(box); }
          return;
        }
        say(item, event.target.value === answer.basket, answer.why);
      });
    });
  }

  function ticking(input) {
    var id = input.getAttribute("data-tick");
    input.checked = Boolean(state.ticks[id]);
    input.addEventListener("change", function () {
      if (input.checked) { state.ticks[id] = 1; } else { delete state.ticks[id]; }
      keep();
    });
  }

  /* --- Tools -------------------------------------------------------------------------------------------------- */

  function sizes() {
    var names = ["ตัวอักษรปกติ", "ตัวอักษรใหญ่", "ตัวอักษรใหญ่มาก"];
    var buttons = ["ก", "ก+", "ก++"].map(function (label, index) {
      var button = make("button", "chip", label);
      button.type = "button";
      button.setAttribute("aria-label", names[index]);
      button.addEventListener("click", function () { state.size = index; apply(); keep(); });
      byId("tools").appendChild(button);
      return button;
    });
    function apply() {
      document.documentElement.setAttribute("data-size", String(state.size));
      buttons.forEach(function (button, index) { button.setAttribute("aria-pressed", String(index === state.size)); });
    }
    apply();
  }

  function goOn() {
    if (!state.place || !byId(state.place) || window.location.hash) { return; }
    var link = make("a", "btn", "เรียนต่อจากครั้งก่อน");
    link.href = "#" + state.place;
    var line = make("p", "resume");
    line.appendChild(link);
    byId("home").querySelector(".hero div").appendChild(line);
  }

  document.documentElement.classList.add("scripts");
  read();
  sizes();
  goOn();
  each(document.querySelectorAll("[data-quiz]"), quiz);
  each(document.querySelectorAll("[data-sort]"), sorting);
  each(document.querySelectorAll("[data-tick]"), ticking);
  each(document.querySelectorAll("[data-say]"), telling);
  window.addEventListener("hashchange", function () { show(window.location.hash.slice(1) || "home", true); });
  /* A page the browser had put aside comes back with its session ended: begin anew. */
  window.addEventListener("pageshow", function (event) { if (event.persisted) { window.location.reload(); } });
  window.addEventListener("pagehide", function () { scorm.finish(everythingDone()); });
  show(window.location.hash.slice(1) || "home", Boolean(window.location.hash));
}());
