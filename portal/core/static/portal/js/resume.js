/*
 * Where this device left off in a lesson: the idea last read, under "learner:" in the browser's own storage, which "someone
 * else is learning" empties. Nothing is sent anywhere.
 */
(function () {
  "use strict";
  var PLACE = "learner:step:";
  var here = document.querySelector("[data-lesson][data-first]");

  function kept(action) {
    // Storage may be switched off, or full: then there is nothing to go back to.
    try { return action(window.localStorage); } catch (error) { return null; }
  }

  function offer() {
    document.querySelectorAll("[data-resume]").forEach(function (link) {
      var step = kept(function (store) { return parseInt(store.getItem(PLACE + link.dataset.resume), 10); });
      if (!(step > (here ? +here.dataset.last : 1))) return;
      link.href = link.getAttribute("href").replace(/\/(\d+\/)?$/, "/" + step + "/");
      link.querySelector("b").textContent = step;
      link.hidden = false;
    });
  }

  if (here && here.dataset.first > 1) kept(function (store) {
    store.setItem(PLACE + here.dataset.lesson, here.dataset.first);
  });
  document.addEventListener("click", function (event) {
    if (here && event.target.closest("[data-end]")) kept(function (store) {
      store.removeItem(PLACE + here.dataset.lesson);
    });
  });
  // Also when the back button brings the page back as it was.
  window.addEventListener("pageshow", offer);
})();
