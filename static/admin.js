// Runs before the scripts of Piccolo Admin, which keep their settings in web storage: here they are kept until the
// page is left, and light, dark and time zone are the browser's own.
(() => {
  const kept = new Map([["darkMode", String(matchMedia("(prefers-color-scheme: dark)").matches)],
    ["defaultTimezone", Intl.DateTimeFormat().resolvedOptions().timeZone]]);
  Object.defineProperty(window, "localStorage", { value: {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => { kept.set(key, String(value)); },
    removeItem: (key) => { kept.delete(key); },
  } });

  // Where its session is over it would show a sign-in of its own, which is shut.
  const toTheFrontDoor = () => { if (location.hash.startsWith("#/login")) location.replace("/sign-in?next=/admin/"); };
  for (const way of ["pushState", "replaceState"]) {
    const go = history[way];
    history[way] = function (...where) { go.apply(this, where); toTheFrontDoor(); };
  }
  addEventListener("hashchange", toTheFrontDoor);
  toTheFrontDoor();

  // Its forms say themselves when they are sent: portal.js, which keeps ours from being sent twice, lets go of them.
  addEventListener("submit", ({ target }) => setTimeout(() => {
    if (target.id == "leave") return;
    target.ariaBusy = null;
    clearTimeout(target.slow);
  }), true);
})();
