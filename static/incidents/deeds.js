/** What somebody does about an incident: says it, adds a note, grades it. */
import { once } from "../core/once.js"
import { html, icon } from "../core/ui.js"
import { t } from "../core/words.js"
import { follow, nothingYet, photoButton, unused, wordsField } from "../core/account.js"
import { SEVERITIES } from "./state.js"
import { severityOf } from "./words.js"

/** @typedef {import("../core/screen.js").Context} Context */

/** Record it of the incident of this page, and say so. @param {Context} context @param {string} kind @param {Record<string, any>} [body] @param {Parameters<Context["record"]>[3]} [beside] */
export const tell = async (context, kind, body = {}, beside = {}) => {
  const entry = await context.record(kind, `incident:${context.key}`, body, beside)
  if (entry) context.say(t("Saved on this phone"), { undo: entry })
  return entry
}

/** Add to the record. @param {Context} context @param {boolean} isOpen */
export const noteSheet = (context, isOpen) => {
  const note = { ...nothingYet(), busy: false }
  context.sheet({
    title: t("Note"), shut: () => unused(note),
    body: () => html`${isOpen ? "" : html`<p class="muted">${t("A note opens it again.")}</p>`}${wordsField(context, note, t("What is there to know?"))}<div class="row">${photoButton(context, note)}</div>`,
    foot: () => html`<button class="btn btn--act btn--xl" ?disabled=${note.busy || !(note.text.trim() || note.photo)} @click=${() => write(context, note)}>${icon("check")}${t("Save the note")}</button>`,
  })
  document.getElementById("account")?.focus()
}

/** @param {Context} context @param {import("../core/account.js").Account & {busy: boolean}} note */
const write = (context, note) => once(note, context.draw, async () => {
  const { photo } = note
  const text = note.text.trim()
  if (!await tell(context, "Noted", {}, { photo, private: text ? { text } : undefined })) return false
  await follow(note, photo, (late) => tell(context, "Noted", {}, { photo: late }))
  context.shut()
  return true
})

/** How bad it is, by somebody who knows. @param {Context} context @param {string} now */
export const gradeSheet = (context, now) => context.sheet({ title: t("How bad is it?"), body: () => html`<div class="stack">${SEVERITIES.map((severity) => {
  const { tone, icon: shape, words } = severityOf(severity)
  return html`<button class="btn" data-tone=${tone} aria-pressed=${String(severity === now)} @click=${() => graded(context, severity)}>${icon(shape)}${words()}</button>`
})}</div>` })

/** @param {Context} context @param {string} severity */
const graded = async (context, severity) => {
  context.shut()
  await tell(context, "Graded", { severity })
}
