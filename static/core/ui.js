/**
 * The components that screens are made of, as lit templates. They take words, never HTML. Classes: css/ui.css.
 */
import { html, nothing, svg } from "../vendor/lit-html-3.3.3/lit-html.js"
import { repeat } from "../vendor/lit-html-3.3.3/directives/repeat.js"
import { number, t, time } from "./words.js"

export { html, nothing, repeat, svg }

/** @typedef {import("./screen.js").Template} Template */
/** @typedef {import("./screen.js").Tone} Tone */

/** @type {Record<Tone, string>} */
const SHAPES = { ok: "circle-check", warn: "triangle-alert", stop: "octagon-alert", info: "info", idle: "circle-dashed" }

const drawings = document.body.dataset.sprite ?? ""
/** Ids of the icons that stand in the page itself: there before any sprite. */
const nearby = new Set([...document.querySelectorAll("body > svg > symbol")].map(({ id }) => id))

/**
 * An icon is never alone: a word stands beside it, or its button has a label.
 * @param {string} name of a symbol in icons/sprite.svg
 * @param {{size?: ""|"l", turn?: boolean, mark?: boolean}} [how] `turn`: mirrored right-to-left. `mark`: a verdict's
 */
export const icon = (name, { size = "", turn = false, mark = false } = {}) => html`<svg
  class="i${size && ` i--${size}`}${turn ? " i--turn" : ""}${mark ? " mark" : ""}" aria-hidden="true"
><use href=${nearby.has(`i-${name}`) ? `#i-${name}` : `${drawings}#${name}`}></use></svg>`

/**
 * A state: colour, shape and word.
 * @param {string} words
 * @param {Tone} [tone]
 * @param {{icon?: string, here?: boolean}} [how] `here`: lime, you are here
 */
export const chip = (words, tone = "idle", { icon: shape = SHAPES[tone], here = false } = {}) =>
  html`<span class="chip${here ? " chip--here" : ""}" data-tone=${here ? nothing : tone}>${icon(shape)}${words}</span>`

/**
 * Something to know before going on.
 * @param {Tone} tone
 * @param {unknown} content
 * @param {{icon?: string, alert?: boolean}} [how] `alert`: it has just gone wrong
 */
export const notice = (tone, content, { icon: shape = SHAPES[tone], alert = false } = {}) =>
  html`<div class="notice" data-tone=${tone} role=${alert ? "alert" : nothing}>${icon(shape)}<div class="grow">${content}</div></div>`

/**
 * Nothing here, and why.
 * @param {string} shape
 * @param {string} heading
 * @param {unknown} [text]
 * @param {{tone?: Tone, more?: unknown}} [how] `more`: the way on
 */
export const empty = (shape, heading, text = nothing, { tone, more = nothing } = {}) => html`<div
  class="empty" data-tone=${tone ?? nothing}>${icon(shape)}<h2>${heading}</h2>${text === nothing ? nothing : html`<p>${text}</p>`}${more}</div>`

/** When what is shown was true. @param {number|null} at ms; null: never */
export const age = (at) => html`<p class="age">${icon("radio-tower")}${
  at === null ? t("Not heard from the server yet") : t("As of {time}", { time: time(at) })}</p>`

/**
 * What is (filled) of what should be in the end; `planned`: what should be by now (the tick).
 * @param {number} is
 * @param {number} total
 * @param {{planned?: number|null, tone?: Tone, label?: string, small?: boolean}} [how]
 */
export const meter = (is, total, { planned = null, tone = "ok", label, small = false } = {}) => {
  const share = (/** @type {number} */ part) => (100 * Math.min(part, total)) / Math.max(total, 1)
  return html`<svg class="meter${small ? " meter--s" : ""}" role="img" data-tone=${tone}
    aria-label=${label ?? t("{count} of {total}", { count: number(is), total: number(total) })}><rect class="v" width="${share(is)}%" height="100%"></rect>${
    planned === null ? nothing : svg`<rect class="p" x="${share(planned) * 0.99}%" y="-2" width="4" height="40"></rect>`}</svg>`
}

/** @type {Record<string, () => string>} */
const DEPARTMENTS = {
  audio: () => t("Audio"), lighting: () => t("Lighting"), video: () => t("Video"), rigging: () => t("Rigging"),
  power: () => t("Power"), backline: () => t("Backline"), staging: () => t("Staging"), wardrobe: () => t("Wardrobe"),
  catering: () => t("Catering"), effects: () => t("Effects"), other: () => t("Other"),
}

/** A department's word. @param {string} name */
export const departmentWord = (name) => (DEPARTMENTS[name] ?? DEPARTMENTS.other)()

/** A department: colour, shape and word. @param {string} name */
export const department = (name) => html`<span class="row nowrap"><svg class="swatch" data-department=${name} aria-hidden="true"
><use href=${`${drawings.replace("sprite.svg", "departments.svg")}#${name}`}></use></svg>${departmentWord(name)}</span>`

/** @type {Record<string, () => string>} */
const PHASES = {
  prep: () => t("Prep"), "load-in": () => t("Load-in"), show: () => t("Show"), "load-out": () => t("Load-out"),
  wrapped: () => t("Wrapped"),
}

/** A phase's word. @param {string} phase */
export const phaseWord = (phase) => PHASES[phase]?.() ?? phase

/** @type {Record<string, () => string>} */
const ROLES = {
  crew: () => t("Crew"), lead: () => t("Lead"), producer: () => t("Producer"), admin: () => t("Administrator"),
}

/** A role's word. @param {string} role */
export const roleWord = (role) => ROLES[role]?.() ?? role

/**
 * A labelled field. `id` is unique on the screen.
 * @param {string} label
 * @param {string} id
 * @param {unknown} control the input, with `id` and, if there is an error, aria-describedby `<id>-error`
 * @param {{hint?: string, error?: string}} [told]
 */
export const field = (label, id, control, { hint = "", error = "" } = {}) => html`<div class="field"><label for=${id}>${label}</label>${
  hint ? html`<p class="hint">${hint}</p>` : nothing}${control}${
  error ? html`<p class="error" id="${id}-error">${icon("octagon-alert")}${error}</p>` : nothing}</div>`

/**
 * The rungs of a ladder, lime where it is now.
 * @param {string[]} rungs
 * @param {boolean[]} done
 * @param {number} now
 */
export const ladder = (rungs, done, now) => html`<ol class="ladder" aria-label=${t("State")}>${rungs.map((rung, at) => html`<li
  ?data-done=${done[at]} aria-current=${at === now ? "step" : nothing}>${rung}</li>`)}</ol>`
