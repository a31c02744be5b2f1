const systemDark = matchMedia("(prefers-color-scheme: dark)");
let follower = null;
systemDark.addEventListener("change", e => { follower?.invokeMethodAsync("Follow", e.matches); });

window.keyeco = {
  systemIsDark: () => systemDark.matches,
  watchSystem(layout) {
    follower = layout;
    return systemDark.matches;
  },
  keep(name, value, language, theme) {
    document.cookie = `${name}=${value}; path=/; max-age=31622400; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    document.documentElement.lang = language;
    document.documentElement.dataset.theme = theme;
  },
  show: theme => { document.documentElement.dataset.theme = theme; },
  toEnd: element => { if (element) element.scrollTop = element.scrollHeight; },
  chosen: control => { if (control?.files.length) control.dispatchEvent(new Event("change", { bubbles: true })); },
  copy: text => navigator.clipboard.writeText(text),
};

// One-time links: the secret is read from the fragment and taken out of the address at once, also when the link is opened where its page is shown already.
const takeSecret = () => {
  const secret = location.hash.slice(1);
  if (!secret.startsWith("tkt_")) return;
  document.querySelectorAll("input[data-fragment]").forEach(i => { i.value = secret; });
  document.querySelectorAll("[data-with-fragment]").forEach(f => { f.hidden = false; });
  document.querySelectorAll("[data-without-fragment]").forEach(f => { f.hidden = true; });
  history.replaceState(null, "", location.pathname + location.search);
};
takeSecret();
addEventListener("hashchange", () => {
  // A page that answered a form has no place for the secret: the address is loaded anew.
  if (location.hash.startsWith("#tkt_") && !document.querySelector("[data-with-fragment]")) location.assign(`${location.pathname}?${location.hash}`);
  else takeSecret();
});

document.addEventListener("click", e => {
  if (e.target.closest?.(".ke-skip")) {
    e.preventDefault();
    document.getElementById("main")?.focus();
  }
  if (e.target.closest?.(".ke-reload")) {
    e.preventDefault();
    location.reload();
  }
});

// A page whose session ended while it could not hear of it would ask for ever to be connected again: it leaves once the node no longer knows it.
setInterval(async () => {
  if (!document.getElementById("components-reconnect-modal")?.classList.contains("components-reconnect-show")) return;
  const answer = await fetch(location.href, { redirect: "manual", cache: "no-store" }).catch(() => null);
  if (answer?.status === 401) location.reload();
}, 3000);
