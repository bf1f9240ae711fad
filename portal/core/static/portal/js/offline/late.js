/* The questions of a kept lesson: what is chosen goes into the queue, which sends it now or when there is a network. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-late]");
  if (!form || !window.waiting || !window.indexedDB || !window.crypto || !crypto.getRandomValues) return;

  var submission = window.waiting.uuid();

  function answers() {
    return Array.from(new FormData(form)).filter(function (one) { return one[0].indexOf("q-") === 0; });
  }

  /* Every question has something chosen; steps in order have every place once. */
  function missing() {
    return Array.from(form.querySelectorAll("fieldset.question")).filter(function (question) {
      var places = Array.from(question.querySelectorAll("select")).map(function (one) { return one.value; });
      if (places.length) return places.indexOf("") >= 0 || new Set(places).size < places.length;
      return !question.querySelector(":checked");
    });
  }

  document.querySelectorAll("[data-late-online]").forEach(function (one) { one.hidden = true; });
  form.hidden = false;
  form.addEventListener("submit", async function (event) {
    event.preventDefault();
    var questions = form.querySelectorAll("fieldset.question");
    if (window.asking.missing(questions, missing(), form.querySelector("[data-late-missing]"))) return;
    try {
      await window.waiting.add({
        submission: submission,
        lesson: form.dataset.lesson,
        title: form.dataset.title,
        kind: form.dataset.late,
        version: form.dataset.version || "",
        fields: answers(),
        refuse_counting: Boolean(form.querySelector("[name=refuse-counting]:checked"))
      });
    } catch (error) {
      form.querySelector("[data-late-full]").hidden = false;
      return;
    }
    form.hidden = true;
    var kept = document.querySelector("[data-late-kept]");
    kept.hidden = false;
    kept.focus();
    window.asking.follow(submission, function (problem) {
      kept.querySelector("[data-late-waits]").hidden = true;
      // What came of it stands on top of the page now.
      if (!problem) return void window.scrollTo(0, 0);
      kept.querySelector("[data-late-problem]").textContent = problem;
      kept.querySelector("[data-late-refused]").hidden = false;
    });
  });
})();
