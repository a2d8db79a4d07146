/**
 * The verdict fills the screen: colour, shape, word, tone. Green clears itself, amber a little later, red and unknown stay
 * until a touch or another code. The camera goes on beneath.
 */
import { render } from "../vendor/lit-html-3.3.3/lit-html.js"
import { html, icon, nothing } from "../core/ui.js"
import { t } from "../core/words.js"
import { hush, say } from "./device/speech.js"
import { Tones } from "./device/tones.js"
import { chosen, language } from "./settings.js"

/** @typedef {import("../core/screen.js").Template} Template */
/** @typedef {"ok"|"again"|"stop"|"unknown"} Tone */
/**
 * A button under a verdict. `first`: the one under the thumb instead of "Next scan". It closes the verdict.
 * @typedef {{icon: string, words: string, press: () => unknown, first?: boolean}} Act
 */
/**
 * What a scan means. `title`: the word. `code`: what was scanned, large. `where`: where it is or belongs, line by line.
 * `notes`: what else is worth knowing. `face`: somebody's call and times instead of the code.
 * @typedef {{tone: Tone, shape?: string, title: string, code?: string, where?: string[], notes?: string[],
 *   face?: Template, acts?: Act[], next?: string}} Verdict
 */

/** How long a verdict stays by itself, ms; what is missing stays until it is touched. @type {Partial<Record<Tone, number>>} */
const STAYS_MS = { ok: 900, again: 2000 }
/** By then the verdict has been painted. */
const COVERED_MS = 150
/** @type {Record<Tone, string>} */
const SHAPES = { ok: "circle-check", again: "repeat-2", stop: "octagon-x", unknown: "circle-question-mark" }
/** @type {Record<Tone, import("./device/tones.js").Tone>} */
const SOUNDS = { ok: "ok", again: "attention", stop: "stop", unknown: "unknown" }

const dialog = Object.assign(document.createElement("dialog"), { className: "app verdict" })
const tones = new Tones()
let timer = 0
let closing = 0
let talking = 0

document.body.append(dialog)
dialog.setAttribute("aria-labelledby", "verdict-title")
dialog.addEventListener("click", (event) => { if (!(/** @type {Element} */ (event.target).closest("button, a"))) clear() })
// A finger on its way to a button must not find it gone.
dialog.addEventListener("pointerdown", () => clearTimeout(timer))

/** Show it, in place of any other. @param {Verdict} verdict */
export const show = (verdict) => {
  clearTimeout(timer)
  dialog.dataset.v = verdict.tone
  render(content(verdict), dialog)
  // To shut off the rest of the page takes a slow phone longer than to cover it: first the colour, then the rest.
  if (!dialog.open) dialog.setAttribute("open", "")
  clearTimeout(closing)
  closing = setTimeout(shutOff, COVERED_MS)
  aloud(verdict, sound(verdict.tone))
  const stays_ms = STAYS_MS[verdict.tone]
  if (stays_ms) timer = setTimeout(clear, stays_ms)
}

/** The page beneath is out of reach, and the first button has the focus. */
const shutOff = () => {
  if (!dialog.open || dialog.matches(":modal")) return
  dialog.removeAttribute("open")
  dialog.showModal()
}

/** For whoever wants to hear it: the word, and where it goes; after the tone, which is quicker. @param {Verdict} verdict @param {number} wait_ms */
const aloud = ({ title, code = "", where = [] }, wait_ms) => {
  clearTimeout(talking)
  hush()
  if (chosen().speech) talking = setTimeout(() => say([title, where[0] || code].join(". "), language()), wait_ms)
}

/** Back to the camera. */
export const clear = () => {
  clearTimeout(timer)
  clearTimeout(closing)
  if (dialog.open) dialog.close()
}

/** Whether one is showing. */
export const showing = () => dialog.open

/** Whether this phone can be felt and heard. */
export const senses = () => ({ audible: tones.audible, hasVibration: tones.hasVibration })

/** Gives how long it is heard, in ms. @param {Tone} tone */
export const sound = (tone) => {
  Object.assign(tones, { sound: chosen().sound, vibration: chosen().vibration })
  return tones.play(SOUNDS[tone])
}

/** @param {Verdict} verdict */
const content = ({ tone, shape = SHAPES[tone], title, code, where = [], notes = [], face, acts = [], next }) => {
  const [first] = acts.filter((act) => act.first)
  const others = acts.filter((act) => act !== first)
  return html`<div class="told" aria-live="assertive">${face
    ? html`<div class="person"><div class="top">${icon(shape, { mark: true })}<h2 id="verdict-title">${title}</h2></div>${face}</div>`
    : html`${icon(shape, { mark: true })}<h2 id="verdict-title">${title}</h2><p class="code">${code}</p>`}
    ${where.length ? html`<p class="where">${lines(where)}</p>` : nothing}${notes.length ? html`<p>${lines(notes)}</p>` : nothing}</div>
    <footer class="foot">${first ? button(first) : onwards(next)}
    ${others.length || first ? html`<div class="row">${others.map((act) => button(act, "btn--ghost"))}${first ? onwards(next, "btn--ghost") : nothing}</div>` : nothing}</footer>`
}

/** @param {string[]} words */
const lines = (words) => words.map((line, at) => html`${at ? html`<br>` : nothing}${line}`)

/** @param {Act} act @param {string} [look] */
const button = ({ icon: shape, words, press }, look = "") => html`<button class="btn ${look}" @click=${() => { clear(); return press() }}>${icon(shape)}${words}</button>`

/** @param {string} [words] @param {string} [look] */
const onwards = (words, look = "") => html`<button class="btn ${look}" @click=${clear}>${icon("arrow-right", { turn: true })}${words ?? t("Next scan")}</button>`
