/*
 * Tapping what looks wrong: circles on a picture, or the parts of a message. Each only ticks its box in the list, which
 * stays what is read aloud, reached by keyboard and sent.
 */
(function () {
  "use strict";

  function circle(box, number, label) {
    var spot = document.createElement("button");
    spot.type = "button";
    spot.className = "spot";
    spot.textContent = number;
    spot.setAttribute("aria-label", label + " " + number);
    spot.style.left = box.dataset.x + "%";
    spot.style.top = box.dataset.y + "%";
    return spot;
  }

  function keepAlike(box, spot) {
    function show() {
      spot.classList.toggle("spot--on", box.checked);
      if (spot.type === "button") spot.setAttribute("aria-pressed", box.checked);
    }
    spot.addEventListener("click", function () {
      box.checked = !box.checked;
      show();
    });
    box.addEventListener("change", show);
    show();
  }

  function enhance(root) {
    var boxes = root.querySelectorAll("form input[name^='i-']");
    var picture = root.querySelector("[data-spots]");
    boxes.forEach(function (box) {
      var number = box.name.slice(2);
      var spot = root.querySelector("[data-spot='" + number + "']");
      if (picture && box.dataset.x) picture.append(spot = circle(box, number, picture.dataset.label));
      if (spot) keepAlike(box, spot);
    });
    var how = root.querySelector("[data-spot-how]");
    if (how && boxes.length) how.hidden = false;
  }

  document.addEventListener("fragment", function (event) { enhance(event.target); });
  document.querySelectorAll("[data-fragment-root]").forEach(enhance);
})();
