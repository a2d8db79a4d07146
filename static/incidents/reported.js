/** "It is reported": what was said, whether it has left this phone, whom to call, and the way back. */
import { own } from "../core/world.js"
import { chip, empty, html, icon, notice, nothing } from "../core/ui.js"
import { t, time } from "../core/words.js"
import { call, calls } from "./calls.js"
import { calls as callsFor } from "./rules.js"
import { kindOf, severityOf } from "./words.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/types.js").Own & {counts: boolean}} Mine */

/** @type {import("../core/screen.js").Screen} */
export const reported = {
  show: (context) => {
    const mine = own().find(({ entry }) => entry.kind === "Reported" && entry.subject === `incident:${context.key}`)
    if (!mine) return { title: t("Reported"), back: "#incidents", main: empty("circle-check", t("Reported"), t("The list has all of them.")) }
    return mine.counts ? said(context, mine) : takenBack(context)
  },
}

/** @param {Context} context @param {Mine} mine @returns {import("../core/screen.js").View} */
const said = (context, { entry, phase }) => {
  const { kind, severity, place } = entry.body
  const facts = [severityOf(severity).words(), ...place ? [context.nameOf(place)] : [], time(entry.at)]
  const whom = callsFor(kind)
  return {
    title: t("Reported"), tabs: false, chip: null,
    main: empty("circle-check", t("{kind} reported", { kind: kindOf(kind).words() }), facts.join(" · "),
      { tone: "ok", more: html`${standing(phase)}${whom.length ? calls(context, whom) : unsent(context, phase)}` }),
    foot: html`<div class="row"><button class="btn btn--3" @click=${() => undone(context, entry)}>${icon("undo-2", { turn: true })}${t("Undo")}</button>
      <a class="btn btn--3" href="#incident/${context.key}">${icon("pencil")}${t("Add to it")}</a></div>
      <a class="btn btn--act btn--xl" href="#scan">${icon("scan-line")}${t("Back to scanning")}</a>`,
  }
}

/** @param {string} phase */
const standing = (phase) => {
  if (phase === "sent") return chip(t("Sent"), "ok", { icon: "cloud-check" })
  return phase === "waiting" ? chip(t("On this phone"), "info", { icon: "smartphone" }) : chip(t("Refused"), "stop")
}

/** Nobody else knows yet. @param {Context} context @param {string} phase */
const unsent = (context, phase) => (phase === "sent" ? nothing
  : html`${notice("info", t("It goes by itself with the next signal. If it cannot wait, call."), { icon: "cloud-off" })}${call(context, "control")}`)

/** @param {Context} context @param {{id: string, subject: string}} entry */
const undone = async (context, entry) => {
  const undo = await context.undo(entry)
  if (undo) context.say(t("Taken back"), { undo })
}

/** @param {Context} context @returns {import("../core/screen.js").View} */
const takenBack = (context) => ({
  title: t("Taken back"), tabs: false,
  main: empty("undo-2", t("Taken back"), t("The log keeps that it was said and taken back.")),
  foot: html`<a class="btn" href="#report">${icon("siren")}${t("Report something else")}</a>
    <button class="btn btn--act btn--xl" @click=${() => context.go("#scan")}>${icon("scan-line")}${t("Back to scanning")}</button>`,
})
