/** This phone: its light, the hands that hold it, what a verdict sounds like, who is on it, and how it is kept. */
import { drain } from "../core/drain.js"
import { current, hand, people, signOut } from "../core/people.js"
import { status } from "../core/status.js"
import { chip, html, icon, nothing } from "../core/ui.js"
import { measure } from "../core/keeping.js"
import { bytes, n, PSEUDO, speak, t } from "../core/words.js"
import { row, rows, show } from "../core/world.js"
import * as look from "../look/choices.js"
import { canSpeak, say } from "./device/speech.js"
import { draw, nameTabs } from "./frame.js"
import { initials } from "./more.js"
import { choose, chosen, language, LANGUAGES } from "./settings.js"
import { senses, sound } from "./verdict.js"
import { installScreen } from "./installing.js"
import { signingIn } from "./signing-in.js"

/** @typedef {import("../core/screen.js").Context} Context */

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  install: installScreen,
  settings: {
    enter: measure,
    show: (context) => ({
      title: t("Settings"), eyebrow: t("This phone"), back: "#more",
      main: html`${section(t("Light"), theme())}${section(t("Hands"), list(
        toggle("hand", t("Gloves"), t("Bigger buttons"), look.chosen().gloves === "on", (on) => look.choose("gloves", on ? "on" : undefined)),
        toggle("arrow-left-right", t("Left hand"), t("Buttons move to the left"), look.chosen().hand === "left", (on) => look.choose("hand", on ? "left" : undefined))))}
        ${section(t("Verdict"), list(sounds(), speech(), vibration()))}${section(t("Language"), languages())}
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

const speech = () => (canSpeak() ? toggle("speech", t("Speak it"), t("The word, and where it goes"), chosen().speech, (on) => {
  choose({ speech: on })
  if (on) say(t("Speak it"), language())
}) : nothing)

const vibration = () => (senses().hasVibration ? toggle("vibrate", t("Vibration"), "", chosen().vibration, (on) => choose({ vibration: on }))
  : html`<div>${icon("vibrate")}<span class="grow"><b>${t("Vibration")}</b><br><span class="muted small">${t("This phone has none for web apps")}</span></span>${chip(t("Off"), "idle", { icon: "minus" })}</div>`)

const languages = () => html`<div class="seg" role="group" aria-label=${t("Language")}>${Object.entries(LANGUAGES).filter(([code]) => isOffered(code)).map(([code, name]) => html`<button
  lang=${code.startsWith("ar") ? "en" : code} aria-pressed=${String(language() === code)} @click=${() => speakAs(code)}>${name}</button>`)}</div>`

/** The language for testing only where nothing is at stake, or to those who speak it already. @param {string} code */
const isOffered = (code) => code !== PSEUDO || language() === PSEUDO || Boolean(row("show", show())?.demo)

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
  <a href=${signingIn()}>${icon("user-plus")}<b class="grow">${t("Somebody else signs in")}</b></a>
  <button @click=${() => leave(context)}>${icon("log-out")}<span class="grow"><b>${t("Sign out")}</b><br><span class="muted small">${
    unsent() ? n("After the {count} waiting is sent", "After the {count} waiting are sent", unsent()) : t("What this phone knows of the show goes too")}</span></span>${unsent() ? icon("lock") : nothing}</button></div>`

/** Entries of this phone, and those it carries for others. */
const unsent = () => status.waiting + status.carried

/** @param {Context} context @param {number} id @param {string} name */
const passOn = async (context, id, name) => {
  await hand(id)
  context.say(t("{name} holds this phone now", { name }))
}

/** Nobody signs out of unsent entries unasked, their own or others'. @param {Context} context */
const leave = async (context) => {
  const left = await signOut({ drain: () => drain({ urgent: true }) })
  // What the page has in its memory goes too.
  if (!left) return location.replace("/field")
  if (!left.own && !left.carried) return unasked(context)
  context.sheet({
    title: t("Not signed out"),
    body: () => html`${left.own ? html`<p>${n("{count} entry of yours is still on this phone and could not be sent.", "{count} entries of yours are still on this phone and could not be sent.", left.own)}</p>` : nothing}
      ${left.carried ? html`<p>${n("{count} entry that this phone carries for others could not be sent.", "{count} entries that this phone carries for others could not be sent.", left.carried)}</p>` : nothing}
      <p>${t("Go where there is signal and try again. If you sign out now, they stay here and go under the right names as soon as this phone has signal.")}</p>
      <button class="btn btn--stop" @click=${() => leaveNow(context)}>${icon("log-out")}${t("Sign out anyway")}</button>
      <button class="btn btn--act btn--xl" @click=${context.shut}>${t("Stay")}</button>`,
  })
}

/** @param {Context} context */
const leaveNow = async (context) => {
  const left = await signOut({ anyway: true, drain: () => drain({ urgent: true }) })
  context.shut()
  if (left) unasked(context)
}

/** The server could not be asked. @param {Context} context */
const unasked = (context) => context.say(t("Signing out needs a signal. Nothing was changed."), { tone: "warn" })

/** Which build this is: the hash that its files are served under, as far as anybody reads it out. */
const BUILD = /\/static\/(\w{7})/.exec(import.meta.url)?.[1] ?? "?"

const kept = () => list(forNoSignal(), storage(), build(),
  html`<a href="#ready">${icon("list-checks")}<b class="grow">${t("Get this phone ready")}</b>${icon("chevron-right", { turn: true })}</a>`)

const forNoSignal = () => {
  const cases = rows("case").length
  return about("package", t("Kept for no signal"), n("{count} case", "{count} cases", cases), cases ? chip(t("Ready"), "ok") : chip(t("Not yet"), "warn"))
}

const storage = () => {
  const { room, used, persisted, fleeting, scarce } = status
  const size = used === null || room === null ? t("This browser does not say how much") : t("{used} used, {room} left", { used: bytes(used), room: bytes(room) })
  const safety = fleeting ? chip(t("Looks private"), "warn") : scarce ? chip(t("Almost full"), "warn")
    : persisted ? chip(t("Safe"), "ok") : chip(t("May be cleared"), "idle")
  return about("hard-drive", t("Storage"), size, safety)
}

const build = () => about("wrench", t("SiteOps build"), BUILD, status.update
  ? html`<button class="btn btn--s" @click=${() => location.reload()}>${t("Use the new one")}</button>` : chip(t("The newest here"), "ok"))

/** @param {string} shape @param {string} words @param {string} text @param {unknown} state */
const about = (shape, words, text, state) => html`<div>${icon(shape)}<span class="grow"><b>${words}</b><br><span class="muted small">${text}</span></span>${state}</div>`
