/*
 * The service worker: opens what a person kept on this device when the network fails or takes too long. It is registered
 * by keeping something, never by reading. What it may answer from the store is what was kept, nothing else is ever put
 * there; counting (/e/), the admin and everything sent (POST) pass it by untouched.
 *
 * /sw.js is this file behind one line: const SHELL = {version, pages: {language: address}, files: [...]}.
 */
"use strict";

const KEPT = "kept";
const SHELL_CACHE = "shell-" + SHELL.version;
const NEVER = /^\/(e|admin|kit-files|documents|livez|readyz|metrics|data|feeds)(\/|$)/;
const ACTS = /^\/[a-z]{2}\/(learn|account|player|my\/(?!downloads\/))/;
const FILES = /^\/(static|files)\//;
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const PATIENCE_MS = 6000;

function fill() {
  // The two pages must be fresh; hashed files may come from the browser's own cache.
  const fresh = SHELL.files.map((url) => new Request(url, HASHED.test(url) ? {} : { cache: "reload" }));
  return caches.open(SHELL_CACHE).then((shell) => shell.addAll(fresh));
}

self.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

/* Removed with the last lesson while another tab kept this worker alive, and wanted again: it is not installed anew. */
self.addEventListener("message", (event) => {
  const port = event.ports[0];
  if (event.data !== "shell" || !port) return;
  event.waitUntil(fill().then(() => port.postMessage(true), () => port.postMessage(false)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => names.filter((name) => name.startsWith("shell-") && name !== SHELL_CACHE))
    .then((old) => Promise.all(old.map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || NEVER.test(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(request, url));
  else if (FILES.test(url.pathname)) event.respondWith(file(request, url));
});

async function stored(path) {
  for (const name of [KEPT, SHELL_CACHE]) {
    // Not caches.open: it would make a cache that is not there.
    const found = await caches.match(path, { cacheName: name, ignoreSearch: true, ignoreVary: true });
    if (found) return found;
  }
  return undefined;
}

/* Fresh from the network; the kept copy when that fails or takes too long; else the page that says what is kept. */
async function page(request, url) {
  const kept = ACTS.test(url.pathname) ? undefined : await stored(url.pathname);
  const network = fetch(request);
  try {
    if (!kept) return await network;
    const late = new Promise((done) => setTimeout(done, PATIENCE_MS, kept));
    return await Promise.race([network, late]);
  } catch (error) {
    const language = url.pathname.slice(1, 3);
    const kind = await stored(SHELL.pages[language] || SHELL.pages.th);
    return kept || kind || Response.error();
  }
}

async function file(request, url) {
  const kept = await stored(url.pathname);
  if (!kept) return fetch(request);
  if (HASHED.test(url.pathname)) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    return part(request, kept);
  }
}

/* A film is asked for in parts: without 206 it could not be sought. */
async function part(request, kept) {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") || "");
  if (!asked) return kept;
  const whole = await kept.blob();
  const first = Number(asked[1]);
  const last = Math.min(asked[2] ? Number(asked[2]) : whole.size - 1, whole.size - 1);
  if (first > last) return new Response("", { status: 416, headers: { "Content-Range": "bytes */" + whole.size } });
  return new Response(whole.slice(first, last + 1), {
    status: 206,
    headers: {
      "Content-Type": kept.headers.get("Content-Type") || "application/octet-stream",
      "Content-Range": "bytes " + first + "-" + last + "/" + whole.size,
      "Accept-Ranges": "bytes"
    }
  });
}
