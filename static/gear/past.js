/** All that happened to a case. */
import { told } from "../core/telling.js"
import { timeline } from "../core/timeline.js"

/** @typedef {import("../core/screen.js").Context} Context */

/** @type {Record<string, import("../core/screen.js").Tone>} */
const TONES = { Held: "stop", Damaged: "warn", Undone: "idle", LeftHere: "warn" }

/** @param {Context} context */
export const past = (context) => timeline(context, (entry) => {
  const { icon, brief } = told(entry)
  return { icon, words: brief, tone: TONES[entry.kind] }
})
