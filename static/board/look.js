/** Needs a look: what the log and the plan do not agree on. A lead settles each with one tap, a reason if there is one. */
import { status } from "../core/status.js"
import { age, chip, empty, html, icon, nothing, notice } from "../core/ui.js"
import { nameOf, parts } from "../core/names.js"
import { row } from "../core/world.js"
import { n, t, time } from "../core/words.js"
import { spaced } from "../core/codes.js"
import { figures } from "./figures.js"
import { isFresh } from "./freshness.js"
import { choiceOf, detailOf, iconOf, saidOf, titleOf } from "./words.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("./matters.js").Matter} Matter */

const MOST = 100

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  findings: {
    show: (context) => {
      const { matters } = figures()
      return { title: t("Needs a look"), back: "#board", main: matters.length ? list(context, matters) : none() }
    },
  },
}

/** @param {Context} context @param {Matter[]} matters */
const list = (context, matters) => html`${context.may("lead") ? nothing : notice("info", t("A lead decides. What you scan is kept all the same."))}
${matters.slice(0, MOST).map((one) => card(context, one))}
${matters.length > MOST ? html`<p class="muted">${n("and {count} more", "and {count} more", matters.length - MOST)}</p>` : nothing}${age(status.fresh)}`

const none = () => {
  if (isFresh()) return empty("circle-check", t("Nothing needs a look"), t("Log and plan agree."), { tone: "ok" })
  return empty("circle-question-mark", status.fresh === null ? t("Nothing known yet") : t("None known at {time}", { time: time(status.fresh) }),
    t("This phone has not heard from the server since."), { tone: "warn" })
}

/** @param {Context} context @param {Matter} matter */
const card = (context, matter) => {
  const { found, tone } = matter
  return html`<article class="card stack" aria-label="${titleOf(found.kind)}: ${nameOf(matter.subject)}"><div class="row">${chip(titleOf(found.kind), tone, { icon: iconOf(found.kind) })}
    <span class="push small muted">${found.at ? time(found.at) : nothing}</span></div>
    <div><p>${whom(matter)}</p><p class="muted">${detailOf(found)}</p></div>${context.may("lead") ? choices(context, matter) : nothing}</article>`
}

/** Whom it is about; of what is held, who said what. @param {Matter} matter */
const whom = ({ subject, found }) => {
  const [noun, key] = parts(subject)
  if (found.said) return html`<b>${nameOf(`person:${found.by}`)}</b>: ${saidOf(found.said)} · ${nameOf(subject)}`
  if (noun === "code") return html`<b class="code">${key.startsWith("#") ? t("a badge") : spaced(key)}</b>`
  if (noun === "step") return html`<b>${row("step", key)?.text ?? subject}</b>`
  if (noun === "person") return html`<b>${nameOf(subject)}</b>`
  return html`<a href="#case/${key}"><b class="code">${nameOf(subject)}</b></a> ${row("case", key)?.name ?? ""}`
}

/** @param {Context} context @param {Matter} matter */
const choices = (context, matter) => html`<div class="row row--wrap">${matter.found.kind === "unknown" ? html`<a class="btn btn--s" href="#link/${encodeURIComponent(parts(matter.subject)[1])}">${icon("link")}${t("Link it")}</a>` : nothing}
${buttons(context, matter, () => "")}<button class="btn btn--s btn--bare" @click=${() => reasoned(context, matter)}>${icon("message-square")}${t("With a reason")}</button></div>`

/** @param {Context} context @param {Matter} matter @param {() => string} reason */
const buttons = (context, matter, reason) => matter.choices.map(({ name, says }) => html`<button class="btn btn--s" @click=${() => settle(context, matter, says, reason())}>${choiceOf(name, matter.found)}</button>`)

/** The same choices, with a line for why. @param {Context} context @param {Matter} matter */
const reasoned = (context, matter) => {
  let reason = ""
  context.sheet({
    title: titleOf(matter.found.kind),
    body: () => html`<p>${whom(matter)}</p><div class="field"><label for="reason">${t("Reason")}</label><input class="input input--l" id="reason" autocomplete="off" maxlength="200"
      @input=${(/** @type {InputEvent} */ event) => { reason = /** @type {HTMLInputElement} */ (event.target).value }}></div><div class="stack">${buttons(context, matter, () => reason)}</div>`,
  })
}

/**
 * Say it: the facts in their order, the reason with the decision.
 * @param {Context} context
 * @param {Matter} matter
 * @param {import("./matters.js").Said[]} says
 * @param {string} reason
 */
const settle = async (context, { subject }, says, reason) => {
  context.shut()
  let entry = null
  for (const { kind, body } of says) {
    entry = await context.record(kind, subject, kind === "Decided" && reason.trim() ? { ...body, reason: reason.trim() } : body)
    if (!entry) return
  }
  if (entry) context.say(t("Settled"), { undo: entry })
}
