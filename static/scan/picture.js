/** Takes a picture for an entry: from the camera or the phone's album, made small, without what cameras write into files. */
import { t } from "../core/words.js"
import { PhotoError, preparePhoto } from "./device/photo.js"
import { say } from "./frame.js"

/** @type {Record<import("./device/photo.js").PhotoProblem, () => string>} */
const PROBLEMS = {
  "no-code": () => t("No code was found in that photo. Go closer, hold still, try again."),
  "not-a-picture": () => t("That file is no picture this phone can open."),
  heic: () => t("This browser cannot open iPhone photos. Take the photo here instead."),
  "too-large": () => t("That picture is too large for this phone."),
  unable: () => t("This browser cannot read codes from pictures. Type the code."),
}

/** Say why a picture is of no use. Throws what is no fault of the picture. @param {unknown} error */
export const explain = (error) => {
  if (!(error instanceof PhotoError)) throw error
  say(PROBLEMS[error.problem](), { tone: "warn" })
}

/**
 * A picture for `record()`. Null: nobody took one, or it is of no use, which was said.
 * @param {{camera?: boolean}} [how] `camera`: what is before the phone now, not what lies in its album
 * @returns {Promise<Blob|null>}
 */
export const photo = async ({ camera = false } = {}) => {
  const file = await picked(camera)
  try {
    return file && (await preparePhoto(file)).blob
  } catch (error) {
    explain(error)
    return null
  }
}

/** The phone's own way to take or choose one. @param {boolean} camera @returns {Promise<File|null>} */
const picked = (camera) => new Promise((resolve) => {
  const input = Object.assign(document.createElement("input"), { type: "file", accept: "image/*", hidden: true })
  if (camera) input.setAttribute("capture", "environment")
  const done = () => {
    input.remove()
    resolve(input.files?.[0] ?? null)
  }
  // Browsers before the `cancel` event never answer for a chooser that was closed; nobody waits for more than this.
  input.addEventListener("change", done)
  input.addEventListener("cancel", done)
  document.body.append(input) // iOS forgets an input that is nowhere in the page while its camera is open
  input.click()
})
