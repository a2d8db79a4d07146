/** "Which case is this?": links a code that stands for nothing to a case, or a badge to somebody. */
import { nameOf } from "../core/names.js"
import { once } from "../core/once.js"
import { empty, html, icon, nothing } from "../core/ui.js"
import { t } from "../core/words.js"
import { bound, rows } from "../core/world.js"
import { whereabouts } from "../gear/verbs.js"
import { matching } from "./finding.js"
import { labelOf } from "./unknown.js"

/** @typedef {import("../core/screen.js").Context} Context */

const MOST = 20
/** What somebody may have painted on a case: not a sentence. */
const PAINTED = /^[\p{L}\p{N}][\p{L}\p{N} ._/+-]{0,39}$/u

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  link: {
    show: (context) => {
      const badge = context.key.startsWith("#")
      return {
        title: badge ? t("Whose badge is this?") : t("Which case is this?"), back: "#scan", tabs: false,
        eyebrow: badge ? t("New badge") : t("New code {code}", { code: labelOf(`code:${context.key}`) }),
        main: html`<div class="field"><label for="search">${badge ? t("Name") : t("Number or name")}</label>
          <input class="input input--l" id="search" type="search" autocomplete="off" spellcheck="false" enterkeyhint="search"
          @input=${(/** @type {InputEvent} */ event) => search(event, context)}></div>${badge ? people(context) : cases(context)}`,
      }
    },
  },
}

/** @param {InputEvent} event @param {Context} context */
const search = (event, context) => {
  context.memory.text = /** @type {HTMLInputElement} */ (event.target).value
  context.draw()
}

/** @param {Context} context */
const cases = (context) => {
  const text = (context.memory.text ?? "").trim()
  const found = matching(text, MOST)
  if (!text) return empty("package-search", t("Read it off the case"), t("Its number, or a word of what is in it."))
  if (!found.length) return html`${none(t("No case on this show's list is called that."))}${fresh(context, text)}`
  const known = found.some(({ code }) => code.toLowerCase() === text.toLowerCase())
  return html`<div class="card card--flush list">${found.map(({ id, code, name }) => html`<button @click=${() => bind(context, `case:${id}`)}>
    <span class="grow"><b class="code">${code}</b><br><span class="muted">${[name, whereabouts(id)].filter(Boolean).join(" · ")}</span></span>${icon("link")}</button>`)}</div>
    ${known ? nothing : fresh(context, text)}`
}

/** The way on for a case that is on no list: a lead makes one of it, now or when they see it. @param {Context} context @param {string} number */
const fresh = (context, number) => (PAINTED.test(number)
  ? html`<button class="btn btn--xl" @click=${() => name(context, number)}>${icon("package-plus")}${t("New case: {number}", { number })}</button>` : nothing)

/** @param {Context} context @param {string} number */
const name = (context, number) => once(context.memory, context.draw, async () => {
  const entry = await context.record("Named", `code:${context.key}`, { number })
  if (!entry) return false
  context.back("#scan")
  context.say(t("Kept: {number} waits for a lead to put it on the list", { number }), { undo: entry })
  return true
})

/** @param {Context} context */
const people = (context) => {
  const text = (context.memory.text ?? "").trim().toLowerCase()
  const found = rows("person").filter(({ name }) => name.toLowerCase().includes(text)).slice(0, MOST)
  if (!found.length) return none(t("Nobody on this show is called that."))
  return html`<div class="card card--flush list">${found.map(({ id, name, function: does }) => html`<button @click=${() => bind(context, `person:${id}`)}>
    <span class="grow"><b>${name}</b>${does ? html`<br><span class="muted">${does}</span>` : nothing}</span>${icon("link")}</button>`)}</div>`
}

/** @param {string} text */
const none = (text) => empty("search-x", t("Not found"), html`${text} ${t("The scan is kept; a lead can link it later.")}`)

/** Link it; where it is linked to something else already, ask first. @param {Context} context @param {string} to */
const bind = (context, to) => {
  const before = bound(context.key)
  if (!before || before === to) return write(context, { to })
  return context.sheet({ title: t("This code is {thing} already", { thing: nameOf(before) }), body: () => html`
    <p>${t("Look at the label: is it stuck on another case now?")}</p>
    <button class="btn btn--xl" @click=${() => { context.shut(); void write(context, { to, anew: true }) }}>${icon("link")}${t("Yes, it is {thing} now", { thing: nameOf(to) })}</button>
    <button class="btn" @click=${() => context.shut()}>${t("No, leave it")}</button>` })
}

/** @param {Context} context @param {{to: string, anew?: boolean}} body */
const write = (context, body) => once(context.memory, context.draw, async () => {
  const { to } = body
  const entry = await context.record("Bound", `code:${context.key}`, body)
  if (!entry) return false
  context.back("#scan")
  context.say(t("{code} is {thing} from now on", { code: context.key.startsWith("#") ? t("This badge") : labelOf(`code:${context.key}`), thing: nameOf(to) }), { undo: entry })
  return true
})
