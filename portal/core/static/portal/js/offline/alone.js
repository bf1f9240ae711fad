/*
 * An activity of a kept lesson: told on the device, for its page holds what is right and why. What was chosen goes into the
 * queue (queue.js), in the fields that the activity's own form would send.
 */
(function () {
  "use strict";
  var root = document.querySelector("[data-alone]");
  if (!root) return;
  var form = root.querySelector("[data-alone-form]"), end = root.querySelector("[data-alone-end]");

  function all(name, from) { return Array.from((from || root).querySelectorAll(name)); }

  /* The answer waits; where nothing can be kept, that is said and the result stands all the same. */
  async function keep(fields) {
    var refused = form.querySelector("[name=refuse-counting]:checked");
    var submission = window.waiting.uuid();
    function say(name) {
      all("[data-alone-kept], [data-alone-full], [data-alone-sent], [data-alone-refused]").forEach(function (one) {
        one.hidden = !one.matches(name);
      });
    }
    try {
      await window.waiting.add({
        submission: submission, lesson: root.dataset.lesson, title: root.dataset.title, kind: "activity",
        activity: root.dataset.activity, version: root.dataset.version, fields: fields, refuse_counting: Boolean(refused)
      });
    } catch (error) { return say("[data-alone-full]"); }
    say("[data-alone-kept]");
    window.asking.follow(submission, function (problem) {
      root.querySelector("[data-alone-problem]").textContent = problem;
      say(problem ? "[data-alone-refused]" : "[data-alone-sent]");
    });
  }

  /* --- All questions at once ---------------------------------------------------------------------------------- */

  function rows() {
    var told = root.querySelector("[data-alone-told]"), missing = root.querySelector("[data-alone-missing]");
    var ticks = Boolean(form.querySelector("[name^='i-'][type=checkbox]"));

    function given(name) {
      return new FormData(form).get(name) || "";
    }

    function without() {
      var tells = all("[data-tell]").filter(function (one) { return !given(one.dataset.tell); });
      if (ticks) return tells.length === all("[data-tell]").length ? tells : [];
      return tells;
    }

    function place(name) { return form.querySelector("[name='" + name + "']"); }

    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var places = without().map(function (one) { return place(one.dataset.tell); });
      var questions = all(".question, .field", form);
      var left = questions.filter(function (one) { return places.some(function (field) { return one.contains(field); }); });
      if (!window.asking.missing(questions, left, missing)) tell();
    });

    function tell() {
      var right = 0, fields = [], values = [];
      all("[data-tell]").forEach(function (one) {
        var value = given(one.dataset.tell), is = value === one.dataset.expected;
        right += is;
        values.push(value);
        if (value) fields.push([one.dataset.tell, value]);
        all("[data-when]", one).forEach(function (words) { words.hidden = (words.dataset.when === "right") !== is; });
      });
      told.querySelector("[data-right]").textContent = right;
      form.hidden = true;
      told.hidden = end.hidden = false;
      told.focus();
      told.scrollIntoView();
      // Settings are asked one by one where there is a network: the same answers as the way through them.
      var last = values.length - 1;
      keep(root.dataset.alone !== "settings" ? fields : [["way", values.slice(0, last).join("-")], ["choice", values[last]]]);
    }

    return function again() {
      form.reset();
      // The circles on a picture follow their boxes.
      all("input", form).forEach(function (one) { one.dispatchEvent(new Event("change", { bubbles: true })); });
      told.hidden = end.hidden = true;
      form.hidden = false;
      form.querySelector("[name^='i-']").focus();
    };
  }

  /* --- A story ------------------------------------------------------------------------------------------------ */

  function story() {
    var scenes = all("[data-scene]"), back = root.querySelector("[data-back]"), way = root.querySelector("[data-way]");
    var taken = [];

    function show(move) {
      var last = taken[taken.length - 1];
      var now = last ? scenes.find(function (one) { return one.dataset.scene === last.dataset.to; }) : scenes[0];
      scenes.forEach(function (one) { one.hidden = one !== now; });
      var said = now.querySelector("[data-said]");
      said.textContent = last ? last.dataset.says : "";
      said.hidden = !said.textContent;
      back.hidden = !taken.length;
      var over = !now.querySelector("[data-choice]");
      end.hidden = way.hidden = !over;
      way.querySelector("ol").replaceChildren.apply(way.querySelector("ol"), taken.map(function (one) {
        var row = document.createElement("li");
        row.textContent = one.querySelector("span").textContent;
        return row;
      }));
      if (!move) return;
      now.focus();
      now.scrollIntoView();
      if (over) keep([["way", taken.slice(0, -1).map(number).join("-")], ["choice", number(last)]]);
    }

    function number(choice) { return choice.dataset.choice; }

    root.addEventListener("click", function (event) {
      // The second half of a double tap would choose in the next scene.
      if (event.detail > 1) return;
      var choice = event.target.closest("[data-choice]");
      if (choice) taken.push(choice);
      else if (event.target.closest("[data-back]")) taken.pop();
      else return;
      show(true);
    });
    show(false);
    return function again() {
      taken = [];
      show(true);
    };
  }

  var again = root.dataset.alone === "scenario" ? story() : rows();
  root.querySelector("[data-alone-again]").addEventListener("click", again);
  document.querySelector("[data-alone-online]").hidden = true;
  root.hidden = false;
})();
