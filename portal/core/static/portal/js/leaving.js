/*
 * "Someone else is learning on this device": nothing of the one before stays on it.
 *
 * Before the form is sent, `learner:leaving` is dispatched on document. Whoever still holds something of the learner (answers
 * waiting for the network) calls event.preventDefault(), sends it or asks what to do, and then calls event.detail.go().
 * Then everything kept under names that begin with "learner:" is removed. Without scripts nothing was kept.
 */
(function () {
  "use strict";
  var ready = false;

  function empty(name) {
    try {
      var store = window[name];
      Object.keys(store).forEach(function (key) {
        if (key.indexOf("learner:") === 0) store.removeItem(key);
      });
      // page.js of other tabs, and of pages the browser kept for its back button, look at this.
      if (name === "localStorage") store.setItem("left", String(Date.now()));
    } catch (error) { /* storage is switched off: nothing was kept */ }
  }

  function clear() {
    empty("localStorage");
    empty("sessionStorage");
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (ready || !form.matches("[data-leaving]")) return;
    function go() {
      ready = true;
      clear();
      form.submit();
    }
    var leaving = new CustomEvent("learner:leaving", { cancelable: true, detail: { go: go } });
    if (document.dispatchEvent(leaving)) clear();
    else event.preventDefault();
  });

  if (document.querySelector("[data-left]")) clear();
})();
