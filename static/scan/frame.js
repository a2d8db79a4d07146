/**
 * The frame around every screen: the header with the sync chip, the screen itself, its primary action, a line that says
 * what was just done, and the sheet from below. The tabs stand in the shell and stay.
 */
import { render } from "../vendor/lit-html-3.3.3/lit-html.js"
import { empty, icon, nothing, html, phaseWord } from "../core/ui.js"
import { t } from "../core/words.js"
import { openChip } from "./sync-chip.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/screen.js").Screen} Screen */
/** @typedef {import("../core/screen.js").Sheet} Sheet */
/** @typedef {import("../core/screen.js").View} View */
/** An own entry; several in the order in which they are taken back. @typedef {{id: string, subject: string}} Undoing */
/** @typedef {{words: string, tone?: import("../core/screen.js").Tone, undo?: Undoing|Undoing[]}} Said */

const SAID_MS = 4000
const STILL_MS = 400

const app = /** @type {HTMLElement} */ (document.getElementById("app"))
const tabs = /** @type {HTMLElement} */ (app.querySelector(".tabs"))
const dialog = Object.assign(document.createElement("dialog"), { className: "sheet" })

/** @type {{screen: Screen, context: Context}|null} */
let now = null
/** What stands before every screen until this phone can be used: sign in, choose a show. @type {(name: string) => View|null} */
let gate = () => null
/** @type {Sheet|null} */
let sheet = null
/** @type {Said|null} */
let said = null
let hush = 0
let due = false
/** Nothing is drawn before this time of the page's clock. */
let calm = 0

/** Take the page over from the shell. @param {(name: string) => View|null} before gives what must be done first, null: nothing */
export const mount = (before) => {
  gate = before
  dialog.setAttribute("aria-labelledby", "sheet-title")
  dialog.addEventListener("close", closed)
  // A touch beside the sheet closes it, as everywhere on phones.
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close() })
  document.body.append(dialog)
}

/** The shell goes in the moment its successor comes: a picture that is moved over goes on. */
const replaceShell = () => {
  for (const child of [...app.children]) if (child !== tabs) child.remove()
  app.removeAttribute("aria-busy")
}

/** Put a screen into the frame. @param {Screen} screen @param {Context} context */
export const place = (screen, context) => {
  now = { screen, context }
  shut()
  paint()
}

/** Show all of it again, once for all that changed together. */
export const draw = () => {
  if (due) return
  due = true
  const wait_ms = calm - performance.now()
  if (wait_ms > 0) setTimeout(paint, wait_ms)
  else queueMicrotask(paint)
}

/** A verdict is about to cover all of it: what changes beneath may wait until that is on screen. */
export const holdStill = () => { calm = performance.now() + STILL_MS }

const paint = () => {
  due = false
  if (!now) return
  const view = gate(now.context.name) ?? shown(now)
  document.title = `${view.title} · SiteOps`
  tabs.hidden = view.tabs === false
  if (app.hasAttribute("aria-busy")) replaceShell()
  render(page(view, now.context), app, { renderBefore: tabs })
  if (sheet) render(inside(sheet), dialog)
}

/** A screen with a mistake in it must not take the others down. @param {{screen: Screen, context: Context}} visit @returns {View} */
const shown = ({ screen, context }) => {
  try {
    return screen.show(context)
  } catch (error) {
    console.error(error)
    return { title: t("Something is wrong here"), main: empty("triangle-alert", t("This screen has a fault"),
      t("The others go on working, and nothing is lost. Tell your lead which screen it was."), { tone: "stop" }) }
  }
}

/** @param {View} view @param {Context} context */
const page = ({ title, eyebrow, back, chip, main, foot }, context) => html`
<header class="bar">${back ? arrow(back) : nothing}
<div class="grow"><p class="eyebrow clip">${eyebrow ?? about(context)}</p><h1 class="clip" tabindex="-1">${title}</h1></div>
${chip === undefined ? openChip(context) : chip ?? nothing}</header>
<main>${main}</main>
<div class="says" role="status">${said ? line(said, context) : nothing}</div>
${foot && foot !== nothing ? html`<footer class="foot">${foot}</footer>` : nothing}`

/** @param {string} address */
const arrow = (address) => html`<a class="btn btn--s btn--icon btn--bare" href=${address} aria-label=${t("Back")}>${
  icon("chevron-left", { size: "l", turn: true })}</a>`

/** The show and its phase. @param {Context} context */
const about = (context) => {
  const show = context.show()
  return show ? `${show.venue || show.name} · ${phaseWord(context.phase())}` : "SiteOps"
}

/** @param {Said} said @param {Context} context */
const line = ({ words, tone = "ok", undo }, context) => html`<div class="notice" data-tone=${tone}>
<div class="grow">${words}</div>${undo ? html`<button class="btn btn--s" @click=${() => takeBack([undo].flat(), context)}>${
  icon("undo-2", { turn: true })}${t("Undo")}</button>` : nothing}</div>`

/** What could not be taken back was said, and stops the rest. @param {Undoing[]} all @param {Context} context */
const takeBack = async (all, context) => {
  quiet()
  for (const one of all) if (!await context.undo(one)) return
}

/** Say something that needs no answer. @param {string} words @param {Omit<Said, "words">} [how] */
export const say = (words, how = {}) => {
  said = { words, ...how }
  clearTimeout(hush)
  hush = setTimeout(quiet, SAID_MS)
  draw()
}

const quiet = () => {
  said = null
  draw()
}

/** Open the sheet from below. @param {Sheet} wanted */
export const open = (wanted) => {
  sheet = wanted
  render(inside(sheet), dialog)
  if (!dialog.open) dialog.showModal()
}

/** @param {Sheet} sheet */
const inside = ({ title, body, foot }) => html`<div class="row"><h2 class="grow" id="sheet-title">${title}</h2>
<button class="btn btn--s btn--icon btn--bare" aria-label=${t("Close")} @click=${shut}>${icon("x")}</button></div>${body()}${foot?.() ?? nothing}`

/** Close it. */
export const shut = () => { if (dialog.open) dialog.close() }

const closed = () => {
  const was = sheet
  sheet = null
  render(nothing, dialog)
  was?.shut?.()
}

/** Whether the sheet is open. */
export const isOpen = () => dialog.open

/** Where the reader is now: the tab is marked; unless it is the first screen, the reader is taken to its heading. @param {string} tab @param {boolean} first */
export const arrive = (tab, first) => {
  for (const link of tabs.querySelectorAll("a")) {
    if (link.hash === `#${tab}`) link.setAttribute("aria-current", "page")
    else link.removeAttribute("aria-current")
  }
  if (first) return
  app.querySelector("main")?.scrollTo(0, 0)
  app.querySelector("h1")?.focus({ preventScroll: true })
}

/** The tabs' words, in the language spoken now. */
export const nameTabs = () => {
  /** @type {Record<string, string>} */
  const words = { "#scan": t("Scan"), "#board": t("Board"), "#lists": t("Lists"), "#more": t("More") }
  tabs.setAttribute("aria-label", t("Main"))
  for (const link of tabs.querySelectorAll("a")) {
    const text = link.lastChild
    if (text) text.textContent = words[link.hash]
  }
}
