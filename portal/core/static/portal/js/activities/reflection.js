/*
 * Reflection: what is written is kept in this browser's localStorage under the name in data-own, which begins with
 * "learner:", and is sent nowhere. Whoever clears the names with that beginning ("someone else is learning on this
 * device") clears it. Where nothing can be kept, the page stays as it is: lines to print.
 */
(function () {
  "use strict";

  function store() {
    try {
      localStorage.setItem("learner:there", "1");
      localStorage.removeItem("learner:there");
      return localStorage;
    } catch (none) { return null; }
  }

  function fill(field) {
    field.value = localStorage.getItem(field.dataset.own) || "";
    grow(field);
  }

  // As high as what is written, so that printing shows all of it.
  function grow(field) {
    field.style.height = "auto";
    if (field.scrollHeight) field.style.height = field.scrollHeight + 4 + "px";
  }

  function enhance(root) {
    var fields = root.querySelectorAll("[data-own]");
    if (!fields.length || !store()) return;
    var kept = root.querySelector("[data-own-kept]");
    var clear = root.querySelector("[data-own-clear]");
    function offer() {
      clear.hidden = !Array.prototype.some.call(fields, function (field) { return field.value; });
    }
    function all(act) { fields.forEach(act); offer(); }
    function keep(field) {
      try {
        if (field.value.trim()) localStorage.setItem(field.dataset.own, field.value);
        else localStorage.removeItem(field.dataset.own);
        kept.textContent = kept.dataset.words;
      } catch (full) { kept.textContent = ""; }
    }
    fields.forEach(function (field) {
      field.hidden = false;
      field.parentNode.querySelector(".lines").hidden = true;
      field.addEventListener("input", function () { keep(field); grow(field); offer(); });
    });
    root.querySelector("[data-own-says]").hidden = false;
    root.querySelector("[data-own-else]").hidden = true;
    clear.addEventListener("click", function () {
      fields.forEach(function (field) { field.value = ""; keep(field); grow(field); });
      kept.textContent = "";
      fields[0].focus();
      offer();
    });
    // Cleared or written in another tab, or before this page was brought back: show what is kept now.
    addEventListener("storage", function () { all(fill); });
    addEventListener("pageshow", function () { all(fill); });
    all(fill);
  }

  document.addEventListener("fragment", function (event) { enhance(event.target); });
  document.querySelectorAll("[data-fragment-root]").forEach(enhance);
})();
