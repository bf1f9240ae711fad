/*
 * Reading aloud: with the device's own Thai voice, else from the recordings of the page, else not offered at all.
 * A voice of a distant server is none: it would send what is read to somebody else.
 *
 * Phones differ, so little is asked of them: short pieces (long ones are cut off silently), pausing by cancelling and
 * beginning the word again (Android cannot pause), marks by piece where no word is reported, and patience with ends that
 * never come.
 */
(function () {
  "use strict";
  var synth = window.SpeechSynthesisUtterance && window.speechSynthesis;
  var play = document.querySelector("[data-speak-play]");
  var stop = document.querySelector("[data-speak-stop]");
  var slow = document.querySelector("[data-speak-slow]");
  var failed = document.querySelector("[data-speak-failed]");
  var recordings = Array.prototype.slice.call(document.querySelectorAll("[data-recording]"));
  if (!play || !(synth || recordings.length)) return;

  var PIECE = /\S[^]{0,119}(?=[ \n\t]|$)|\S+/g;
  var SILENT = "button, .btn, .chip, .no-print, .hush, [hidden], script, audio, video, select, textarea";
  var language = document.documentElement.lang;
  var label = play.querySelector("span");
  var marks = window.CSS && CSS.highlights && window.Highlight;
  var state = "idle";
  var queue = [];
  var at = 0;
  // The utterance being spoken is kept here: Chrome forgets its events when nobody holds it.
  var words = null;
  var from = 0;
  var errors = 0;
  var alarm;

  function voice() {
    return synth && synth.getVoices().find(function (one) {
      return one.localService !== false && one.lang.toLowerCase().replace("_", "-").indexOf(language) === 0;
    });
  }

  function say(next) {
    state = next;
    label.textContent = play.dataset[next];
    stop.hidden = slow.hidden = next === "idle";
  }

  /* What is read, block by block: { element, text, nodes: [{ node, start }] }. */
  function blocks() {
    var all = [], last;
    document.querySelectorAll("[data-speak]").forEach(function (root) {
      var walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), node;
      while ((node = walker.nextNode())) {
        var home = node.parentElement;
        if (home.closest(SILENT) || !home.getClientRects().length) continue;
        while (/^inline|contents/.test(getComputedStyle(home).display)) home = home.parentElement;
        if (!last || last.element !== home) {
          if (!node.data.trim()) continue;
          all.push(last = { element: home, text: "", nodes: [] });
        } else if (node.previousSibling && node.previousSibling.nodeName === "BR") last.text += " ";
        last.nodes.push({ node: node, start: last.text.length });
        last.text += node.data;
      }
    });
    return all;
  }

  function pieces() {
    var all = [];
    blocks().forEach(function (block) {
      block.text.replace(PIECE, function (text, start) {
        all.push({ block: block, start: start, text: text.replace(/\s/g, " ") });
      });
    });
    return all;
  }

  function unmark() {
    document.querySelectorAll(".speaking").forEach(function (one) { one.classList.remove("speaking"); });
    if (marks) CSS.highlights.delete("speaking");
  }

  function mark(block, start, end) {
    if (!marks) return;
    var range = document.createRange();
    block.nodes.forEach(function (one) {
      var length = one.node.length;
      if (start >= one.start && start < one.start + length) range.setStart(one.node, start - one.start);
      if (end > one.start && end <= one.start + length) range.setEnd(one.node, end - one.start);
    });
    CSS.highlights.set("speaking", new Highlight(range));
  }

  /* How long the word at a place is, where the voice does not say: Safari gives its beginning alone. */
  function wordLength(text) {
    if (!window.Intl || !Intl.Segmenter) return (/^\S+/.exec(text) || [""])[0].length;
    var first = new Intl.Segmenter(language, { granularity: "word" }).segment(text)[Symbol.iterator]().next();
    return first.done ? 0 : first.value.segment.length;
  }

  function hush() {
    clearTimeout(alarm);
    words = null;
    if (synth) synth.cancel();
    recordings.forEach(function (audio) { audio.pause(); });
  }

  function quit() {
    hush();
    unmark();
    recordings.forEach(function (audio) { audio.currentTime = 0; });
    queue = [];
    say("idle");
  }

  function files() {
    return recordings.map(function (audio) { return { audio: audio }; });
  }

  function begin(list) {
    queue = list;
    at = from = errors = 0;
    say("playing");
    speak();
  }

  function giveUp() {
    var spoken = queue[0] && !queue[0].audio;
    quit();
    if (spoken && recordings.length) begin(files());
    else failed.textContent = failed.dataset.speakFailed;
  }

  function rate() {
    var usual = document.documentElement.dataset.shell === "elder" ? .85 : 1;
    return slow.getAttribute("aria-pressed") === "true" ? usual * .7 : usual;
  }

  function speak() {
    unmark();
    var piece = queue[at], chosen = voice();
    if (!piece) return quit();
    if (piece.audio) return playFile(piece.audio);
    if (!chosen) return giveUp();
    var text = piece.text.slice(from), begun = from, block = piece.block;
    var utterance = words = new SpeechSynthesisUtterance(text);
    utterance.voice = chosen;
    utterance.lang = chosen.lang;
    utterance.rate = rate();
    utterance.onboundary = function (event) {
      if (words !== utterance || event.name === "sentence") return;
      from = begun + event.charIndex;
      var length = event.charLength || wordLength(piece.text.slice(from));
      mark(block, piece.start + from, piece.start + from + length);
    };
    function done(event) {
      if (words !== utterance) return;
      // Two pieces in a row that fail: this voice cannot speak now.
      errors = event.type === "error" ? errors + 1 : 0;
      if (errors > 1) return giveUp();
      if (event.type === "error") hush();
      clearTimeout(alarm);
      words = null;
      at += 1;
      from = 0;
      speak();
    }
    utterance.onend = utterance.onerror = done;
    block.element.classList.add("speaking");
    mark(block, piece.start + from, piece.start + piece.text.length);
    block.element.scrollIntoView({ block: "nearest" });
    alarm = setTimeout(done, 8e3 + text.length * 500, { type: "error" });
    synth.speak(utterance);
  }

  function playFile(audio) {
    audio.closest("section").classList.add("speaking");
    audio.playbackRate = slow.getAttribute("aria-pressed") === "true" ? .75 : 1;
    audio.onended = function () {
      at += 1;
      audio.currentTime = 0;
      speak();
    };
    audio.onerror = giveUp;
    var begun = audio.play();
    if (begun) begun.catch(function (error) { if (error.name !== "AbortError") giveUp(); });
  }

  play.addEventListener("click", function () {
    failed.textContent = "";
    if (state === "playing") {
      hush();
      return say("paused");
    }
    if (state === "idle") return begin(voice() ? pieces() : files());
    say("playing");
    speak();
  });
  stop.addEventListener("click", function () {
    quit();
    play.focus();
  });
  slow.addEventListener("click", function () {
    slow.setAttribute("aria-pressed", slow.getAttribute("aria-pressed") !== "true");
    if (state !== "playing") return;
    hush();
    // Some browsers drop what is spoken in the same breath as a cancel.
    setTimeout(function () { if (state === "playing" && !words) speak(); }, 80);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && state !== "idle" && !event.defaultPrevented) {
      quit();
      play.focus();
    }
  });
  window.addEventListener("pagehide", quit);

  function offer() {
    if (!voice() && !recordings.length) return;
    play.hidden = false;
    // One way to listen: the button starts, pauses and marks the recordings too.
    recordings.forEach(function (audio) { audio.parentElement.hidden = true; });
  }

  // Voices come late, and some browsers never say so.
  if (synth && synth.addEventListener) synth.addEventListener("voiceschanged", offer);
  [0, 300, 1500, 5000].forEach(function (wait) { setTimeout(offer, wait); });
})();
