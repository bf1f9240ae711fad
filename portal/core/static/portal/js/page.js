/* Small conveniences of every page. Each button is hidden in the HTML and shown only where it can work. */
(function () {
  "use strict";

  document.querySelectorAll("[data-print]").forEach(function (button) {
    // LINE's own browser cannot print: there the button would do nothing.
    if (/\bLine\//.test(navigator.userAgent)) return;
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });

  if (navigator.clipboard) {
    document.querySelectorAll("[data-copy]").forEach(function (button) {
      var words = button.querySelector("span");
      var before = words.textContent;
      button.hidden = false;
      words.setAttribute("aria-live", "polite");
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(button.dataset.copy).then(function () {
          words.textContent = button.dataset.done;
          setTimeout(function () { words.textContent = before; }, 4000);
        });
      });
    });
  }
})();
