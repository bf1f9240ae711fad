/*
 * What is kept on this device: the files in the cache "kept", one record an item in the cache "kept-list". Used by keep.js
 * and downloads.js as window.kept. Everything is loaded aside first and put in place at the end, so a broken line, a full
 * device or a tap on "cancel" leaves nothing half done and an older copy whole.
 */
window.kept = (function () {
  "use strict";
  var KEPT = "kept", LIST = "kept-list", LOADING = "kept-loading";
  var AT_ONCE = 4;
  var able = window.isSecureContext && "serviceWorker" in navigator && window.caches && window.fetch
    && window.AbortController && window.DOMParser;

  function path(address) {
    var url = new URL(address, location.href);
    return url.origin === location.origin ? url.pathname : "";
  }

  function recordOf(kind, key) {
    return "/kept/" + kind + "/" + key;
  }

  /* One at a time, also among tabs. */
  function alone(work) {
    return navigator.locks ? navigator.locks.request("kept", work) : work();
  }

  async function list() {
    if (!await caches.has(LIST)) return [];
    var cache = await caches.open(LIST);
    var records = await Promise.all((await cache.keys()).map(async function (request) {
      return (await cache.match(request)).json();
    }));
    return records.sort(function (one, other) { return one.title.localeCompare(other.title, "th"); });
  }

  async function find(kind, key) {
    var found = await caches.match(recordOf(kind, key), { cacheName: LIST });
    return found && found.json();
  }

  /* The buttons of lesson pages look at this (page.js). */
  function note(records) {
    try {
      if (records.length) {
        localStorage.setItem("kept", records.map(function (one) { return one.kind + ":" + one.key; }).join(" "));
      } else localStorage.removeItem("kept");
    } catch (error) { /* storage is off: the button only looks as if nothing were kept */ }
  }

  async function json(url) {
    var answer = await fetch(url, { cache: "no-cache" });
    if (!answer.ok) throw Object.assign(new Error(answer.status), { gone: answer.status === 404 });
    return answer.json();
  }

  /* What there is to keep: a manifest; a course's with those of its lessons joined to it. */
  async function plan(url) {
    var whole = await json(url);
    var lessons = await Promise.all(whole.lessons.map(function (lesson) { return json(lesson.manifest); }));
    lessons.forEach(function (lesson) {
      whole.pages = whole.pages.concat(lesson.pages);
      whole.files = whole.files.concat(lesson.files);
      whole.films = whole.films.concat(lesson.films);
      Object.assign(whole.stands_in, lesson.stands_in);
      whole.version += lesson.version;
    });
    var seen = {};
    function once(one) { return !seen[one.url] && (seen[one.url] = true); }
    function sum(all) { return all.reduce(function (total, one) { return total + one.size; }, 0); }
    whole.pages = whole.pages.filter(once);
    whole.files = whole.files.filter(once);
    whole.size = sum(whole.pages) + sum(whole.files);
    whole.film_size = sum(whole.films);
    whole.manifest = url;
    return whole;
  }

  async function room() {
    if (!navigator.storage || !navigator.storage.estimate) return null;
    var said = await navigator.storage.estimate();
    return { used: said.usage, left: said.quota - said.usage };
  }

  /* A kept copy is no view: its beacon goes, and outside services' scripts. It says what it is, and leads to the kept questions. */
  function copy(html, plan, words) {
    var page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll("script[data-o],script[data-outside]").forEach(function (one) { one.remove(); });
    page.querySelectorAll("img[src^='/e/']").forEach(function (one) { (one.closest("noscript") || one).remove(); });
    page.querySelectorAll("[data-video-o]").forEach(function (one) { one.removeAttribute("data-video-o"); });
    page.documentElement.dataset.kept = new Date().toISOString();
    Object.keys(plan.stands_in).forEach(function (address) {
      page.querySelectorAll("a[href='" + address + "']").forEach(function (one) {
        one.setAttribute("href", plan.stands_in[address]);
        // A page of its own, with a script of its own: not fetched into the lesson.
        one.removeAttribute("data-fragment");
      });
    });
    page.querySelectorAll("a[data-fragment]").forEach(function (one) {
      one.insertAdjacentHTML("afterend", "<span class='soft'></span>");
      one.nextSibling.textContent = " " + words.online;
    });
    page.querySelectorAll("[data-keep]").forEach(function (one) { one.closest(".keeping").remove(); });
    var main = page.querySelector("main");
    if (main) {
      main.insertAdjacentHTML("afterbegin", "<div class='wrap narrow told no-print'><p class='soft small' data-kept-note></p></div>");
      main.querySelector("[data-kept-note]").textContent = words.copy + " " + date(new Date());
    }
    return { html: "<!doctype html>\n" + page.documentElement.outerHTML, files: named(page) };
  }

  /* Files a page is drawn with: those a step needs and the manifest did not see among them. */
  function named(page) {
    var found = [];
    page.querySelectorAll("img[src], script[src], link[rel=stylesheet], link[rel=icon], link[rel=preload], use").forEach(
      function (one) { found.push(one.getAttribute("src") || one.getAttribute("href")); });
    page.querySelectorAll("video[poster]").forEach(function (one) { found.push(one.getAttribute("poster")); });
    page.querySelectorAll("[data-queue]").forEach(function (one) { found.push(one.dataset.queue); });
    return found.map(path).filter(function (name) { return /^\/(static|files)\//.test(name); });
  }

  function date(day) {
    return day.toLocaleDateString(document.documentElement.lang === "en" ? "en-GB" : "th-TH-u-ca-buddhist",
      { day: "numeric", month: "long", year: "numeric" });
  }

  function broken(answer, url) {
    // A network that asks to sign in first answers with a page of its own.
    return !answer.ok || answer.redirected && path(answer.url) !== url;
  }

  /*
   * Keeps a plan. options: films (whether), words, signal, progress(done, all). Resolves to the record; rejects with an
   * AbortError, a QuotaExceededError, or another error when the line broke or the lesson has just changed.
   */
  function keep(plan, options) {
    return alone(function () { return load(plan, options); });
  }

  async function load(plan, options) {
    await caches.delete(LOADING);
    var aside = await caches.open(LOADING), there = await caches.open(KEPT);
    // Left behind by a page that was closed at a bad moment.
    await sweep((await there.keys()).map(function (request) { return path(request.url); }));
    var waiting = [], sizes = {}, done = 0;

    function want(url, kind) {
      if (url in sizes) return;
      sizes[url] = 0;
      waiting.push({ url: url, kind: kind });
    }
    plan.pages.forEach(function (one) { want(one.url, "page"); });
    plan.files.forEach(function (one) { want(one.url, "file"); });
    if (options.films) plan.films.forEach(function (film) {
      want(film.page, "page");
      film.files.forEach(function (url) { want(url, "film"); });
    });

    async function bring(one) {
      var old = /\.[0-9a-f]{12}\.\w+$/.test(one.url) && await there.match(one.url);
      if (old) {
        sizes[one.url] = (await old.blob()).size;
        return;
      }
      var answer = await fetch(one.url, { cache: "no-cache", credentials: "same-origin", signal: options.signal });
      if (broken(answer, one.url)) {
        if (one.kind === "file" && answer.status === 404) return void delete sizes[one.url];
        throw new Error(answer.status);
      }
      var body = one.kind === "page" ? copy(await answer.text(), plan, options.words) : { blob: await answer.blob() };
      var type = answer.headers.get("Content-Type");
      var blob = body.blob || new Blob([body.html], { type: type });
      sizes[one.url] = blob.size;
      (body.files || []).forEach(function (url) { want(url, "file"); });
      await aside.put(one.url, new Response(blob, { headers: { "Content-Type": type } }));
    }

    async function worker() {
      while (waiting.length) {
        if (options.signal.aborted) throw new DOMException("", "AbortError");
        await bring(waiting.shift());
        options.progress(++done, Object.keys(sizes).length);
      }
    }

    try {
      // The pages name the files, so the first worker goes ahead with a page.
      await bring(waiting.shift());
      options.progress(++done, Object.keys(sizes).length);
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      return await settle(plan, options, sizes, aside, there);
    } finally {
      await caches.delete(LOADING);
      // After a failure: what was put in place already and no record knows.
      await sweep(Object.keys(sizes));
    }
  }

  async function settle(plan, options, sizes, aside, there) {
    var before = await find(plan.kind, plan.key);
    var urls = Object.keys(sizes);
    for (var request of await aside.keys()) {
      await there.put(request, await aside.match(request));
      await aside.delete(request);
    }
    var record = {
      kind: plan.kind, key: plan.key, title: plan.title, url: plan.url, version: plan.version, manifest: plan.manifest,
      films: Boolean(options.films), at: new Date().toISOString(), urls: urls,
      lessons: plan.lessons.map(function (one) { return { title: one.title, url: one.url }; }),
      size: urls.reduce(function (total, url) { return total + sizes[url]; }, 0)
    };
    await (await caches.open(LIST)).put(recordOf(plan.kind, plan.key), new Response(JSON.stringify(record)));
    note(await list());
    if (before) await sweep(before.urls);
    return record;
  }

  /* Of these addresses, those that nothing kept needs any more. */
  async function sweep(urls) {
    var needed = {};
    (await list()).forEach(function (one) { one.urls.forEach(function (url) { needed[url] = true; }); });
    var cache = await caches.open(KEPT);
    await Promise.all(urls.filter(function (url) { return !needed[url]; }).map(function (url) { return cache.delete(url); }));
  }

  /* The last one gone, the service worker and its pages go too: the device is as before. */
  function remove(record) {
    return alone(async function () {
      await (await caches.open(LIST)).delete(recordOf(record.kind, record.key));
      await sweep(record.urls);
      var left = await list();
      note(left);
      if (left.length) return;
      for (var name of await caches.keys()) if (/^(kept|shell-)/.test(name)) await caches.delete(name);
      var worker = await navigator.serviceWorker.getRegistration("/");
      if (worker) await worker.unregister();
    });
  }

  /* Resolves once the service worker is at work: told "kept" before, a person who then lost the network would open nothing. */
  async function begin() {
    var registration = await navigator.serviceWorker.register("/sw.js", { scope: "/" });
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
    if (!registration.active) return installed(registration);
    if (await hasShell()) return;
    // Taken off before with another tab open: the worker lived on there and comes back without its pages. A newer one
    // brings its own.
    await registration.update();
    if (registration.installing || registration.waiting) return installed(registration);
    await new Promise(function (done, failed) {
      var line = new MessageChannel();
      line.port1.onmessage = function (said) { return said.data ? done() : failed(unloaded()); };
      registration.active.postMessage("shell", [line.port2]);
    });
  }

  function unloaded() { return new Error("its pages could not be loaded"); }

  function installed(registration) {
    var worker = registration.installing || registration.waiting;
    return worker && new Promise(function (done, failed) {
      worker.addEventListener("statechange", function () {
        if (worker.state === "redundant") failed(unloaded());
        else if (registration.active === worker) done();
      });
    });
  }

  /* A cache that holds nothing is what a broken line left of one. */
  async function hasShell() {
    for (var name of await caches.keys()) {
      if (/^shell-/.test(name) && (await (await caches.open(name)).keys()).length) return true;
    }
    return false;
  }

  return {
    able: Boolean(able), list: list, find: find, plan: plan, keep: keep, remove: remove, begin: begin, room: room, date: date,
    megabytes: function (size) { return Math.max(size / 1e6, .1).toFixed(size < 1e7 ? 1 : 0) + " MB"; }
  };
})();
