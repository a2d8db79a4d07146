/** Whether what this phone knows of incidents is as true as it gets: only then may it say "none". */
import { age, status } from "../core/status.js"
import { notice, nothing } from "../core/ui.js"
import { html } from "../core/ui.js"
import { t, time } from "../core/words.js"

/** Rows are true for about this long (s): a phone asks every few seconds while it can. */
const FRESH = 60

/** Whether "none" may be said. */
export const isFresh = () => {
  const seconds = age()
  return seconds !== null && seconds < FRESH
}

/** What may be missing, since when. */
export const doubt = () => (isFresh() || status.fresh === null ? nothing : notice("warn", html`<strong>${t("No signal since {time}.", { time: time(status.fresh) })}</strong><br>
  ${t("There may be incidents that this phone hasn't heard of.")}`, { icon: "wifi-off" }))
