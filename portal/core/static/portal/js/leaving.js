/*
 * Somebody else's turn on this device ("someone else is learning", another learner's card, signing out, everything erased):
 * nothing of the one before stays on it.
 *
 * Before a form marked data-leaving, or by a button so marked, is sent, `learner:leaving` is dispatched on document. Whoever
 * still holds something of the learner (answers waiting for the network) calls event.preventDefault(), sends it or asks what
 * to do, and then calls event.detail.go().
 * Then everything kept under names that begin with "learner:" is removed. Without scripts nothing was kept.
 */
(function () {
  "use strict";
  var ready = false, ON_THEIR_WAY = 5000;

  function empty(name) {
    try {
      var store = window[name];
      Object.keys(store).forEach(function (key) {
        if (key.indexOf("learner:") === 0) store.removeItem(key);
      });
    } catch (error) { /* storage is switched off: nothing was kept */ }
  }

  /* page.js of other tabs, and of pages the browser kept for its back button, look at this and load again. Said only once
     the server has forgotten: a tab that loads again before that would show the one who left. */
  function tell() {
    try { localStorage.setItem("left", String(Date.now())); } catch (error) { /* as above */ }
  }

  function clear() {
    empty("localStorage");
    empty("sessionStorage");
  }

  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    if (ready || !form.matches("[data-leaving]") && !(button && button.matches("[data-leaving]"))) return;
    function go() {
      ready = true;
      clear();
      // What is sent by a script lacks the button that was tapped.
      if (button && button.name) {
        var said = form.appendChild(document.createElement("input"));
        said.type = "hidden";
        said.name = button.name;
        said.value = button.value;
      }
      form.submit();
    }
    var leaving = new CustomEvent("learner:leaving", { cancelable: true, detail: { go: go } });
    if (document.dispatchEvent(leaving)) clear();
    else event.preventDefault();
  });

  if (document.querySelector("[data-left]")) {
    clear();
    tell();
    // Once more for a page that was asked for before and arrived after.
    setTimeout(tell, ON_THEIR_WAY);
  }
})();
