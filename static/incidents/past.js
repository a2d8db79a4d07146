/** What happened to an incident, line by line. */
import { told } from "../core/telling.js"
import { html, nothing } from "../core/ui.js"
import { t } from "../core/words.js"
import { state } from "../core/world.js"
import { kindOf, severityOf } from "./words.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/timeline.js").Told} Told */
/** @typedef {import("../core/timeline.js").Said} Said */

/** @type {Record<string, (context: Context, body: Record<string, any>) => Said>} */
const SAID = {
  Reported: (_, { kind, severity }) => ({ icon: "siren", tone: severityOf(severity).tone, words: t("{kind} reported, {severity}", { kind: kindOf(kind).words(), severity: severityOf(severity).words() }) }),
  Noted: (_, { photo }) => ({ icon: photo ? "camera" : "message-square", tone: "idle", words: photo ? t("Photo added") : t("Note") }),
  Graded: (_, { severity }) => ({ icon: severityOf(severity).icon, tone: severityOf(severity).tone, words: t("Graded: {severity}", { severity: severityOf(severity).words() }) }),
  Taken: () => ({ icon: "hand", tone: "info", words: t("Taken") }),
  Resolved: () => ({ icon: "check-check", tone: "ok", words: t("Resolved") }),
  Reopened: () => ({ icon: "rotate-ccw", tone: "warn", words: t("Opened again") }),
}

/** An entry as the timeline shows it, with what was written if the reader may know it. @param {Context} context @param {Told} entry @returns {Said} */
export const line = (context, entry) => {
  const { icon, brief } = told(entry)
  const said = SAID[entry.kind]?.(context, entry.body) ?? { icon, words: brief, tone: "idle" }
  return { ...said, more: html`${place(context, entry)}${words(context, entry)}` }
}

/** @param {Context} context @param {Told} entry */
const place = (context, { body, kind }) => (kind === "Reported" && body.place ? html`<span class="muted small"> · ${context.nameOf(body.place)}</span>` : nothing)

/** The first account stands above already. @param {Context} context @param {Told} entry */
const words = (context, { by, at, kind, private: secret }) => {
  const isFirst = kind === "Reported" && at === state("incident", context.key).reported
  const mayRead = by === context.me()?.id || context.may("lead")
  return mayRead && !isFirst && secret?.text ? html`<p class="said small">${secret.text}</p>` : nothing
}
