// Makes the portal smoother, and quicker to leave. Every page is whole without it.
(() => {
  const on = (name, act, early) => addEventListener(name, act, early);
  const { documentElement: page } = document, [leave, said] = ["leave", "said"].map((id) => document.getElementById(id));
  const say = (words) => { said.textContent = ""; setTimeout(() => { said.textContent = words; }, 50); };

  // Leave: the session ends, and this entry of the history becomes the neutral page.
  const onward = () => location.replace("/leave?gone");
  const send = (form) => fetch("/leave", { method: "POST", body: new URLSearchParams(form), keepalive: true, redirect: "manual" });
  // A tab from before the last sign-in holds a token of then; the page of today has the right one.
  const today = async () => {
    const fresh = new DOMParser().parseFromString(await (await fetch("/leave")).text(), "text/html");
    return new FormData(fresh.getElementById("leave") ?? undefined);
  };
  const go = () => {
    document.body.hidden = true;
    heed(true);
    heed = () => {};
    if (!leave?.action) return onward();
    setTimeout(onward, 3000);
    send(new FormData(leave)).then((r) => r.status < 400 ? r : today().then(send)).then(onward, onward);
  };
  on("click", (e) => { if (leave?.href && leave.contains(e.target)) { e.preventDefault(); go(); } });
  let shifts = [];
  on("keydown", (e) => {
    if (!e.repeat) shifts = e.key == "Shift" ? [...shifts, e.timeStamp].slice(-3) : [];
    if (shifts[2] - shifts[0] < 1200) go();
  });

  // A page that is hidden, or that nobody has touched for a while, shows nothing.
  let touched = Date.now(), heed = () => {};
  const veil = () => heed(page.classList.toggle("veiled", document.hidden || Date.now() - touched > page.dataset.idle * 6e4));
  for (const name of ["click", "keydown", "scroll"]) on(name, () => { touched = Date.now(); veil(); }, true);
  on("visibilitychange", veil);
  on("pagehide", () => heed(page.classList.toggle("veiled", true)));
  on("pageshow", (e) => { if (e.persisted) location.reload(); });
  setInterval(veil, 5000);

  // A form is sent once; the pressed button shows that it is on its way.
  const answered = (form) => {
    clearTimeout(form.slow);
    form.ariaBusy = null;
    form.querySelector("[data-sent]")?.removeAttribute("data-sent");
  };
  on("submit", (e) => {
    const form = e.target;
    if (form == leave || form.ariaBusy) { e.preventDefault(); e.stopPropagation(); return form == leave && go(); }
    form.ariaBusy = "true";
    e.submitter?.setAttribute("data-sent", "");
    form.slow = setTimeout(say, 1500, said.dataset.wait);
    if (!form.matches("[hx-post]")) setTimeout(answered, 9000, form);
  }, true);
  on("htmx:finally:request", ({ detail: { ctx } }) => {
    if (ctx.request.form == ctx.sourceElement && ctx.request.form && !ctx.keepIndicators) answered(ctx.request.form);
  });

  // What came back: focus goes to where it begins, and news is spoken.
  let fresh;
  on("htmx:after:settle", ({ detail: { task } }) => { if (task.type == "main") fresh = task.target; });
  on("htmx:after:swap", () => {
    const find = (what) => fresh.matches(what) ? fresh : fresh.querySelector(what);
    if (find("[data-announce]")) say(find("[data-announce]").textContent.trim());
    if (fresh.contains(document.activeElement) || fresh.matches("[data-stays]")) return;
    const first = find("h1, h2, h3") || fresh;
    first.tabIndex = -1;
    first.focus();
  });

  // What cannot take the form's place is told above it; the words typed stay.
  const tell = (form, ...lines) => {
    const box = document.createElement("div");
    box.className = "to-fix not-sent";
    box.role = "alert";
    box.tabIndex = -1;
    for (const line of lines) if (line) box.appendChild(document.createElement("p")).append(line);
    form.querySelector(".not-sent")?.remove();
    form.prepend(box);
    box.focus();
  };
  on("htmx:before:response", (e) => {
    const { redirected, url } = e.detail.ctx.response.raw;
    if (redirected) { e.preventDefault(); location.assign(url); }
  });
  on("htmx:before:swap", (e) => {
    const { text, request } = e.detail.ctx;
    if (!/^\s*<!doctype/i.test(text)) return;
    e.preventDefault();
    const other = new DOMParser().parseFromString(text, "text/html");
    if (request.form == e.detail.ctx.sourceElement) tell(request.form, ...["h1", ".lead"].map((what) => other.querySelector(what)?.textContent.trim()));
  });
  on("htmx:error", ({ detail: { ctx } }) => { if (ctx && ctx.request.form == ctx.sourceElement) tell(ctx.request.form, said.dataset.lost); });

  // Lines between two people. An open page hears that there is something new and fetches it; where it cannot hear it
  // asks now and then. Who wrote is spoken, and focus and what is being typed stay where they are.
  const live = document.querySelector("[data-live]")?.dataset.live;
  const [lines, box] = ["#lines", "#messages textarea"].map((what) => () => document.querySelector(what));
  let source, asked = Date.now(), typed;
  const read = () => {
    const form = document.getElementById("reading");
    if (!form) return;
    fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: true, redirect: "manual" }).catch(() => {});
    form.remove();
  };
  // Signed out: the words go, what was being written may still be sent.
  const gone = () => {
    const fields = [...document.querySelectorAll("main textarea, main input")];
    if (!box()?.value && fields.every((one) => one.value == one.defaultValue)) return location.reload();
    lines()?.replaceChildren();
    source?.close();
    heed = () => {};
  };
  const renew = (old, fresh) => {
    if (old.dataset.heard != fresh.dataset.heard) say(fresh.dataset.said);
    const held = old.contains(document.activeElement) || old.querySelector("details[open]");
    const part = (of) => held ? of.querySelector(".lines") : of;
    const [form, top] = [box()?.form, () => form.getBoundingClientRect().top], before = form && top();
    Object.assign(old.dataset, fresh.dataset);
    if (part(old) && part(fresh)) part(old).replaceWith(part(fresh));
    if (!held) htmx.process(fresh);
    if (form?.contains(document.activeElement)) requestAnimationFrame(() => scrollBy(0, top() - before));
  };
  const refresh = async () => {
    asked = Date.now();
    if (!lines()) return;
    const answer = await fetch(`${live}/lately`, { redirect: "manual" }).catch(() => ({ status: 503 }));
    if (!answer.ok) return answer.status < 500 && gone();
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("lines");
    if (lines()) renew(lines(), document.adoptNode(fresh));
    read();
  };
  const listen = () => {
    asked = Date.now();
    source = new EventSource(`${live}/stream?seen=${lines()?.dataset.newest ?? ""}`);
    source.onmessage = refresh;
    source.addEventListener("asleep", gone);
    source.addEventListener("over", () => location.reload());
    source.addEventListener("left", () => { document.body.hidden = true; onward(); });
  };
  if (live) {
    heed = (veiled) => {
      if (veiled) return source = source?.close();
      if (!source) return listen();
      if (source.readyState == 1 || Date.now() - asked < 2e4) return;
      refresh();
      if (source.readyState == 2) listen();
    };
    if (!location.hash) document.getElementById("latest")?.scrollIntoView({ block: "nearest" });
    heed(document.hidden);
    if (!document.hidden) read();
    // What was typed while a line was on its way is not in what comes back.
    on("htmx:before:swap", ({ detail: { ctx } }) => { typed = box()?.value != ctx.request.body?.get?.("words") && box()?.value; });
    on("htmx:after:swap", () => { if (typed && box()) box().value = typed; });
  }
})();
