/*
 * The password workshop. What is typed is judged here and nowhere else: the field has no name, stands outside every form,
 * is kept nowhere, and is emptied when the page is left. All sentences stand in the page; this only shows those that fit.
 */
(function () {
  "use strict";
  // Roots of what people choose most, as typed on either keyboard.
  var COMMON = ("password passw0rd qwerty admin welcome login iloveyou letmein monkey dragon sawasdee sawatdee somchai " +
    "somsri thailand bangkok love rak mamuang manee football test abc123 รหัส รหัสผ่าน สวัสดี ประเทศไทย กรุงเทพ รัก " +
    "คนดี สมชาย สมหญิง พ่อ แม่ ยาย ทดสอบ ้ำสสน ยฟหหไนพก").split(" ");
  // Neighbours on the keyboards and in counting.
  var ROWS = ["01234567890", "๐๑๒๓๔๕๖๗๘๙๐", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm",
    "กขฃคฅฆงจฉชซ", "ๆไำพะัีรนยบล", "ฟหกดเ้่าสวง", "ผปแอิืทมใฝ"];

  function inRow(text) {
    var back = ROWS.map(function (row) { return row.split("").reverse().join(""); });
    return ROWS.concat(back).some(function (row) {
      for (var at = 0; at + 4 <= row.length; at++) if (text.indexOf(row.substr(at, 4)) >= 0) return true;
      return false;
    });
  }

  function judge(typed) {
    var text = typed.toLowerCase().trim();
    var arabic = text.replace(/[๐-๙]/g, function (digit) { return digit.charCodeAt(0) - 0x0e50; });
    var letters = Array.from(text.replace(/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g, ""));
    var kinds = new Set(letters).size;
    var words = text.split(/[\s\-_.,+*#!]+/).filter(function (word) { return word.length > 1 && !/^\d+$/.test(word); });
    var digits = arabic.replace(/\D/g, "");
    var found = [];
    // A common word is a fault where it is most of the password.
    if (COMMON.some(function (word) { return text.indexOf(word) >= 0 && text.length - word.length < 6; })) found.push("common");
    if (inRow(arabic)) found.push("row");
    if (/(.)\1\1/.test(text) || (letters.length > 3 && kinds < letters.length / 2.5)) found.push("same");
    if (/^[\d\s-]+$/.test(arabic)) found.push("digits");
    if (/(19|20|24|25|26)\d\d/.test(arabic) || /^\d{6}$|^\d{8}$/.test(digits)) found.push("date");
    if (/0[2-9]\d{7,8}/.test(digits) || /\d{13}/.test(digits)) found.push("phone");
    var faults = found.length;
    if (letters.length < 14) found.unshift("short");
    if (letters.length >= 18) found.push("long");
    if (words.length < 4 && letters.length < 18) found.push("words");
    var grade = faults > 1 || (faults && letters.length < 14) || letters.length < 8 ? "weak"
      : faults || letters.length < 14 ? "fair" : letters.length >= 18 && kinds > 8 ? "best" : "good";
    return [grade].concat(found);
  }

  function enhance(root) {
    var place = root.querySelector("[data-workshop]");
    if (!place) return;
    var field = place.querySelector("[data-try]");
    var verdict = place.querySelector("[data-verdict]");
    function show() {
      var says = field.value.trim() ? judge(field.value) : [];
      verdict.hidden = !says.length;
      verdict.dataset.grade = says[0] || "";
      verdict.querySelectorAll("[data-say]").forEach(function (one) { one.hidden = says.indexOf(one.dataset.say) < 0; });
    }
    field.addEventListener("input", show);
    addEventListener("pagehide", function () { field.value = ""; show(); });
    field.value = "";
    place.hidden = false;
  }

  document.addEventListener("fragment", function (event) { enhance(event.target); });
  document.querySelectorAll("[data-fragment-root]").forEach(enhance);
})();
