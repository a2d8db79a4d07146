/** This phone: its light, the hands that hold it, what a verdict sounds like, who is on it, and how it is kept. */
import { drain } from "../core/drain.js"
import { current, hand, people, signOut } from "../core/people.js"
import { status } from "../core/status.js"
import { chip, html, icon, nothing } from "../core/ui.js"
import { n, speak, t } from "../core/words.js"
import { rows } from "../core/world.js"
import * as look from "../look/choices.js"
import { draw, nameTabs } from "./frame.js"
import { initials } from "./more.js"
import { choose, chosen, language, LANGUAGES } from "./settings.js"
import { senses, sound } from "./verdict.js"
import { installScreen } from "./installing.js"

/** @typedef {import("../core/screen.js").Context} Context */

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  install: installScreen,
  settings: {
    show: (context) => ({
      title: t("Settings"), eyebrow: t("This phone"), back: "#more",
      main: html`${section(t("Light"), theme())}${section(t("Hands"), list(
        toggle("hand", t("Gloves"), t("Bigger buttons"), look.chosen().gloves === "on", (on) => look.choose("gloves", on ? "on" : undefined)),
        toggle("arrow-left-right", t("Left hand"), t("Buttons move to the left"), look.chosen().hand === "left", (on) => look.choose("hand", on ? "left" : undefined))))}
        ${section(t("Verdict"), list(sounds(), vibration()))}${section(t("Language"), languages())}
        ${people().length ? section(t("People on this phone"), who(context)) : nothing}${section(t("This phone"), kept())}`,
    }),
  },
}

/** @param {string} heading @param {unknown} content */
const section = (heading, content) => html`<section class="stack gap-s"><h2 class="eyebrow">${heading}</h2>${content}</section>`

/** @param {unknown[]} lines */
const list = (...lines) => html`<div class="card card--flush list">${lines}</div>`

const theme = () => html`<div class="seg" role="group" aria-label=${t("Light")}>${
  /** @type {[value: "sun"|"dark"|undefined, shape: string, words: string][]} */ ([[undefined, "smartphone", t("Auto")], ["sun", "sun", t("Sun")], ["dark", "moon", t("Dark")]])
    .map(([value, shape, words]) => html`<button aria-pressed=${String(look.chosen().theme === value)} @click=${() => { look.choose("theme", value); draw() }}>${icon(shape)}${words}</button>`)}</div>`

/** @param {string} shape @param {string} words @param {string} text @param {boolean} on @param {(on: boolean) => unknown} set */
const toggle = (shape, words, text, on, set) => html`<label>${icon(shape)}<span class="grow"><b>${words}</b>${text ? html`<br><span class="muted small">${text}</span>` : nothing}</span>
  <input type="checkbox" role="switch" class="switch" .checked=${on} @change=${(/** @type {Event} */ event) => { set(/** @type {HTMLInputElement} */ (event.target).checked); draw() }}></label>`

const sounds = () => toggle("volume-2", t("Sounds"), t("One note is good, three are not"), chosen().sound, (on) => {
  choose({ sound: on })
  if (on) sound("ok")
})

const vibration = () => (senses().hasVibration ? toggle("vibrate", t("Vibration"), "", chosen().vibration, (on) => choose({ vibration: on }))
  : html`<div>${icon("vibrate")}<span class="grow"><b>${t("Vibration")}</b><br><span class="muted small">${t("This phone has none for web apps")}</span></span>${chip(t("Off"), "idle", { icon: "minus" })}</div>`)

const languages = () => html`<div class="seg" role="group" aria-label=${t("Language")}>${Object.entries(LANGUAGES).map(([code, name]) => html`<button
  lang=${code.startsWith("ar") ? "en" : code} aria-pressed=${String(language() === code)} @click=${() => speakAs(code)}>${name}</button>`)}</div>`

/** Here at once, and on pages of the server from now on. @param {string} code */
const speakAs = async (code) => {
  choose({ language: code })
  document.cookie = `lang=${code.replace("-", "_")}; path=/; max-age=31536000; samesite=lax`
  await speak(code)
  nameTabs()
  draw()
}

/** @param {Context} context */
const who = (context) => html`<div class="card card--flush list">${people().map(({ id, name }) => html`<button aria-pressed=${String(current()?.id === id)} @click=${() => passOn(context, id, name)}>
  <span class="ava">${initials(name)}</span><b class="grow">${name}</b>${current()?.id === id ? chip(t("Holds it now"), "idle", { here: true, icon: "hand" }) : html`<span class="muted small">${t("Hand over")}</span>`}</button>`)}
  <a href="/login?next=/field">${icon("user-plus")}<b class="grow">${t("Somebody else signs in")}</b></a>
  <button @click=${() => leave(context)}>${icon("log-out")}<span class="grow"><b>${t("Sign out")}</b><br><span class="muted small">${
    status.waiting ? n("After the {count} waiting is sent", "After the {count} waiting are sent", status.waiting) : t("What this phone knows of the show goes too")}</span></span>${status.waiting ? icon("lock") : nothing}</button></div>`

/** @param {Context} context @param {number} id @param {string} name */
const passOn = async (context, id, name) => {
  await hand(id)
  context.say(t("{name} holds this phone now", { name }))
}

/** Nobody signs out of their own unsent entries unasked. @param {Context} context */
const leave = async (context) => {
  const left = await signOut({ drain: () => drain({ urgent: true }) })
  // What the page has in its memory goes too.
  if (!left) return location.replace("/field")
  context.sheet({
    title: t("Not signed out"),
    body: () => html`<p>${n("{count} entry of yours is still on this phone and could not be sent.", "{count} entries of yours are still on this phone and could not be sent.", left)}
      ${t("Go where there is signal and try again. If you sign out now, they stay here and go under your name as soon as this phone has signal.")}</p>
      <button class="btn btn--stop" @click=${() => leaveNow(context)}>${icon("log-out")}${t("Sign out anyway")}</button>
      <button class="btn btn--act btn--xl" @click=${context.shut}>${t("Stay")}</button>`,
  })
}

/** @param {Context} context */
const leaveNow = async (context) => {
  const left = await signOut({ anyway: true, drain: () => drain({ urgent: true }) })
  context.shut()
  if (left) context.say(t("Signing out needs a signal. Nothing was changed."), { tone: "warn" })
}

const kept = () => {
  const cases = rows("case").length
  return list(html`<div>${icon("hard-drive")}<span class="grow"><b>${t("Kept for no signal")}</b><br><span class="muted small">${n("{count} case", "{count} cases", cases)} · ${
    status.persisted ? t("safe from clearing") : t("the browser may clear it")}</span></span>${cases ? chip(t("Ready"), "ok") : chip(t("Not yet"), "warn")}</div>`,
  status.persisted ? nothing : html`<a href="#install">${icon("smartphone")}<span class="grow"><b>${t("Add to the home screen")}</b><br><span class="muted small">${t("So the phone never clears it away")}</span></span>${icon("chevron-right", { turn: true })}</a>`)
}
