/** The browser's offer to put the app on the home screen: made once, early; kept until somebody wants it. iPhones make none. */

/** @typedef {Event & {prompt: () => Promise<unknown>}} Offer */

/** @type {Offer|null} */
let offer = null

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault()
  offer = /** @type {Offer} */ (event)
})

/** Whether the app already runs from the home screen. */
export const installed = () => matchMedia("(display-mode: standalone)").matches

/** Whether there is one. */
export const offered = () => offer !== null

/** Take it. */
export const accept = async () => {
  await offer?.prompt()
  offer = null
}
