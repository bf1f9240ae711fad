/*
 * A quiz that loses no answer. What is chosen is kept on this device until the server has said that it has it, and stands
 * there again after a reload. Sending again is safe: the form's submission id makes it one attempt. Steps to put in order
 * get buttons in place of their numbers. Without this script the form is an ordinary form.
 */
(function () {
  "use strict";
  var key = "learner:quiz:" + location.pathname;
  var form, shown, plain;

  function draft(value) {
    try {
      if (value === undefined) return JSON.parse(localStorage.getItem(key));
      if (value) localStorage.setItem(key, JSON.stringify(value));
      else localStorage.removeItem(key);
    } catch (off) { /* storage is off or full: the form works all the same */ }
    return null;
  }

  function fields() {
    return Array.prototype.slice.call(shown.querySelectorAll("input:not([type=hidden]), select"));
  }

  function keep() {
    var answers = fields().filter(function (one) { return one.type === "select-one" ? one.value : one.checked; })
      .map(function (one) { return [one.name, one.value]; });
    draft({ submission: form.elements.submission.value, shown: plain, answers: answers });
  }

  function restore(kept) {
    // The very questions that were shown: the next drawing would be another.
    if (kept.submission !== form.elements.submission.value) shown.innerHTML = plain = kept.shown;
    form.elements.submission.value = kept.submission;
    fields().forEach(function (one) {
      var given = kept.answers.filter(function (answer) { return answer[0] === one.name; })
        .map(function (answer) { return answer[1]; });
      if (one.type === "select-one") one.value = given[0] || "";
      else one.checked = given.indexOf(one.value) >= 0;
    });
    form.querySelector("[data-quiz-restored]").hidden = false;
  }

  /* --- Steps to put in order ---------------------------------------------------------------------------------- */

  function ordering(list) {
    var items = Array.prototype.slice.call(list.children);
    var said = list.parentNode.querySelector("[data-order-said]");
    function place(item) { return Number(item.querySelector("select").value); }
    if (items.every(place)) {
      items.sort(function (one, other) { return place(one) - place(other); })
        .forEach(function (item) { list.appendChild(item); });
    }
    // The order shown is an answer as it stands: there is no number to be seen that could be missing.
    function number() {
      Array.prototype.forEach.call(list.children, function (one, index) {
        one.querySelector("select").value = String(index + 1);
      });
    }
    number();
    form.addEventListener("reset", function () { setTimeout(number); });
    list.classList.add("order--live");
    list.parentNode.querySelectorAll("[data-order-how]").forEach(function (how) { how.hidden = !how.hidden; });
    items.forEach(function (item) {
      item.querySelector("select").hidden = true;
      item.querySelector(".order__moves").hidden = false;
    });
    list.addEventListener("click", function (event) {
      var button = event.target.closest("[data-move]");
      if (!button) return;
      var item = button.closest("li");
      var up = button.dataset.move === "-1";
      var other = up ? item.previousElementSibling : item.nextElementSibling;
      if (!other) return;
      list.insertBefore(item, up ? other : other.nextElementSibling);
      number();
      // At the end of the list this button goes; the other one takes its place.
      var ends = up ? !item.previousElementSibling : !item.nextElementSibling;
      (ends ? item.querySelector("[data-move='" + (up ? 1 : -1) + "']") : button).focus();
      said.textContent = said.dataset.words + " " + place(item);
      keep();
    });
  }

  /* --- Sending ------------------------------------------------------------------------------------------------ */

  function unsent(body) {
    var box = form.querySelector("[data-quiz-unsent]");
    box.hidden = false;
    box.scrollIntoView({ block: "nearest" });
    document.dispatchEvent(new CustomEvent("quiz:unsent", { detail: { url: form.action, body: body } }));
  }

  function swap(text) {
    var page = new DOMParser().parseFromString(text, "text/html");
    var main = page.querySelector("main");
    // A network that asks to sign in first answers with a page of its own.
    if (!main || !main.querySelector("[data-quiz], [data-quiz-kept]")) throw new Error("not ours");
    document.title = page.title;
    main = document.importNode(main, true);
    document.querySelector("main").replaceWith(main);
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
    begin(true);
  }

  function send(event) {
    var sent = form;
    event.preventDefault();
    if (sent.getAttribute("aria-busy")) return;
    keep();
    sent.setAttribute("aria-busy", "true");
    sent.querySelector("[data-quiz-unsent]").hidden = true;
    var body = new URLSearchParams(new FormData(sent)).toString();
    fetch(sent.action, {
      method: "POST",
      body: body,
      credentials: "same-origin",
      headers: { "Content-Type": "application/x-www-form-urlencoded" }
    }).then(function (answer) {
      if (answer.status >= 500) throw new Error(answer.status);
      // A refusal is a page that says why; 422 is the form again, with what is missing.
      if (!answer.ok && answer.status !== 422) sent.submit();
      else return answer.text().then(swap);
    }).catch(function () {
      sent.removeAttribute("aria-busy");
      unsent(body);
    });
  }

  function begin(answered) {
    form = document.querySelector("form[data-quiz]");
    if (document.querySelector("[data-quiz-kept]")) draft(null);
    if (!form) return;
    shown = form.querySelector("[data-quiz-shown]");
    plain = shown.innerHTML;
    var kept = draft();
    if (!answered && kept && kept.answers.length && !document.querySelector(".errors:not([data-quiz-unsent])")) restore(kept);
    shown.querySelectorAll("[data-order]").forEach(ordering);
    form.addEventListener("change", keep);
    form.querySelector("[data-quiz-afresh]").addEventListener("click", function () {
      draft(null);
      location.assign(location.pathname);
    });
    if (window.fetch && window.DOMParser) form.addEventListener("submit", send);
  }

  begin();
})();
