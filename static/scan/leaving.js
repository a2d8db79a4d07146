/** Out of the browser, into the app on the home screen: a code that takes somebody along, and what stays behind. */
import { ask } from "../core/api.js"
import { drain } from "../core/drain.js"
import { current } from "../core/people.js"
import { status } from "../core/status.js"
import { html, icon, notice, nothing } from "../core/ui.js"
import { n, t, time } from "../core/words.js"
import { draw } from "./frame.js"

/** @typedef {{code: string, until: string}} Code */

/** @type {Code|"asking"|"failed"|null} */
let mine = null

/** Somebody comes to this screen: an old code may be over. */
export const begin = () => { mine = null }

/** Somebody's code, or the button that makes it. Nothing for nobody. */
export const code = () => (current() ? html`<section class="card stack"><h2>${t("Then come in as yourself")}</h2>
  <p class="muted">${t("The app on the home screen does not know you yet. This code does: type it there.")}</p>
  ${stays()}${mine && typeof mine === "object" ? shown(mine) : button()}</section>` : nothing)

/** What waits here is not in the app: it goes out from here. */
const stays = () => (status.waiting ? notice("warn", html`<strong>${n("{count} entry waits in this browser.", "{count} entries wait in this browser.", status.waiting)}</strong><br>${
  t("They go out from here, not from the app: stay where there is signal until none is left, or open this page again.")}`) : nothing)

/** @param {Code} one */
const shown = (one) => html`<p class="num num--5 mid" translate="no">${one.code.slice(0, 4)} ${one.code.slice(4)}</p>
  <p class="muted mid">${t("Once, until {time}. Whoever types it is you.", { time: time(one.until) })}</p>`

const button = () => html`${mine === "failed" ? notice("warn", t("The code needs a signal. Go where there is some, then try again."), { icon: "wifi-off", alert: true }) : nothing}
  <button class="btn btn--xl" aria-busy=${String(mine === "asking")} @click=${make}>${icon("key-round")}${t("Show my code")}</button>`

/** What waits goes first: whoever moves forgets to look here again. */
const make = async () => {
  mine = "asking"
  draw()
  await drain({ urgent: true })
  const answer = await ask("/api/move/code", { method: "POST" })
  mine = !answer.failed && answer.ours && answer.status === 201 ? answer.body : "failed"
  draw()
}
