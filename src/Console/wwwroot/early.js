// Runs before anything is painted: says whether the browser prefers dark, here and to the next request.
(() => {
  const { choice, cookie } = document.currentScript.dataset;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.cookie = `${cookie}=${dark ? "dark" : "light"}; path=/; max-age=31622400; samesite=lax`;
  if (choice === "system") document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
