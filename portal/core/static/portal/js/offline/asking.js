/*
 * What questions asked without a network have in common (late.js, alone.js): saying what is missing, and what has become of
 * an answer that waited. Needs queue.js.
 */
window.asking = (function () {
  "use strict";

  /*
   * Says at each of these questions that its answer is missing, and goes to the first; `box` stands above them all and
   * holds the words. Returns whether something is missing.
   */
  function missing(questions, left, box) {
    questions.forEach(function (question) {
      var wrong = left.indexOf(question) >= 0, said = question.querySelector(":scope > .field__error");
      question.classList.toggle("field--wrong", wrong);
      if (said) said.remove();
      if (!wrong) return;
      said = document.createElement("span");
      said.className = "field__error";
      said.textContent = question.querySelector("[data-order]") ? box.dataset.order : box.dataset.each;
      question.querySelector("legend, label").after(said);
    });
    box.hidden = !left.length;
    if (!left.length) return false;
    // The question from its first line on, so that its words are seen above what is to be chosen.
    left[0].querySelector("input, select, button").focus({ preventScroll: true });
    left[0].scrollIntoView();
    return true;
  }

  /*
   * Tells once what became of an answer in the queue, whoever sends it and however late: tell("") when it was taken,
   * tell(words) when it was refused.
   */
  function follow(submission, tell) {
    var told = false;
    async function look() {
      var own = (await window.waiting.all()).find(function (one) { return one.submission === submission; });
      if (told || own && !own.problem) return;
      told = true;
      document.removeEventListener("waiting:changed", look);
      tell(own ? own.problem.words : "");
    }
    document.addEventListener("waiting:changed", look);
    // Another tab may have sent it: that makes no event here.
    window.waiting.send(false).then(look, function () { /* it waits */ });
  }

  return { missing: missing, follow: follow };
})();
