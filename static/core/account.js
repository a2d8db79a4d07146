/** What somebody adds to an incident or a case: words, which leads read and crew do not, and one photo. */
import { html, icon } from "./ui.js"
import { t } from "./words.js"

/** @typedef {import("./screen.js").Context} Context */
/** `url`: shows `photo` on this page. `changed`: told of each change, by its name; a picture shows once that has answered. @typedef {{text: string, photo: Blob|null, url: string,
 *   changed?: (what: "text"|"photo") => unknown}} Account */

/** The log keeps more; a thumb writes less. */
const LONGEST = 2000

/** @returns {Account} */
export const nothingYet = () => ({ text: "", photo: null, url: "" })

/** Give back what showed its photo. @param {Account} [account] */
export const unused = (account) => { if (account?.url) URL.revokeObjectURL(account.url) }

/**
 * All else is said: a picture that a slow phone has ready only now goes by itself.
 * @param {Account} account
 * @param {Blob|null} told the picture that went along
 * @param {(photo: Blob) => unknown} add
 */
export const follow = async (account, told, add) => {
  account.changed = (what) => what === "photo" && account.photo && add(account.photo)
  if (account.photo !== told) await account.changed("photo")
}

/** Takes a photo; then shows it, and takes it away again. @param {Context} context @param {Account} account */
export const photoButton = (context, account) => (account.photo
  ? html`<button class="btn grow" aria-label=${t("Remove the photo")} @click=${() => put(context, account, null)}><img class="thumb" src=${account.url} alt="">${icon("x")}</button>`
  : html`<button class="btn grow" @click=${() => take(context, account)}>${icon("camera")}${t("Photo")}</button>`)

/** @param {Context} context @param {Account} account */
const take = async (context, account) => {
  const photo = await context.photo()
  if (photo) await put(context, account, photo)
}

/** @param {Context} context @param {Account} account @param {Blob|null} photo */
const put = async (context, account, photo) => {
  unused(account)
  Object.assign(account, pictured(photo))
  await account.changed?.("photo")
  context.draw()
}

/** A photo and what shows it. @param {Blob|null} photo */
export const pictured = (photo) => ({ photo, url: photo ? URL.createObjectURL(photo) : "" })

/** @param {Context} context @param {Account} account @param {string} label */
export const wordsField = (context, account, label) => html`<div class="field"><label for="account">${label}</label>
  <p class="hint" id="account-hint">${t("Leads read it, and you. Crew do not.")}</p>
  <textarea class="input" id="account" aria-describedby="account-hint" maxlength=${LONGEST} .value=${account.text} @input=${(/** @type {InputEvent} */ event) => typed(event, context, account)}></textarea></div>`

/** @param {InputEvent} event @param {Context} context @param {Account} account */
const typed = (event, context, account) => {
  account.text = /** @type {HTMLTextAreaElement} */ (event.target).value
  account.changed?.("text")
  context.draw()
}
