/*
 * Reading aloud with the device's own Thai voice, where there is one. Paragraph by paragraph: long utterances stop
 * silently on some phones. Words are marked where the voice says which word it is at.
 */
(function () {
  "use strict";
  var synth = window.speechSynthesis;
  var play = document.querySelector("[data-speak-play]");
  var stop = document.querySelector("[data-speak-stop]");
  if (!synth || !play || !window.SpeechSynthesisUtterance) return;

  var language = document.documentElement.lang;
  var label = play.querySelector("span");
  var state = "idle";
  var queue = [];
  var current = null;
  var marks = window.CSS && CSS.highlights && window.Highlight;

  function voice() {
    return synth.getVoices().find(function (one) { return one.lang.toLowerCase().replace("_", "-").indexOf(language) === 0; });
  }

  function offer() {
    if (voice()) play.hidden = false;
  }

  function say(next) {
    state = next;
    label.textContent = play.dataset[next];
    stop.hidden = next === "idle";
  }

  function unmark() {
    if (current) current.classList.remove("speaking");
    if (marks) CSS.highlights.delete("speaking");
    current = null;
  }

  function texts() {
    var places = "h1,h2,h3,p,li,figcaption,.bubble__text b,.tip__kind";
    return Array.prototype.filter.call(document.querySelectorAll("[data-speak]"), Boolean).reduce(function (all, root) {
      return all.concat(Array.prototype.filter.call(root.querySelectorAll(places), function (one) {
        return one.textContent.trim() && !one.querySelector("p,li") && !one.closest(".no-print,[hidden]");
      }));
    }, []);
  }

  function mark(element, start, length) {
    var walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    var passed = 0;
    for (var node = walker.nextNode(); node; node = walker.nextNode()) {
      var end = passed + node.length;
      if (start < end) {
        var range = document.createRange();
        range.setStart(node, start - passed);
        range.setEnd(node, Math.min(node.length, start - passed + length));
        CSS.highlights.set("speaking", new Highlight(range));
        return;
      }
      passed = end;
    }
  }

  function next() {
    unmark();
    if (!queue.length) return say("idle");
    var element = current = queue.shift();
    var words = new SpeechSynthesisUtterance(element.textContent);
    words.voice = voice();
    words.lang = words.voice.lang;
    words.rate = document.documentElement.dataset.shell === "elder" ? 0.85 : 1;
    words.onboundary = function (event) {
      if (marks && event.name === "word" && event.charLength) mark(element, event.charIndex, event.charLength);
    };
    words.onend = function () { if (state !== "idle" && current === element) next(); };
    words.onerror = words.onend;
    element.classList.add("speaking");
    element.scrollIntoView({ block: "nearest" });
    synth.speak(words);
  }

  play.addEventListener("click", function () {
    if (state === "playing") {
      synth.pause();
      say("paused");
    } else if (state === "paused") {
      synth.resume();
      say("playing");
    } else {
      queue = texts();
      say("playing");
      next();
    }
  });

  function quit() {
    queue = [];
    say("idle");
    synth.cancel();
    unmark();
  }

  stop.addEventListener("click", quit);
  window.addEventListener("pagehide", quit);
  synth.addEventListener("voiceschanged", offer);
  offer();
})();
