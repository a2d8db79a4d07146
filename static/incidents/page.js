/** One incident: how it stands, who has it, what was seen, and what happened since. */
import { status } from "../core/status.js"
import { retry, picture } from "../core/pictures.js"
import { follow, timeline, unfollow } from "../core/timeline.js"
import { age, chip, empty, html, icon, nothing } from "../core/ui.js"
import { number, t } from "../core/words.js"
import { row, state } from "../core/world.js"
import { dialled } from "./calls.js"
import { gradeSheet, noteSheet, tell } from "./deeds.js"
import { account, numberOf } from "./known.js"
import { about, heading } from "./list.js"
import { line } from "./past.js"
import { isOpen } from "./rules.js"
import { severityOf } from "./words.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/types.js").State} State */

/** @type {import("../core/screen.js").Screen} */
export const page = {
  show: (context) => {
    const now = state("incident", context.key)
    return now.reported === null ? unknown() : view(context, now)
  },
  enter: (context) => {
    retry()
    return follow(context)
  },
  leave: unfollow,
}

/** @returns {import("../core/screen.js").View} */
const unknown = () => ({ title: t("Incident"), back: "#incidents", main: empty("circle-question-mark", t("This phone does not know that incident"),
  t("It may have been taken back, or be newer than the last signal."), { more: age(status.fresh) }) })

/** @param {Context} context @param {State} now @returns {import("../core/screen.js").View} */
const view = (context, now) => {
  const incident = { key: context.key, state: now }
  return {
    title: heading(context, incident), eyebrow: about(context, incident), back: "#incidents", tabs: false, chip: grade(context, now),
    main: html`${summary(context, now)}${timeline(context, (entry) => line(context, entry), { oldestFirst: true })}`,
    foot: foot(context, now),
  }
}

/** How bad; a lead may say otherwise. @param {Context} context @param {State} now */
const grade = (context, { severity }) => {
  const { tone, icon: shape, words } = severityOf(severity)
  if (!context.may("lead")) return chip(words(), tone, { icon: shape })
  return html`<button class="chip" data-tone=${tone} aria-label=${t("{severity}: change", { severity: words() })} @click=${() => gradeSheet(context, severity)}>${icon(shape)}${words()}</button>`
}

/** @param {Context} context @param {State} now */
const summary = (context, now) => {
  const words = account(context, { key: context.key, state: now })
  const sent = numberOf(context.key) !== null
  return html`<section class="card stack"><div class="row row--wrap">${standing(now)}<span class="muted">${lasting(context, now)}</span>${
    sent ? nothing : chip(t("Not sent yet"), "info", { icon: "smartphone" })}</div>
    ${now.taken === null ? nothing : holder(context, now)}${words ? html`<p class="said">${words}</p>` : nothing}${photos(context, now)}</section>`
}

/** @param {State} now */
const standing = (now) => {
  if (!isOpen(now)) return chip(t("Resolved"), "ok", { icon: "check-check" })
  return now.taken === null ? chip(t("Nobody has it yet"), "warn") : chip(t("Taken"), "info", { icon: "hand" })
}

/** @param {Context} context @param {State} now */
const lasting = (context, { reported, resolved }) => {
  const minutes = Math.max(1, Math.round(((resolved ? Date.parse(resolved) : context.now()) - Date.parse(reported)) / 60_000))
  const [value, unit] = minutes < 90 ? [minutes, "minute"] : [Math.round(minutes / 60), "hour"]
  const time = number(value, { style: "unit", unit, unitDisplay: "short" })
  return resolved ? t("after {time}", { time }) : t("open for {time}", { time })
}

/** @param {Context} context @param {State} now */
const holder = (context, { taken_by: id }) => {
  const person = row("person", id)
  const name = context.nameOf(`person:${id}`)
  return html`<div class="row"><span class="ava" aria-hidden="true">${icon("circle-user")}</span><div class="grow"><b>${t("{name} has it", { name })}</b>${
    person?.function ? html`<div class="small muted">${person.function}</div>` : nothing}</div>${
    person?.phone ? html`<a class="btn btn--s btn--icon" aria-label=${t("Call {name}", { name })} href=${dialled(person.phone)}>${icon("phone")}</a>` : nothing}</div>`
}

/** @param {Context} context @param {State} now */
const photos = (context, { photos: found }) => (found.length ? html`<div class="photos">${found.map((/** @type {string} */ sha256, /** @type {number} */ at) =>
  picture(context, sha256, t("Photo {count} of {total}", { count: at + 1, total: found.length })))}</div>` : nothing)

/** @param {Context} context @param {State} now */
const foot = (context, now) => {
  const open = isOpen(now)
  const primary = !open ? nothing : now.taken === null ? act(context, "Taken", "hand", t("I take it")) : act(context, "Resolved", "check", t("Mark resolved"))
  return html`<div class="row"><button class="btn btn--3" @click=${() => noteSheet(context, open)}>${icon("message-square")}${t("Note")}</button>
    ${open ? html`<button class="btn btn--3" @click=${() => shoot(context)}>${icon("camera")}${t("Photo")}</button>` : nothing}${others(context, now)}</div>${primary}`
}

/** What else may be said of it now. @param {Context} context @param {State} now */
const others = (context, now) => {
  const small = (/** @type {string} */ kind, /** @type {string} */ shape, /** @type {string} */ words) => html`<button class="btn btn--3" @click=${() => tell(context, kind)}>${icon(shape)}${words}</button>`
  if (!isOpen(now)) return context.may("lead") ? small("Reopened", "rotate-ccw", t("Reopen")) : nothing
  if (now.taken === null) return small("Resolved", "check", t("Resolved"))
  return now.taken_by === context.me()?.id ? nothing : small("Taken", "hand", t("I take it"))
}

/** @param {Context} context @param {string} kind @param {string} shape @param {string} words */
const act = (context, kind, shape, words) => html`<button class="btn btn--act btn--xl" ?disabled=${context.memory.pressed} @click=${() => press(context, kind)}>${icon(shape)}${words}</button>`

/** The next deed comes up where a thumb just was: a tap this soon after, in ms, was not meant for it. */
const TOO_SOON = 700

/** @param {Context} context @param {string} kind */
const press = (context, kind) => {
  if (context.memory.pressed) return
  const rest = (/** @type {boolean} */ pressed) => { context.memory.pressed = pressed; context.draw() }
  rest(true)
  setTimeout(() => rest(false), TOO_SOON)
  return tell(context, kind)
}

/** @param {Context} context */
const shoot = async (context) => {
  const photo = await context.photo()
  if (photo) await tell(context, "Noted", {}, { photo })
}
