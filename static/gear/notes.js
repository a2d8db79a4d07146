/** A line or a picture on a case, for whoever handles it next. */
import { follow, nothingYet, photoButton, unused, wordsField } from "../core/account.js"
import { once } from "../core/once.js"
import { html, icon } from "../core/ui.js"
import { t } from "../core/words.js"

/** @typedef {import("../core/screen.js").Context} Context */

/** @param {Context} context @param {string} subject */
export const noteSheet = (context, subject) => {
  const note = { ...nothingYet(), busy: false }
  context.sheet({
    title: t("Note"), shut: () => unused(note),
    body: () => html`${wordsField(context, note, t("What should the next one know?"))}<div class="row">${photoButton(context, note)}</div>`,
    foot: () => html`<button class="btn btn--act btn--xl" ?disabled=${note.busy || !(note.text.trim() || note.photo)} @click=${() => write(context, subject, note)}>${icon("check")}${t("Save the note")}</button>`,
  })
  document.getElementById("account")?.focus()
}

/** @param {Context} context @param {string} subject @param {import("../core/account.js").Account & {busy: boolean}} note */
const write = (context, subject, note) => once(note, context.draw, async () => {
  const { photo } = note
  const text = note.text.trim()
  const entry = await context.record("Remarked", subject, {}, { photo, private: text ? { text } : undefined })
  if (!entry) return false
  await follow(note, photo, (late) => context.record("Remarked", subject, {}, { photo: late }))
  context.shut()
  context.say(t("Saved on this phone"), { undo: entry })
  return true
})
