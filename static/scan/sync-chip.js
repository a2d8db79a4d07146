/** The chip in every header: whether what was done here is with the others, in two words. Pressed, it says why not. */
import { people } from "../core/people.js"
import { age, status } from "../core/status.js"
import { html, icon } from "../core/ui.js"
import { n, t, time } from "../core/words.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/screen.js").Tone} Tone */

/** Pulls come every three seconds; a few may be lost on the way before we speak of it. */
const SILENCE_S = 30

/**
 * How it stands with this phone and the server.
 * @returns {{tone: Tone, shape: string, words: string}}
 */
export const standing = () => {
  const { waiting: own, carried, parked, trouble, sending, full, scarce, cleared, signIn, signedOut, fresh } = status
  const waiting = own + carried
  if (full) return { tone: "stop", shape: "hard-drive", words: t("Storage full") }
  if (cleared) return { tone: "stop", shape: "trash-2", words: t("Was cleared") }
  if (parked) return { tone: "stop", shape: "octagon-alert", words: n("{count} refused", "{count} refused", parked) }
  if (signIn.length || (signedOut && people().length)) return { tone: "warn", shape: "key-round", words: waiting ? t("Sign in to send") : t("Sign in") }
  if (scarce) return { tone: "warn", shape: "hard-drive", words: waiting ? n("{count} waits, almost full", "{count} wait, almost full", waiting) : t("Storage almost full") }
  if (waiting) {
    const stuck = trouble !== null || (!sending && silent())
    return { tone: stuck ? "warn" : "info", shape: stuck ? "cloud-off" : "send", words: n("{count} waiting", "{count} waiting", waiting) }
  }
  if (fresh === null) return { tone: "idle", shape: "circle-dashed", words: t("Connecting") }
  if (silent()) return { tone: "warn", shape: "cloud-off", words: t("No signal since {time}", { time: time(fresh) }) }
  return { tone: "ok", shape: "cloud-check", words: t("Sent") }
}

/** Whether the server has not been heard for longer than a missed answer or two. */
export const silent = () => (age() ?? Infinity) > SILENCE_S

/** The chip as a button that opens the sheet. @param {Context} context */
export const openChip = (context) => {
  const { tone, shape, words } = standing()
  return html`<button class="chip" data-tone=${tone} @click=${() => opened(context)}>${icon(shape)}${words}</button>`
}

/** @param {Context} context */
const opened = async (context) => {
  const { syncSheet } = await import("./sync-sheet.js")
  await syncSheet(context)
}
