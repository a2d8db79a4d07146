/** Every incident: the open ones, the gravest first, and who has each; those that are over below. */
import { status } from "../core/status.js"
import { age, chip, empty, html, icon, nothing, repeat } from "../core/ui.js"
import { n, relative, t, time } from "../core/words.js"
import { call } from "./calls.js"
import { doubt, isFresh } from "./freshness.js"
import { account, known, numberOf } from "./known.js"
import { inOrder, isOpen } from "./rules.js"
import { kindOf, severityOf } from "./words.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("./known.js").Incident} Incident */

/** Characters of an account that a list shows. */
const BRIEF = 56

/** @type {import("../core/screen.js").Screen} */
export const list = {
  show: (context) => {
    const all = inOrder(known())
    const open = all.filter(({ state }) => isOpen(state))
    return {
      title: t("Incidents"), back: "#board",
      main: html`${doubt()}${open.length ? cards(context, open) : none(context, all.length)}${over(context, all.slice(open.length))}`,
      foot: html`<a class="btn btn--slab" href="#report">${icon("siren")}${t("Report an incident")}</a>`,
    }
  },
}

/** @param {Context} context @param {Incident[]} open */
const cards = (context, open) => html`<div class="card card--flush list">${repeat(open, ({ key }) => key, (one) => line(context, one))}</div>${age(status.fresh)}`

/** @param {Context} context @param {Incident} incident */
const line = (context, incident) => {
  const { key, state } = incident
  const { tone, icon: shape, words } = severityOf(state.severity)
  return html`<a href="#incident/${key}"><span class="tone-${tone}">${icon(kindOf(state.kind).icon, { size: "l" })}</span>
    <span class="grow stack gap-s"><b>${brief(heading(context, incident))}</b><span class="muted small">${[...account(context, incident) ? [kindOf(state.kind).words()] : [], ...whereOf(context, state), ago(context, state.reported)].join(" · ")}</span>
    <span class="row row--wrap small">${chip(words(), tone, { icon: shape })}${holder(context, state)}${numberOf(key) === null ? chip(t("Not sent yet"), "info", { icon: "smartphone" }) : nothing}</span></span>${
    icon("chevron-right", { turn: true })}</a>`
}

/** Its number and what was written, as far as the reader may know. @param {Context} context @param {Incident} incident */
export const heading = (context, incident) => {
  const number = numberOf(incident.key)
  const words = account(context, incident) || kindOf(incident.state.kind).words()
  return number === null ? words : `${number} · ${words}`
}

/** As much of it as two lines hold. @param {string} words */
const brief = (words) => (words.length > BRIEF ? `${words.slice(0, BRIEF - 1).trimEnd()}…` : words)

/** What and where. @param {Context} context @param {Incident} incident */
export const about = (context, { state }) => [kindOf(state.kind).words(), ...whereOf(context, state)].join(" · ")

/** @param {Context} context @param {import("../core/types.js").State} state */
const whereOf = (context, { place }) => (place === null ? [] : [context.nameOf(place)])

/** @param {Context} context @param {string} at */
const ago = (context, at) => relative((Date.parse(at) - context.now()) / 1000)

/** @param {Context} context @param {import("../core/types.js").State} state */
const holder = (context, state) => {
  if (state.resolved !== null) return t("Resolved at {time}", { time: time(state.resolved) })
  return state.taken === null ? t("Nobody has it yet") : t("{name} has it", { name: context.nameOf(`person:${state.taken_by}`) })
}

/** None, as surely as this phone can say it. @param {Context} context @param {number} over */
const none = (context, over) => {
  const ended = over ? n("{count} resolved.", "{count} resolved.", over) : nothing
  if (isFresh()) return empty("circle-check", t("No open incidents"), ended, { tone: "ok", more: age(status.fresh) })
  const heading = status.fresh === null ? t("None known yet") : t("None known at {time}", { time: time(status.fresh) })
  return empty("circle-question-mark", heading, t("If in doubt, ask control."), { tone: "warn", more: call(context, "control") })
}

/** @param {Context} context @param {Incident[]} ended */
const over = (context, ended) => (ended.length ? html`<details class="card card--flush"><summary class="cardhead">${n("{count} resolved", "{count} resolved", ended.length)}<span class="push">${icon("chevron-down")}</span></summary>
  <div class="list">${repeat(ended, ({ key }) => key, (one) => line(context, one))}</div></details>` : nothing)
