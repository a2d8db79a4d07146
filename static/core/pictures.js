/** Pictures of the log on a screen: from this phone while they wait on it, else from the server. */
import { html, icon } from "./ui.js"
import { t } from "./words.js"
import { show } from "./world.js"
import { local } from "./photos.js"

/** @typedef {import("./screen.js").Context} Context */

/** Where each picture is, by sha256; "": not reached, null: being looked for. @type {Map<string, string|null>} */
const known = new Map()

/**
 * A picture to press on. `words`: what it shows, for somebody who cannot see it.
 * @param {Context} context
 * @param {string} sha256
 * @param {string} words
 */
export const picture = (context, sha256, words) => {
  const url = addressOf(context, sha256)
  if (!url) return html`<button class="btn" aria-label=${t("{photo}, not here yet", { photo: words })} aria-busy=${String(url === null)}
    @click=${() => again(context, sha256)}>${icon("image")}</button>`
  return html`<button class="btn btn--bare" aria-label=${words} @click=${() => enlarge(context, url, words)}><img src=${url} alt=""
    @error=${() => lost(context, sha256)}></button>`
}

/** @param {Context} context @param {string} url @param {string} words */
const enlarge = (context, url, words) => context.sheet({ title: words, body: () => html`<img src=${url} alt=${words}>` })

/** @param {Context} context @param {string} sha256 */
const addressOf = (context, sha256) => {
  const found = known.get(sha256)
  if (found === undefined) void find(context, sha256)
  return found ?? null
}

/** @param {Context} context @param {string} sha256 */
const find = async (context, sha256) => {
  known.set(sha256, null)
  const here = await local(sha256)
  known.set(sha256, here ? URL.createObjectURL(here) : `/api/shows/${show()}/photos/${sha256}`)
  context.draw()
}

/** It may still be on the phone that took it, or there is no signal. @param {Context} context @param {string} sha256 */
const lost = (context, sha256) => {
  known.set(sha256, "")
  context.draw()
}

/** @param {Context} context @param {string} sha256 */
const again = (context, sha256) => {
  known.delete(sha256)
  context.draw()
}

/** Look again for those that could not be reached, on another visit. */
export const retry = () => {
  for (const [sha256, url] of known) if (url === "") known.delete(sha256)
}
