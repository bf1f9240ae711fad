/* Passkeys: asks the device for one (data-passkey="create" or "get") and sends its answer with the form.
   The question stands in the page as JSON (data-options) or is fetched from the form's address. */
(function () {
  "use strict";

  // A passkey belongs to a name: at a bare number, and without HTTPS, no browser gives one.
  var works = window.PublicKeyCredential && window.isSecureContext && !/^[\d.[\]:]+$/.test(location.hostname);

  function bytes(text) {
    var raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(raw, function (letter) { return letter.charCodeAt(0); });
  }

  function text(buffer) {
    var raw = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function ask(kind, options) {
    var key = options.publicKey;
    key.challenge = bytes(key.challenge);
    if (key.user) key.user.id = bytes(key.user.id);
    (key.excludeCredentials || []).concat(key.allowCredentials || []).forEach(function (known) {
      known.id = bytes(known.id);
    });
    return navigator.credentials[kind]({ publicKey: key });
  }

  function said(credential) {
    var response = {};
    ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].forEach(function (name) {
      if (credential.response[name]) response[name] = text(credential.response[name]);
    });
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response: response,
      clientExtensionResults: credential.getClientExtensionResults()
    });
  }

  document.querySelectorAll("[data-passkey]").forEach(function (form) {
    var none = document.querySelector("[data-passkey-none]");
    if (!works) return;
    if (none) none.hidden = true;
    form.hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var here = document.getElementById(form.dataset.options);
      var options = here
        ? Promise.resolve(JSON.parse(here.textContent))
        : fetch(form.action, { headers: { Accept: "application/json" } }).then(function (answer) { return answer.json(); });
      options
        .then(function (data) { return ask(form.dataset.passkey, data.creation_options || data.request_options); })
        .then(function (credential) {
          form.elements.credential.value = said(credential);
          form.submit();
        })
        .catch(function () {
          var failed = form.querySelector("[data-passkey-failed]");
          failed.hidden = false;
          failed.focus();
        });
    });
  });
})();
