/** Into an app that knows nobody yet: a code from the browser where somebody already is. */
import { ask } from "../core/api.js"
import { html, icon, nothing } from "../core/ui.js"
import { n, t } from "../core/words.js"
import { draw } from "./frame.js"

let wrong = ""
let busy = false

/** Where the code is typed. */
export const codeForm = () => html`<form class="card stack" @submit=${enter}>
  <div class="field"><label for="f-code">${t("I have a code")}</label>
  <p class="hint" id="f-code-hint">${t("From SiteOps in the browser: More, Add to the home screen, Show my code.")}</p>
  <input class="input input--l" id="f-code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="20"
    required aria-invalid=${wrong ? "true" : nothing} aria-describedby=${wrong ? "f-code-hint f-code-error" : "f-code-hint"}>
  ${wrong ? html`<p class="error" id="f-code-error" role="alert">${icon("octagon-alert")}${wrong}</p>` : nothing}</div>
  <button class="btn btn--act btn--xl" aria-busy=${String(busy)}>${icon("log-in")}${t("Come in")}</button></form>`

/** @param {Event} event */
const enter = async (event) => {
  event.preventDefault()
  if (busy) return
  const code = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("code"))
  busy = true
  draw()
  const answer = await ask("/api/move", { method: "POST", type: "application/json", body: JSON.stringify({ code }) })
  busy = false
  wrong = answer.failed || !answer.ours ? t("SiteOps cannot be reached. The code still holds: try again where there is signal.") : said(answer)
  draw()
  if (!wrong) location.replace("/field")
}

/** What is wrong with the code; empty: nothing. @param {{status?: number, retryAfter?: number|null}} answer */
const said = ({ status = 0, retryAfter = null }) => {
  if (status === 204) return ""
  const minutes = Math.ceil((retryAfter ?? 60) / 60)
  if (status === 429) return n("Too many wrong tries. Try again in {count} minute.", "Too many wrong tries. Try again in {count} minutes.", minutes)
  return status === 404 ? t("This code opens nothing: a slip of the hand, or it was used, or its 15 minutes are over.") : t("That did not work. Try it again.")
}
