/* Turning a lesson's pages from the keyboard: the arrow keys follow the same links as a tap. */
(function () {
  "use strict";
  var step = document.querySelector(".step[data-first]");
  var hint = document.querySelector("[data-keys]");
  if (!step) return;
  if (hint) hint.hidden = false;

  document.addEventListener("keydown", function (event) {
    var way = { ArrowRight: "next", ArrowLeft: "prev" }[event.key];
    if (!way || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // There the arrows already mean something.
    if (event.target.closest("form, input, select, textarea, audio, video, [contenteditable], [popover]")) return;
    var link = document.querySelector("nav.turn a[rel=" + way + "]");
    if (!link) return;
    event.preventDefault();
    link.click();
  });

  // Other screens say in HTML where the focus goes; the first does not, for those who come from elsewhere.
  var address = location.href.split(/[?#]/)[0];
  if (step.dataset.first === "1" && document.referrer !== address && document.referrer.indexOf(address) === 0) {
    step.querySelector("h1").focus({ preventScroll: true });
  }
})();
