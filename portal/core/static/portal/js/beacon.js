/* Counts that this page was seen: after one second in view, never while prerendering. Sets no cookie. */
(function (doc, nav) {
  var data = doc.currentScript.dataset, waiting = data.o, inner = "n" in data, timer;
  function uuid() {
    return self.crypto && crypto.randomUUID ? crypto.randomUUID()
      : "00000000-0000-4000-8000-000000000000".replace(/0/g, function () {
        return (Math.random() * 16 | 0).toString(16);
      });
  }
  function post(body, again) {
    function retry() { if (again) setTimeout(post, 1000, body); }
    if (self.fetch && "keepalive" in Request.prototype) {
      fetch("/e/", { method: "POST", body: body, keepalive: true })
        .then(function (answer) { if (answer.status == 503) retry(); }, retry);
    } else if (nav.sendBeacon) nav.sendBeacon("/e/", body);
  }
  function send(object, action, inner) {
    post("i=" + uuid() + "&o=" + object + "&a=" + action + (inner ? "&n=1" : "") + (nav.webdriver ? "&w=1" : ""), 1);
  }
  function look() {
    clearTimeout(timer);
    if (waiting && doc.visibilityState == "visible" && !doc.prerendering) timer = setTimeout(function () {
      waiting = 0;
      send(data.o, "v", inner);
    }, 1000);
  }
  doc.addEventListener("visibilitychange", look);
  doc.addEventListener("prerenderingchange", look);
  addEventListener("pageshow", function (event) {
    /* Restored by the back button: only a view when the last one is half an hour old. */
    if (event.persisted && data.o) { inner = inner || !waiting; waiting = 1; look(); }
  });
  look();
  /* A play: five seconds of playback the reader started. Complete: nine tenths of the distinct seconds. */
  doc.addEventListener("timeupdate", function (event) {
    var video = event.target, object = video.dataset.videoO, seconds = 0, i = video.played.length;
    if (!object || video.autoplay) return;
    while (i--) seconds += video.played.end(i) - video.played.start(i);
    if (seconds >= 5 && !video.counted) { video.counted = 1; send(object, "p"); }
    if (video.counted == 1 && seconds >= video.duration * .9) { video.counted = 2; send(object, "c"); }
  }, true);
})(document, navigator);
