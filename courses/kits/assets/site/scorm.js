/* SCORM 1.2, when a learning platform offers it; silence when none does. Used by site.js. */
(function () {
  "use strict";
  var api = null;
  var begun = false;
  var started = new Date().getTime();

  /* The platform puts its API into a window above ours, or into the one that opened it. A parent of another origin
     (and every parent of a file:// page) refuses to be looked into: that counts as "none". */
  function search(win) {
    var tries = 0;
    try {
      while (win && tries < 10) {
        if (win.API && typeof win.API.LMSInitialize === "function") { return win.API; }
        if (win.parent === win) { break; }
        win = win.parent;
        tries += 1;
      }
    } catch (refused) { /* another origin */ }
    return null;
  }

  function call(name, first, second) {
    try { return String(second === undefined ? api[name](first) : api[name](first, second)); }
    catch (failed) { return ""; }
  }

  function two(number) { return (number < 10 ? "0" : "") + number; }

  function timeSpent() {
    var seconds = Math.floor((new Date().getTime() - started) / 1000);
    return "00" + two(Math.floor(seconds / 3600)) + ":" + two(Math.floor(seconds / 60) % 60) + ":" + two(seconds % 60);
  }

  window.KitScorm = {
    /* Begin the session; false when there is no platform. */
    start: function () {
      var opener = null;
      try { opener = window.opener; } catch (refused) { opener = null; }
      api = search(window) || (opener ? search(opener) : null);
      begun = Boolean(api) && call("LMSInitialize", "") === "true";
      return begun;
    },
    /* What was kept at the last visit: {suspend, place}. */
    resume: function () {
      if (!begun) { return { suspend: "", place: "" }; }
      return { suspend: call("LMSGetValue", "cmi.suspend_data"), place: call("LMSGetValue", "cmi.core.lesson_location") };
    },
    /* Report the state of things. score is 0 to 100 or null, status one of SCORM's words. */
    report: function (score, status, suspend, place) {
      if (!begun) { return; }
      if (score !== null) {
        call("LMSSetValue", "cmi.core.score.min", "0");
        call("LMSSetValue", "cmi.core.score.max", "100");
        call("LMSSetValue", "cmi.core.score.raw", String(score));
      }
      call("LMSSetValue", "cmi.core.lesson_status", status);
      if (suspend.length <= 4096) { call("LMSSetValue", "cmi.suspend_data", suspend); }
      call("LMSSetValue", "cmi.core.lesson_location", place.slice(0, 255));
      call("LMSCommit", "");
    },
    /* End the session; `done` tells the platform whether to resume next time. */
    finish: function (done) {
      if (!begun) { return; }
      call("LMSSetValue", "cmi.core.session_time", timeSpent());
      call("LMSSetValue", "cmi.core.exit", done ? "" : "suspend");
      call("LMSCommit", "");
      call("LMSFinish", "");
      begun = false;
    }
  };
}());
