/** The one scanner of this page: camera, hardware scanner and photo lead to the same place. */
import { draw, isOpen, say, shut } from "./frame.js"
import { PhotoError } from "./device/photo.js"
import { Scanner } from "./device/scanner.js"
import { heard } from "./scanning.js"
import { t } from "../core/words.js"

export const scanner = new Scanner(({ text, by }) => {
  // Whoever answers a question does not aim the camera; whoever pulls a trigger means it.
  if (by === "camera" && isOpen()) return scanner.unmute()
  shut()
  queue(text)
})

/** The picture, once for the page: it survives a look at the board. */
export const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true })
video.setAttribute("aria-label", "")
video.setAttribute("aria-hidden", "true")

scanner.addEventListener("change", draw)

/** One scan after another: two codes in quick succession must not overtake each other. @type {Promise<unknown>} */
let last = Promise.resolve()

/** @param {string} text */
const queue = (text) => { last = last.then(() => heard(text)) }

/** @type {Record<string, () => string>} */
const PROBLEMS = {
  "no-code": () => t("No code was found in that photo. Go closer, hold still, try again."),
  "not-a-picture": () => t("That file is no picture this phone can open."),
  heic: () => t("This browser cannot open iPhone photos. Take the photo here instead."),
  "too-large": () => t("That picture is too large for this phone."),
  unable: () => t("This browser cannot read codes from pictures. Type the code."),
}

/** Read the code in a photo that somebody took or picked. @param {Event} event of a file input */
export const fromPhoto = async (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target)
  const [file] = input.files ?? []
  if (!file) return
  try {
    await scanner.photo(file)
  } catch (error) {
    if (!(error instanceof PhotoError)) throw error
    say(PROBLEMS[error.problem](), { tone: "warn" })
  } finally {
    input.value = "" // the same photo may be picked again
  }
}
