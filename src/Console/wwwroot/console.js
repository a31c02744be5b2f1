window.keyeco = {
  systemIsDark: () => matchMedia("(prefers-color-scheme: dark)").matches,
  keep(name, value, language, theme) {
    document.cookie = `${name}=${value}; path=/; max-age=31622400; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    document.documentElement.lang = language;
    document.documentElement.dataset.theme = theme;
  },
  toEnd: element => { if (element) element.scrollTop = element.scrollHeight; },
  copy: text => navigator.clipboard.writeText(text),
};

// One-time links: the secret is read from the fragment and taken out of the address at once.
(() => {
  const secret = location.hash.slice(1);
  if (!secret.startsWith("tkt_")) return;
  document.querySelectorAll("input[data-fragment]").forEach(i => { i.value = secret; });
  document.querySelectorAll("[data-with-fragment]").forEach(f => { f.hidden = false; });
  document.querySelectorAll("[data-without-fragment]").forEach(f => { f.hidden = true; });
  history.replaceState(null, "", location.pathname + location.search);
})();

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
