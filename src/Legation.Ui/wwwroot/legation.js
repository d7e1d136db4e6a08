// Adds to pages that already work without it. Listeners sit on the document, so that a page swapped in
// by Blazor's enhanced navigation needs only start() again.

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const word = (name, fallback, value = "") =>
  (document.querySelector(".page")?.dataset[`word${name}`] ?? fallback).replace("{0}", value);
const language = () => document.documentElement.lang || "en-GB";
const typing = (element) => element?.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
const delayed = (wait, act) => {
  let timer;
  return () => { clearTimeout(timer); timer = setTimeout(act, wait); };
};

/* ---------- clocks: the node's time, carried on by this machine's */

let ahead; // the node's clock less this machine's, which may be wrong
function tick() {
  for (const clock of all("time[data-clock]")) {
    ahead ??= Date.parse(clock.dateTime) - Date.now();
    const now = new Date(Date.now() + ahead);
    const parts = new Intl.DateTimeFormat(language(), {
      weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: clock.dataset.clock,
    }).formatToParts(now);
    const part = (type) => parts.find((p) => p.type === type)?.value;
    clock.textContent = `${part("weekday")} ${part("hour")}:${part("minute")}`;
    clock.dateTime = now.toISOString();
  }
}
(function everyMinute() { setTimeout(() => { tick(); everyMinute(); }, 60_000 - (Date.now() + (ahead ?? 0)) % 60_000); })();

/* ---------- what is typed: kept in this window until the node has it; drafts are saved as one types */

const drafts = new WeakMap();
const KEPT = "legation.kept:";
const keeps = (form) => form?.dataset.autosave || (form?.method === "post" && form.querySelector("textarea:not([readonly])"));
const keptAt = (form) => KEPT + (form.dataset.autosave ?? `${form.getAttribute("action") ?? location.pathname} ${form.elements._handler?.value}`);
const person = () => document.querySelector(".person")?.dataset.person; // Names of persons and posts may change.

// Fields that are filled in; never a password.
const TYPED = "textarea, select, input:not([type=hidden], [type=password], [type=file], [type=submit], [type=button], [type=reset], [type=image])";
const controls = (form) => [...form.elements].filter((control) => control.name && !control.name.startsWith("_") && control.matches(TYPED));
const group = (radio) => controls(radio.form).filter(({ type, name }) => type === "radio" && name === radio.name);
const fieldOf = (control) => control.type === "checkbox" ? `${control.name}=${control.value}` : control.name;
const chosen = (select, how) => JSON.stringify([...select.options].filter((option) => option[how]).map(({ value }) => value));

/** What stands in a field now. */
function standing(control) {
  if (control.type === "checkbox") return control.checked;
  if (control.type === "radio") return group(control).find(({ checked }) => checked)?.value ?? "";
  return control.options ? chosen(control, "selected") : control.value;
}

/** What the node has put there. */
function given(control) {
  if (control.type === "checkbox") return control.defaultChecked;
  if (control.type === "radio") return group(control).find(({ defaultChecked }) => defaultChecked)?.value ?? "";
  if (!control.options) return control.defaultValue;
  const first = !control.multiple && ![...control.options].some(({ defaultSelected }) => defaultSelected);
  return first ? JSON.stringify([control.options[0]?.value]) : chosen(control, "defaultSelected");
}

function fill(control, value) {
  if (control.type === "checkbox") control.checked = value;
  else if (control.type === "radio") control.checked ||= control.value === value;
  else if (control.options) [...control.options].forEach((option) => { option.selected = JSON.parse(value).includes(option.value); });
  else control.value = value;
}

/** Tells whether two values are the same; of a long text only a hash, as a window has room for few of those. */
function print(value) {
  if (typeof value !== "string" || value.length <= 64) return value;
  let [low, high] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < value.length; at++) {
    low = Math.imul(low ^ value.charCodeAt(at), 2654435761);
    high = Math.imul(high ^ value.charCodeAt(at), 1597334677);
  }
  return `${value.length}:${low >>> 0}:${high >>> 0}`;
}

const begunOn = new WeakMap(); // For each form prints of what the node had, field by field, when its writer began.
const inAll = (form, how) => Object.fromEntries(controls(form).map((control) => [fieldOf(control), print(how(control))]));

/** What its writer has changed in a form, and from what. */
function typedInto(form) {
  const before = begunOn.get(form) ?? {};
  return Object.fromEntries(controls(form)
    .map((control) => [fieldOf(control), { value: standing(control), was: before[fieldOf(control)] ?? print(given(control)) }])
    .filter(([, { value, was }]) => print(value) !== was));
}

/** Puts back what was typed. What the node has changed meanwhile is not written over without a word. */
function putBack(form, typed, sent = {}) {
  const before = {};
  for (const control of controls(form)) {
    const at = fieldOf(control);
    if (!(at in typed)) continue;
    const { value, was } = typed[at];
    const now = print(given(control));
    before[at] = now === sent[at] ? now : was;
    const overtaken = ![before[at], print(value)].includes(now);
    fill(control, value);
    control.closest("details")?.setAttribute("open", "");
    if (overtaken) sayOvertaken(control);
  }
  begunOn.set(form, { ...begunOn.get(form), ...before });
  if (!Object.keys(before).length) return;
  form.closest("details")?.setAttribute("open", "");
  if (form.dataset.live) answerSoon(form);
}

function sayOvertaken(control) {
  const field = control.closest(".field") ?? control.parentElement;
  const note = field.querySelector("[data-overtaken]") ?? field.appendChild(document.createElement("p"));
  Object.assign(note, { className: "wait", textContent: word("Overtaken", "Changed elsewhere meanwhile; what you entered is shown") });
  note.dataset.overtaken = "";
}

/** Whether there was room. If not, what stood there goes too: it is older than what its writer sees. */
function store(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify({ ...value, person: person() }));
    return true;
  } catch {
    sessionStorage.removeItem(key);
    return false;
  }
}

const stored = (key) => {
  const value = JSON.parse(sessionStorage.getItem(key) ?? "null");
  return value?.person === person() ? value : null;
};

/** How often a form was sent that comes back with its answer, and goes on; its page fetched by address is at none. */
const turnOf = (form) => form.dataset.turn ? +form.dataset.turn : null;

/** Whether it is kept. What was sent and not yet answered may have been taken or not. */
function keep(form, sent) {
  const typed = typedInto(form);
  const number = form.querySelector("[data-autosave-number]")?.value;
  const begun = turnOf(form) === null ? undefined : { ...inAll(form, given), ...begunOn.get(form) };
  if (Object.keys(typed).length) return store(keptAt(form), { typed, number, sent, turn: turnOf(form), begun });
  sessionStorage.removeItem(keptAt(form));
  return true;
}

const notKept = () => word("NotKept", "Not saved, and too long to be kept in this window: copy your text elsewhere");

// While its writer still sees it: the page may go at any time.
function keepOrSay(form) {
  const kept = keep(form);
  const note = form.querySelector("[data-not-kept]");
  if (kept) return note?.remove();
  if (note) return;
  const said = form.querySelector("textarea:not([readonly])").insertAdjacentElement("afterend", document.createElement("p"));
  said.dataset.notKept = "";
  said.className = "late";
  said.role = "alert";
  said.textContent = notKept();
}

function bringBack(form) {
  const kept = stored(keptAt(form));
  if (!kept) return;
  if (kept.turn < turnOf(form)) {
    // It was sent, and this is the answer. What it now says beyond its first page is what would be missing there.
    begunOn.set(form, kept.begun);
    keepOrSay(form);
    return;
  }
  const number = form.querySelector("[data-autosave-number]");
  const wasTaken = kept.sent && controls(form).every((control) => print(given(control)) === kept.sent[fieldOf(control)]);
  // With its number, what another window saved meanwhile is not written over unseen.
  if (number && kept.number !== undefined && !wasTaken) number.value = kept.number;
  putBack(form, kept.typed, kept.sent);
  // Nobody was shown what is beside it for what stands in it now.
  if (kept.turn > turnOf(form)) all("[data-made-for]", form).forEach((made) => { made.value = ""; });
  say(form, word("Restored", "Brought back what this window had kept"));
  if (form.dataset.autosave) draftOf(form).changed();
}

// Who signs out leaves nothing behind for whoever comes to this window next.
function forgetAll() {
  Object.keys(sessionStorage).filter((key) => key.startsWith(KEPT)).forEach((key) => sessionStorage.removeItem(key));
}

// Nor who was signed out otherwise, once somebody else has come.
function forgetOthers() {
  if (!person()) return;
  for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith(KEPT))) {
    if (JSON.parse(sessionStorage.getItem(key)).person !== person()) sessionStorage.removeItem(key);
  }
}

function say(form, text, late = false) {
  for (const state of all("[data-autosave-state]", form)) {
    state.textContent = text;
    state.classList.toggle("late", late);
  }
}

function draftOf(form) {
  if (!drafts.has(form)) drafts.set(form, new Draft(form));
  return drafts.get(form);
}

class Draft {
  #form; #saving = null; #sent; #gone = false; #dirty = false; #soon = delayed(1200, () => this.save()); #later = delayed(15_000, () => this.save());

  constructor(form) { this.#form = form; }

  changed() { this.#dirty = true; this.#soon(); }

  retire() { this.#dirty = false; }

  /** The page goes at once: what the node does not have yet is kept here, and sent by the page that follows; or false. */
  leave() {
    const kept = !(this.#dirty || this.#saving) || keep(this.#form, this.#sent);
    this.#gone = true;
    return kept;
  }

  /** Ends when nothing is under way any more; null when nothing is. */
  get underWay() { return this.#saving; }

  /** Ends when the node has all that was typed, also while this was under way; false when it did not take it. */
  async settled() {
    await this.#saving;
    while (this.#dirty) {
      this.save();
      if (!await this.#saving) return false;
    }
    return !this.#gone;
  }

  save({ leaving = false } = {}) {
    if (!this.#dirty || this.#saving || this.#gone || !this.#form.isConnected) return;
    this.#dirty = false;
    this.#saving = this.#send(leaving).finally(() => { this.#saving = null; });
  }

  // Whether the node took it.
  async #send(leaving) {
    this.#sent = inAll(this.#form, standing);
    const kept = keep(this.#form, this.#sent);
    say(this.#form, word("Saving", "Saving …"));
    const failure = await this.#post(leaving);
    if (this.#gone) return false;
    if (failure) {
      this.#dirty = true;
      say(this.#form, kept ? failure : notKept(), true);
      this.#later();
      return false;
    }
    begunOn.set(this.#form, this.#sent);
    if (this.#dirty) {
      this.#soon();
    } else {
      sessionStorage.removeItem(keptAt(this.#form));
      const now = new Date(Date.now() + (ahead ?? 0));
      const zone = document.querySelector("time[data-clock]")?.dataset.clock;
      say(this.#form, word("Saved", "Saved {0}", now.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone })));
    }
    return true;
  }

  // The sentence to show when it failed, nothing when it went well.
  async #post(leaving) {
    try {
      const answer = await fetch(this.#form.dataset.autosave, { method: "POST", body: new FormData(this.#form), keepalive: leaving, redirect: "manual" });
      if (answer.ok) {
        this.#follow(answer.headers.get("ETag"));
        return null;
      }
      if (answer.status === 409) return word("SavedElsewhere", "Not saved: this draft was saved elsewhere meanwhile; save it to see both. Kept in this window");
      return answer.type === "opaqueredirect" || [401, 403].includes(answer.status)
        ? word("SignedOut", "Not saved: you are signed out; kept in this window")
        : word("Refused", "Not saved: the node refused it ({0}); kept in this window", answer.status);
    } catch {
      return word("Offline", "Not saved: no connection; kept in this window");
    }
  }

  // The next saving follows this one; without its number the node would take it for another window's.
  #follow(tag) {
    const number = this.#form.querySelector("[data-autosave-number]");
    if (number && tag) number.value = tag.replaceAll('"', "");
  }
}

// The node says in the address which copy it has taken. Until it does the copy stays, for the page that shows the form
// again: after signing in, or as a colleague has left it.
function forgetTaken() {
  const [place] = location.hash.slice(1).split("&");
  const taken = new URLSearchParams(location.hash.slice(1)).get("taken");
  if (!taken?.startsWith(KEPT)) return;
  sessionStorage.removeItem(taken);
  const there = document.getElementById(place);
  history.replaceState(history.state, "", location.pathname + location.search + (there ? `#${place}` : ""));
  there?.scrollIntoView();
}

function askWhetherTaken(form) {
  const copy = form.elements._copy ?? form.appendChild(document.createElement("input"));
  Object.assign(copy, { type: "hidden", name: "_copy", value: keptAt(form) });
}

const offered = new WeakMap(); // A form may become another's when a page is swapped in.
function offerBack(form) {
  if (!keeps(form)) return;
  if (!sessionStorage.getItem(keptAt(form))) begunOn.set(form, inAll(form, given));
  if (offered.get(form) === keptAt(form)) return;
  offered.set(form, keptAt(form));
  bringBack(form);
}

/* ---------- live answers, e.g. who would receive this under the label now chosen */

const asked = new WeakMap();
async function ask(form) {
  const target = document.querySelector(form.dataset.liveTarget);
  asked.get(form)?.abort();
  const turn = new AbortController();
  asked.set(form, turn);
  try {
    target.setAttribute("aria-busy", "true");
    const answer = await fetch(form.dataset.live, { method: "POST", body: new FormData(form), signal: turn.signal, redirect: "manual" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    target.replaceChildren(...(page.getElementById(target.id) ?? page.body).childNodes);
    mark(target.querySelector("[data-banner]"));
  } catch { /* the last answer stays; the page that follows a submit says it again */ }
  finally { if (asked.get(form) === turn) target.removeAttribute("aria-busy"); }
}
// The page carries the label of what is on it, from the moment at which it is chosen.
function mark(label) {
  if (!label) return;
  for (const banner of all(".banner")) {
    banner.textContent = label.textContent.trim();
    banner.dataset.class = label.dataset.banner;
  }
}
const live = new WeakMap();
function answerSoon(form) {
  if (!live.has(form)) live.set(form, delayed(250, () => ask(form)));
  live.get(form)();
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, ({ target }) => {
    const form = target.form;
    if (form?.dataset.autosave) draftOf(form).changed();
    else if (keeps(form)) keepOrSay(form);
    if (form?.dataset.live) answerSoon(form);
  });
}
document.addEventListener("submit", (event) => {
  const { target, submitter } = event;
  if (event.defaultPrevented || target.method === "dialog") return;
  listenNoMore(); // What the act itself changes must not overtake its answer.
  if (target.matches("[data-forget]")) forgetAll();
  if (!keeps(target)) return;
  const underWay = target.dataset.autosave && draftOf(target).underWay;
  if (underWay) {
    event.preventDefault();
    underWay.finally(() => target.requestSubmit(submitter));
    return;
  }
  keep(target);
  askWhetherTaken(target);
  if (target.dataset.autosave) draftOf(target).retire();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) all("form[data-autosave]").forEach((form) => draftOf(form).save({ leaving: true }));
});
addEventListener("online", () => all("form[data-autosave]").forEach((form) => draftOf(form).save()));

/* ---------- a text in Markdown: its form by words and keys, and texts from elsewhere */

const barOf = (area) => area.closest(".field")?.querySelector("[data-text-bar]");
const ofBar = (area, name, value = "") => (barOf(area)?.dataset[`word${name}`] ?? "").replace("{0}", value);

function sayOfText(area, text) {
  const said = area.form.querySelector("[data-text-said]");
  if (said) said.textContent = text;
}

/** Puts a text into the place of another, so that the browser takes it back by Ctrl-Z; where it cannot, all the same. */
function replace(area, from, to, text) {
  const before = document.activeElement;
  area.focus();
  area.setSelectionRange(from, to);
  const done = text ? document.execCommand("insertText", false, text) : from === to || document.execCommand("delete");
  if (!done) {
    area.setRangeText(text, from, to, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (before !== area) before?.focus?.();
}

const nextNote = ({ value }) => Math.max(0, ...Array.from(value.matchAll(/\[\^(\d{1,6})\]/g), ([, number]) => +number)) + 1;

/** The text as Markdown, or why not. */
const asMarkdown = (area, body) => answerOf(area, `/api/v1/text?firstNote=${nextNote(area)}`, body);

/** What the node answers to a file, or why it does not. */
async function answerOf(area, address, body) {
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST", body, redirect: "manual",
      headers: { "Content-Type": body.type || "application/octet-stream", RequestVerificationToken: area.form.elements.__RequestVerificationToken.value },
    });
  } catch {
    return { refused: ofBar(area, "Line") };
  }
  if (answer.status === 401 || answer.type === "opaqueredirect") return { refused: ofBar(area, "Signed") };
  const said = await answer.json().catch(() => null);
  if (said && answer.ok) return said;
  return { refused: said?.detail ?? (answer.ok ? ofBar(area, "Line") : ofBar(area, "Answer", answer.status)) };
}

/** What begins a line of its own is set off from what stands on both sides. */
function setOff(value, from, to, text) {
  if (!/\n|^(#|\||- |\d+[.)] )/.test(text)) return text;
  const [before, behind] = [value.slice(0, from), value.slice(to)];
  const gap = (has) => "\n".repeat(2 - Math.min(2, has));
  return (before.trim() ? gap(/\n*$/.exec(before)[0].length) : "") + text + (behind.trim() ? gap(/^\n*/.exec(behind)[0].length) : "");
}

/** Takes what was pasted. Its bare words stand there until its form has come: whatever happens meanwhile, they are not lost. */
async function takePasted(area, body, words) {
  const from = area.selectionStart;
  replace(area, from, area.selectionEnd, words);
  sayOfText(area, ofBar(area, "Taking"));
  const { markdown, dropped, refused } = await asMarkdown(area, body);
  if (!area.isConnected) return;
  const to = from + words.length;
  if (refused !== undefined || area.value.slice(from, to) !== words) {
    sayOfText(area, ofBar(area, "Plain", refused ?? ofBar(area, "Typed")));
    return;
  }
  insert(area, from, to, markdown);
  sayOfText(area, notTaken(area, dropped));
}

/** Takes what has no words of its own yet, such as a file that was dropped, and puts it where it was dropped. */
async function takeWhole(area, file, at, others) {
  const [before, behind] = [area.value.slice(0, at), area.value.slice(at)];
  sayOfText(area, ofBar(area, "Taking"));
  const { markdown, dropped, refused } = await asMarkdown(area, file);
  if (!area.isConnected) return;
  if (refused === undefined) {
    const { value } = area;
    // What was typed meanwhile may have moved the place; what was chosen meanwhile is not replaced.
    const place = value.startsWith(before) ? at : value.endsWith(behind) ? value.length - behind.length : area.selectionEnd;
    insert(area, place, place, markdown);
  }
  sayOfText(area, [refused === undefined ? notTaken(area, dropped) : ofBar(area, "None", refused), others].filter(Boolean).join(" "));
}

/** Makes a draft of its own of a mail: who has nothing written yet goes there, who has is told where it is. */
async function takeMail(area, file) {
  sayOfText(area, ofBar(area, "Taking"));
  const empty = () => !area.value.trim() && !area.form.querySelector("[data-subject]")?.value.trim();
  const answer = await answerOf(area, "/api/v1/mail", file);
  if (!area.isConnected) return;
  if (answer.refused !== undefined) sayOfText(area, ofBar(area, "None", answer.refused));
  else if (empty()) location.assign(`/dispatches/${answer.id}/edit`);
  else sayOfText(area, ofBar(area, "Mail", answer.subject));
}

/** Puts a text in, and leaves the cursor at the words at which it was. */
function insert(area, start, end, markdown) {
  const [first, last] = [area.selectionStart, area.selectionEnd];
  const text = setOff(area.value, start, end, markdown);
  const more = text.length - (end - start);
  replace(area, start, end, text);
  if (last < start || last === start && first < last) area.setSelectionRange(first, last);
  else if (last > end) area.setSelectionRange(first < end ? first : first + more, last + more);
}

const notTaken = (area, dropped) =>
  dropped.length ? `${area.dataset.textDropped} ${dropped.map((part) => part.words).join("; ")}.` : "";

// Of a page without any form its words are all there is, and who copies Markdown means it.
const isFormed = (html) => /<(h[1-6]|p|table|[ou]l|li|b|strong|i|em|a|sup)[\s>]/i.test(html);
const writing = (element) => element.closest?.("textarea[data-text]:not([readonly])");
let plainly = false; // Ctrl-Shift-V: the words alone

document.addEventListener("keydown", ({ key, ctrlKey, metaKey, shiftKey }) => {
  if (key.toLowerCase() === "v" && (ctrlKey || metaKey)) plainly = shiftKey;
}, true);
document.addEventListener("paste", (event) => {
  const [area, data] = [writing(event.target), event.clipboardData];
  const [html, wanted] = [data?.getData("text/html"), !plainly];
  plainly = false;
  if (!area || !html || !wanted || !isFormed(html)) return;
  event.preventDefault();
  const [page, words] = [new Blob([html], { type: "text/html" }), data.getData("text/plain").replaceAll("\r\n", "\n")];
  if (words) takePasted(area, page, words);
  else takeWhole(area, page, area.selectionEnd, "");
});

const hasFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
document.addEventListener("dragover", (event) => { if (writing(event.target) && hasFiles(event)) event.preventDefault(); });
document.addEventListener("drop", (event) => {
  const area = writing(event.target);
  if (!area || !hasFiles(event)) return;
  event.preventDefault();
  const files = Array.from(event.dataTransfer.files);
  const mail = files.find(({ name }) => /\.eml$/i.test(name));
  if (mail && files.length === 1) {
    takeMail(area, mail);
    return;
  }
  const file = files.find(({ name, size }) => /\.(docx|html?)$/i.test(name) && size <= 32_000_000);
  const others = files.filter((other) => other !== file).map(({ name }) => name).join(", ");
  if (file) takeWhole(area, file, placeOf(area, event), others && ofBar(area, "Others", others));
  else sayOfText(area, ofBar(area, "None", ofBar(area, "Kind")));
});
/* ---------- a file that is dropped anywhere on a page with one field for it goes at once */

const dropForm = () => document.querySelector("form[data-drop-file]");
document.addEventListener("dragover", (event) => { if (dropForm() && hasFiles(event)) event.preventDefault(); });
document.addEventListener("drop", (event) => {
  const form = dropForm();
  const field = form?.querySelector("input[type=file]");
  if (!field || !hasFiles(event)) return;
  event.preventDefault();
  field.files = event.dataTransfer.files;
  form.requestSubmit();
});

// Where the cursor is, if the browser does not say at which words something was dropped.
function placeOf(area, { clientX, clientY }) {
  const place = document.caretPositionFromPoint?.(clientX, clientY);
  return place?.offsetNode === area ? place.offset : area.selectionEnd;
}

const acts = {
  bold: (area) => around(area, "**"),
  italic: (area) => around(area, "*"),
  heading: (area) => lines(area, (all) => all.every((line) => /^#+ /.test(line) || !line) ? all.map((line) => line.replace(/^#+ /, "")) : all.map((line) => line && `## ${line.replace(/^#+ /, "")}`)),
  numbered: (area) => lines(area, numbered),
  table: (area) => block(area, "| Heading | Heading |\n| --- | --- |\n| Cell | Cell |"),
  note: (area) => {
    const [number, at] = [nextNote(area), area.selectionEnd];
    replace(area, at, at, `[^${number}]`);
    const end = area.value.trimEnd().length;
    replace(area, end, area.value.length, `\n\n[^${number}]: `);
  },
};

function around(area, signs) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const inner = value.slice(from, to);
  const has = value.slice(from - signs.length, from) === signs && value.slice(to, to + signs.length) === signs
    && (signs !== "*" || value[from - 2] !== "*" || value[from - 3] === "*");
  if (has) {
    replace(area, from - signs.length, to + signs.length, inner);
    area.setSelectionRange(from - signs.length, to - signs.length);
  } else {
    replace(area, from, to, signs + inner + signs);
    area.setSelectionRange(from + signs.length, to + signs.length);
  }
}

/** Changes the lines in which something is chosen. */
function lines(area, change) {
  const { selectionStart, selectionEnd, value } = area;
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const behind = value.indexOf("\n", selectionEnd);
  const to = behind < 0 ? value.length : behind;
  const text = change(value.slice(from, to).split("\n"), value.slice(0, from)).join("\n");
  replace(area, from, to, text);
  area.setSelectionRange(selectionStart === selectionEnd ? from + text.length : from, from + text.length);
}

const NUMBER = /^(\d{1,9})[.)] /;
function numbered(all, before) {
  if (all.every((line) => NUMBER.test(line) || !line) && all.some(Boolean)) return all.map((line) => line.replace(NUMBER, ""));
  const last = before.split("\n").findLast((line) => NUMBER.test(line));
  let next = last ? +NUMBER.exec(last)[1] + 1 : 1;
  return all.map((line) => line || all.length === 1 ? `${next++}. ${line.replace(NUMBER, "")}` : line);
}

function block(area, text) {
  const at = area.selectionEnd;
  const set = setOff(area.value, at, at, text);
  replace(area, at, at, set);
  const first = at + set.indexOf("Heading");
  area.setSelectionRange(first, first + "Heading".length);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-text-act]");
  const area = button?.closest(".field").querySelector("textarea[data-text]");
  if (!area) return;
  area.focus();
  acts[button.dataset.textAct](area);
});

// The draft as it will read, beside what is typed: from the node, once it has what is typed.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button[data-preview]");
  const place = button && document.getElementById("preview");
  if (!place) return;
  event.preventDefault();
  if (!await draftOf(button.form).settled()) {
    const said = document.createElement("p");
    said.className = "late";
    said.textContent = button.dataset.previewUnsaved;
    place.replaceChildren(said);
    place.focus();
    return;
  }
  try {
    const answer = await fetch(button.dataset.preview, { redirect: "manual" });
    if (!answer.ok) throw new Error();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.replaceChildren(...page.getElementById("preview").childNodes);
    place.focus();
  } catch {
    button.dataset.preview = ""; // As without script: it is sent, and the page that follows shows it.
    button.removeAttribute("data-preview");
    button.click();
  }
});

/* ---------- parts that bring themselves up to date */

const refreshed = new Map();
function keepFresh(part) {
  const before = refreshed.get(part.id);
  if (before?.part === part && before.hold.isConnected) return;
  clearInterval(before?.timer);
  // WCAG 2.2.2: what moves by itself can be stopped.
  const hold = document.createElement("button");
  hold.type = "button";
  hold.className = "quiet";
  hold.dataset.noprint = "";
  const entry = { part, hold, paused: false, html: plain(part) };
  const name = () => { hold.textContent = entry.paused ? word("Resume", "Update again") : word("Pause", "Stop updating"); };
  hold.addEventListener("click", () => { entry.paused = !entry.paused; name(); });
  name();
  part.after(hold);
  entry.timer = setInterval(() => entry.paused || refresh(part, entry), Math.max(2, +part.dataset.refresh) * 1000);
  refreshed.set(part.id, entry);
}

async function refresh(part, entry) {
  if (!part.isConnected) { clearInterval(entry.timer); refreshed.delete(part.id); return; }
  const busy = () => document.hidden || document.querySelector("dialog[open]") || (part.contains(document.activeElement) && typing(document.activeElement)) || typedWithin(part) || selectedIn(part);
  if (busy()) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "manual" });
    if (answer.status === 404) return readAnew(); // What is shown is not for its reader any more.
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
    const html = fresh && plain(fresh);
    if (!fresh || html === entry.html || busy()) return;
    entry.html = html;
    const place = scrollY;
    const focused = part.contains(document.activeElement) ? pathTo(document.activeElement, part) : null;
    const open = all("details", part).map((d) => d.open);
    part.replaceChildren(...fresh.childNodes);
    all("details", part).forEach((d, i) => { d.open = open[i] ?? d.open; });
    if (focused) find(focused, part)?.focus({ preventScroll: true });
    scrollTo({ top: place, behavior: "instant" });
  } catch { /* the line may be down; the next turn tries again */ }
}
// What a form proves itself by is another each time and changes nothing that one reads.
const plain = (part) => part.innerHTML.replace(/<input[^>]*name="__RequestVerificationToken"[^>]*>/g, "");
const typedWithin = (part) => all("form", part).some((form) => Object.keys(typedInto(form)).length);
const selectedIn = (part) => !getSelection().isCollapsed && part.contains(getSelection().anchorNode);
const focusable = (part) => all("a, button, input, select, textarea, summary, [tabindex]", part);
const pathTo = (element, part) => ({ id: element.id, href: element.getAttribute("href"), place: focusable(part).indexOf(element) });
const find = ({ id, href, place }, part) =>
  (id && document.getElementById(id)) || focusable(part).find((e) => href && e.getAttribute("href") === href) || focusable(part)[place];

/* ---------- the node tells what is new, and when what is shown must not be shown any more */

let stream; // open while the page is in sight: a browser has few connections to one node
let again; // when the next is opened, after one that failed
let failed = 0; // how many did, one after another
let heardLast = "";
let leaving = false;
const news = new Set();

function listen() {
  const address = document.querySelector(".page")?.dataset.events;
  if (!address || document.hidden || stream) return;
  clearTimeout(again);
  const from = new URL(address, location.href);
  if (heardLast) from.searchParams.set("after", heardLast);
  const opened = stream = new EventSource(from);
  opened.addEventListener("open", () => { failed = 0; sayWhetherListening(); });
  opened.addEventListener("dispatches", ({ data, lastEventId }) => { heardLast = lastEventId || heardLast; tell(JSON.parse(data)); });
  opened.addEventListener("access", readAnew);
  opened.addEventListener("end", readAnew);
  // Some failures end it for good and others do not, by browser: every one is answered here.
  opened.addEventListener("error", () => { if (stream === opened) listenAgain(); });
}

function listenNoMore() {
  clearTimeout(again);
  stream?.close();
  again = stream = null;
}

async function listenAgain() {
  listenNoMore();
  failed++;
  sayWhetherListening();
  // Not all pages at once when the node is back.
  const most = Math.min(60_000, 1000 * 2 ** failed);
  const turn = again = setTimeout(listen, 1000 + Math.random() * (most - 1000));
  // A browser does not say why it was refused: signed out, or only one page too many.
  const answer = await fetch("/api/v1/me", { redirect: "manual" }).catch(() => null);
  if (answer?.status === 401 && again === turn) readAnew();
}

function sayWhetherListening() {
  const state = document.querySelector("[data-listening]");
  const text = failed ? word("Deaf", "Not up to date – connecting again") : "";
  if (state && state.textContent !== text) state.textContent = text;
}

function tell({ id, kind }) {
  const place = document.querySelector("[data-news]");
  if (!place) return;
  // Of a page about one record nothing else is said, and its label stands on it.
  if (place.dataset.news) return void (place.dataset.news === id && readAnew());
  if (kind === "dispatch" && !document.querySelector(`main a[href*="${CSS.escape(id)}"]`)) news.add(id);
  const link = place.firstElementChild ?? place.appendChild(document.createElement("a"));
  const list = new URL(location.href);
  list.searchParams.delete("next");
  link.href = list.pathname + list.search;
  link.textContent = news.size ? word("News", "{0} new – show", news.size) : word("Changed", "Something has changed – show");
}

// By address, not by reload: that would post a form again.
function readAnew() {
  if (leaving) return;
  leaving = true;
  listenNoMore();
  try {
    const kept = all("form[data-autosave]").map((form) => draftOf(form).leave());
    const lost = kept.includes(false) || document.querySelector("[data-not-kept]") !== null;
    const carried = all("form").filter((form) => form.method !== "dialog").map(carry).filter((form) => form.any);
    if (carried.length || lost) store(CUT, { carried, lost, cursor: cursor() });
  } finally {
    // Whatever befalls what was typed: what is shown must not be shown any more.
    location.replace(location.pathname + location.search);
  }
}

const CUT = `${KEPT}cut`;

// Fields that say on what its reader decides: on what he has read, not on what the page has when it is fetched anew.
const READ = /(^|\.)(Seen|Version)$/;
const READ_TO_CHANGE = /(^|\.)(Seen|Version|OpenedLabel|Original)$/;
const hidden = (form, names) => [...form.elements].filter(({ type, name }) => type === "hidden" && names.test(name));

function carry(form) {
  const typed = typedInto(form);
  const read = hidden(form, Object.keys(typed).length ? READ_TO_CHANGE : READ).map(({ name, value }) => [name, value]);
  // Nothing that is kept already.
  const texts = all("textarea:not([readonly])", form)
    .filter((area) => area.value.trim() && (form.dataset.autosave || typed[area.name]))
    .map(({ name, value }) => ({
      name,
      value: typed[name] ? undefined : value,
      label: form.elements[`_label.${name}`]?.value ?? "",
      own: Boolean(form.dataset.autosave) || typed[name].was.trim() === "",
    }));
  const any = read.length || texts.length || Object.keys(typed).length;
  return { at: keptAt(form), typed: keeps(form) ? undefined : typed, read, texts, any };
}

function cursor() {
  const field = document.activeElement;
  if (!typing(field) || !field.form || !field.name) return null;
  const { selectionStart: from, selectionEnd: to, scrollTop: top } = field;
  return { at: keptAt(field.form), name: field.name, from, to, top };
}

function comeBack() {
  if (!person()) return; // Not before it is known who has come.
  const cut = stored(CUT);
  sessionStorage.removeItem(CUT);
  if (!cut) return;
  const [before, here] = [Map.groupBy(cut.carried, ({ at }) => at), Map.groupBy(all("form"), keptAt)];
  for (const [at, [{ typed, read }, ...more]] of before) {
    const [form, ...others] = here.get(at) ?? [];
    // Of forms that look alike nobody can say which was which.
    if (!form || more.length || others.length) continue;
    if (typed) putBack(form, typed);
    for (const [name, value] of read) hidden(form, READ_TO_CHANGE).filter((field) => field.name === name).forEach((field) => { field.value = value; });
  }
  const isHere = (at, name) => here.get(at)?.some((form) => form.elements[name]);
  // What stood there before need not be his any more, unless its form is here.
  const mayBeShown = (at, { own }) => own || here.has(at);
  showCut(cut.carried.flatMap(({ at, texts }) => texts.filter((text) => !isHere(at, text.name) && mayBeShown(at, text))
    .map(({ name, label, value }) => ({ label, value: value ?? stored(at)?.typed[name]?.value })))
    .filter(({ value }) => value));
  if (cut.lost) sayLost();
  const field = cut.cursor && here.get(cut.cursor.at)?.[0]?.elements[cut.cursor.name];
  if (!field?.focus) return;
  field.focus({ preventScroll: true });
  if (typeof cut.cursor.from === "number") field.setSelectionRange(cut.cursor.from, cut.cursor.to);
  field.scrollTop = cut.cursor.top;
}

function sayLost() {
  const said = document.createElement("p");
  said.className = "late";
  said.role = "alert";
  said.textContent = word("Lost", "What you had written was too long to be kept in this window");
  document.querySelector("main")?.prepend(said);
}

// What was typed into a form that is not there any more is still its writer's.
function showCut(texts) {
  if (!texts.length) return;
  const head = document.createElement("h2");
  head.textContent = word("Cut", "What you had written");
  document.querySelector("main")?.append(head, ...texts.map(({ label, value }) => {
    const [field, name, text] = ["label", "span", "textarea"].map((tag) => document.createElement(tag));
    field.className = "field";
    name.textContent = label;
    Object.assign(text, { value, readOnly: true, rows: 6 });
    field.append(name, text);
    return field;
  }));
}

document.addEventListener("visibilitychange", () => { if (document.hidden) listenNoMore(); else listen(); });
addEventListener("online", listen);
addEventListener("pagehide", listenNoMore);
addEventListener("pageshow", ({ persisted }) => {
  // A page that the browser had put aside shows what was permitted then.
  if (persisted) { leaving = false; readAnew(); }
});

/* ---------- asking before an act */

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-confirm], input[data-confirm]");
  const dialog = document.getElementById("confirm");
  if (!button || !dialog || button.dataset.confirmed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  dialog.querySelector("#confirm-text").textContent = button.dataset.confirm;
  dialog.querySelector("[data-confirm-yes]").textContent = button.textContent;
  dialog.returnValue = "";
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "yes") return;
    button.dataset.confirmed = "yes";
    button.click();
    delete button.dataset.confirmed;
  }, { once: true });
  dialog.showModal();
}, true);

/* ---------- a long list cut down to what one types; paper */

document.addEventListener("input", ({ target }) => {
  if (!target.dataset.filter) return;
  const words = target.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const list = document.getElementById(target.dataset.filter);
  for (const row of all("[data-filter-row]", list)) {
    row.hidden = !words.every((w) => row.textContent.toLocaleLowerCase().includes(w));
  }
  for (const group of all("details", list)) {
    const found = all("[data-filter-row]", group).some((row) => !row.hidden);
    group.dataset.open ??= group.open;
    group.open = words.length ? found : group.dataset.open === "true";
    group.hidden = !found;
  }
});
document.addEventListener("click", ({ target }) => { if (target.closest?.("[data-print]")) print(); });

/* ---------- keys */

// WCAG 2.1.4: who dictates, or hits keys by accident, can switch off those without Ctrl.
const singleKeys = () => localStorage.getItem("legation.single-keys") !== "off";
document.addEventListener("change", ({ target }) => {
  if (target.matches?.("[data-single-keys]")) localStorage.setItem("legation.single-keys", target.checked ? "on" : "off");
});

function sections() {
  const taken = new Map(all("nav.rail a[data-key]").map((link) => [link.dataset.key.toLowerCase(), link]));
  for (const link of all("nav.rail a:not([data-key])")) {
    const letter = [...link.textContent.toLowerCase()].find((l) => /[a-z]/.test(l) && !taken.has(l));
    if (letter) taken.set(letter, link);
  }
  return taken;
}

function showKeys() {
  const dialog = document.getElementById("keys");
  if (!dialog) return;
  const list = dialog.querySelector("[data-section-keys]");
  list.replaceChildren(...[...sections()].flatMap(([letter, link]) => {
    const [dt, dd, kbd] = ["dt", "dd", "kbd"].map((tag) => document.createElement(tag));
    kbd.textContent = letter;
    dt.append(kbd);
    dd.textContent = link.firstElementChild?.textContent ?? link.textContent;
    return [dt, dd];
  }));
  dialog.querySelector("[data-single-keys]").checked = singleKeys();
  dialog.showModal();
}

function move(by) {
  const rows = all("main tbody tr, main [data-rows] > *").map((row) => row.querySelector("a[href]")).filter(Boolean);
  const here = rows.findIndex((link) => link.closest("tr, [data-rows] > *").contains(document.activeElement));
  rows[here < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + by, 0), rows.length - 1)]?.focus();
}

let going = 0;
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.ctrlKey || event.metaKey) withCtrl(event);
  else if (singleKeys() && !typing(event.target)) alone(event);
});

function withCtrl(event) {
  const [area, act] = [writing(event.target), { b: "bold", i: "italic" }[event.key.toLowerCase()]];
  if (area && act && !event.shiftKey) { event.preventDefault(); acts[act](area); }
  if (event.key.toLowerCase() === "k") { event.preventDefault(); document.querySelector("[data-command]")?.select(); }
  if (event.key === "Enter") {
    // Inside a form only that form's own act: who writes a comment must not release the dispatch.
    const act = (event.target.closest("form") ?? document.querySelector("main"))?.querySelector("button.primary");
    if (act) { event.preventDefault(); act.click(); }
  }
}

function alone(event) {
  if (Date.now() - going < 1500) {
    going = 0;
    const section = sections().get(event.key);
    if (section) { event.preventDefault(); section.click(); }
    return;
  }
  const act = {
    "/": () => document.querySelector("[data-command]")?.select(),
    j: () => move(1), k: () => move(-1), g: () => { going = Date.now(); }, "?": showKeys,
  }[event.key];
  if (act) { event.preventDefault(); act(); }
}

/* ---------- each page */

function start() {
  tick();
  all("[data-print], [data-filter], [data-text-bar]").forEach((control) => { control.hidden = false; });
  forgetTaken();
  forgetOthers();
  all("form").forEach(offerBack);
  all("[data-refresh][id]").forEach(keepFresh);
  document.querySelector("[data-focus]")?.focus();
  comeBack();
  news.clear();
  heardLast = "";
  sayWhetherListening();
  listen();
}
start();
addEventListener("pageshow", tick);
const afterNavigation = () => { window.Blazor?.addEventListener?.("enhancedload", start); };
if (window.Blazor) afterNavigation(); else addEventListener("load", afterNavigation, { once: true });
