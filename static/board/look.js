/** Needs a look: what the log and the plan do not agree on, the gravest first. A lead settles each with one tap, a reason if there is one, and can take it back. */
import { status } from "../core/status.js"
import { age, chip, empty, html, icon, nothing, notice } from "../core/ui.js"
import { nameOf, parts } from "../core/names.js"
import { once } from "../core/once.js"
import { row, show } from "../core/world.js"
import { n, number, t, time } from "../core/words.js"
import { spaced } from "../core/codes.js"
import { figures } from "./figures.js"
import { isFresh } from "./freshness.js"
import { lastSeen } from "../gear/seen.js"
import { settled } from "./settled.js"
import { when } from "./told.js"
import { choiceOf, detailOf, iconOf, saidOf, titleOf } from "./words.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("./matters.js").Matter} Matter */

const MOST = 100

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  findings: {
    show: (context) => {
      const { matters } = figures()
      return { title: t("Needs a look"), back: "#board", main: html`${matters.length ? queue(context, matters) : none()}${settled(context)}` }
    },
  },
}

/** @param {Context} context @param {Matter[]} matters */
const queue = (context, matters) => html`${head(matters)}${context.may("lead") ? nothing : notice("info", t("A lead decides. What you scan is kept all the same."))}
${matters.slice(0, MOST).map((one) => card(context, one))}
${matters.length > MOST ? html`<p class="muted">${n("and {count} more", "and {count} more", matters.length - MOST)}</p>` : nothing}`

/** How many there are, and how many of them are grave. @param {Matter[]} matters */
const head = (matters) => {
  const grave = matters.filter(({ tone }) => tone === "stop").length
  return html`<section class="card stack gap-s" aria-label=${t("To decide")}><div class="row row--base"><p class="grow"><span class="num num--5">${number(matters.length)}</span> <span class="muted">${t("to decide")}</span></p>
    ${grave ? chip(n("{count} stop", "{count} stop", grave), "stop") : nothing}</div>${age(status.fresh)}</section>`
}

const none = () => {
  if (isFresh()) return empty("circle-check", t("Nothing needs a look"), t("Log and plan agree."), { tone: "ok" })
  return empty("circle-question-mark", status.fresh === null ? t("Nothing known yet") : t("None known at {time}", { time: time(status.fresh) }),
    t("This phone has not heard from the server since."), { tone: "warn" })
}

/** @param {Context} context @param {Matter} matter */
const card = (context, matter) => {
  const { subject, found, tone } = matter
  return html`<article class="card stack" aria-label="${titleOf(found.kind)}: ${nameOf(subject)}"><div class="row row--wrap">${chip(titleOf(found.kind), tone, { icon: iconOf(found.kind) })}
    <span class="push small muted">${found.at ? when(Date.parse(found.at), context.now()) : nothing}</span></div>
    <div><h2 class="num num--3">${whom(subject)}</h2>${noteOf(subject)}
    <p class="muted">${found.said ? html`<b>${nameOf(`person:${found.by}`)}</b>: ${saidOf(found.said)}. ` : nothing}${detailOf(found)}</p>${last(subject)}</div>
    ${context.may("lead") ? choices(context, matter) : nothing}</article>`
}

/** Whom it is about; a case leads to its page. @param {string} subject */
const whom = (subject) => {
  const [noun, key] = parts(subject)
  if (noun === "code") return html`<span class="code">${key.startsWith("#") ? t("a badge") : spaced(nameOf(subject))}</span>`
  return noun === "case" ? html`<a class="code" href="#case/${key}">${nameOf(subject)}</a>` : html`<bdi>${nameOf(subject)}</bdi>`
}

/** What a case is called. @param {string} subject */
const noteOf = (subject) => (subject.startsWith("case:") ? html`<p class="small">${row(...parts(subject))?.name ?? nothing}</p>` : nothing)

/** Where a case was seen last, and by whom. @param {string} subject */
const last = (subject) => {
  const [noun, key] = parts(subject)
  return noun === "case" ? html`<p class="muted small">${lastSeen(Number(key), figures().site)}</p>` : nothing
}

/** @param {Context} context @param {Matter} matter */
const choices = (context, matter) => html`<div class="cols cols--3">${matter.found.kind === "unknown" ? html`<a class="btn btn--3" href="#link/${encodeURIComponent(parts(matter.subject)[1])}">${icon("link")}${t("Link it")}</a>${fresh(matter)}` : nothing}
${buttons(context, matter, () => "")}<button class="btn btn--3 btn--bare" @click=${() => reasoned(context, matter)}>${icon("message-square")}${t("With a reason")}</button></div>`

/** The desk's form for a case that is on no list yet; it takes a signal. @param {Matter} matter */
const fresh = ({ subject, found }) => {
  const key = parts(subject)[1]
  if (/^[#~]/.test(key)) return nothing
  const asked = new URLSearchParams(key.length === 8 ? { link: key, code: found.number ?? "" } : { code: found.number ?? key })
  return html`<a class="btn btn--3" href="/shows/${show()}/cases/new?${asked}">${icon("package-plus")}${t("Make a case of it")}</a>`
}

/** @param {Context} context @param {Matter} matter @param {() => string} reason */
const buttons = (context, matter, reason) => matter.choices.map(({ name, says }) => html`<button class="btn btn--3" aria-disabled=${context.memory.busy ? "true" : nothing} @click=${() => settle(context, matter, says, reason())}>${choiceOf(name, matter.found)}</button>`)

/** The same choices, with a line for why. @param {Context} context @param {Matter} matter */
const reasoned = (context, matter) => {
  let reason = ""
  context.sheet({
    title: titleOf(matter.found.kind),
    body: () => html`<p>${nameOf(matter.subject)} · ${detailOf(matter.found)}</p><div class="field"><label for="reason">${t("Reason")}</label><input class="input input--l" id="reason" autocomplete="off" maxlength="200"
      @input=${(/** @type {InputEvent} */ event) => { reason = /** @type {HTMLInputElement} */ (event.target).value }}></div><div class="cols cols--3">${buttons(context, matter, () => reason)}</div>`,
  })
}

/** The next matter moves up to where a thumb just was: a tap this soon after, in ms, was not meant for it. */
const TOO_SOON = 700

/**
 * Say it: the facts in their order, the reason with the decision.
 * @param {Context} context
 * @param {Matter} matter
 * @param {import("./matters.js").Said[]} says
 * @param {string} reason
 */
const settle = (context, { subject }, says, reason) => once(context.memory, context.draw, async () => {
  context.shut()
  const said = []
  for (const { kind, body } of says) {
    const entry = await context.record(kind, subject, kind === "Decided" && reason.trim() ? { ...body, reason: reason.trim() } : body)
    if (!entry) return false
    said.unshift(entry)
  }
  context.say(t("Settled"), { undo: said })
  await new Promise((rested) => setTimeout(rested, TOO_SOON))
  // The next one is settled on the same screen.
  return false
})
