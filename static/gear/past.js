/** All that happened to a case. */
import { html, nothing } from "../core/ui.js"
import { told } from "../core/telling.js"
import { timeline } from "../core/timeline.js"

/** @typedef {import("../core/screen.js").Context} Context */

/** @type {Record<string, import("../core/screen.js").Tone>} */
const TONES = { Held: "stop", Damaged: "warn", Undone: "idle", LeftHere: "warn", Remarked: "idle" }

/** @param {Context} context */
export const past = (context) => timeline(context, (entry) => {
  const { icon, brief } = told(entry)
  const more = entry.private?.text ? html`<p class="said small">${entry.private.text}</p>` : nothing
  return { icon, words: brief, tone: TONES[entry.kind], more }
})
