/** The one scanner of this page: camera, hardware scanner and photo lead to the same place. */
import { isFrame } from "../core/frames.js"
import { hear } from "../core/hub.js"
import { current } from "../core/people.js"
import { draw, isOpen, shut } from "./frame.js"
import { Scanner } from "./device/scanner.js"
import { explain } from "./picture.js"
import { isSeen, outline } from "./outlines.js"
import { heard } from "./scanning.js"
import * as stack from "./stack.js"

export const scanner = new Scanner(({ text, by }) => {
  // Codes of another phone's screen come fast and are about no thing.
  if (isFrame(text)) return void import("./taking.js").then(({ take }) => take(text))
  // Whoever answers a question does not aim the camera; whoever pulls a trigger means it.
  if (by === "camera" && isOpen()) return scanner.unmute()
  if (by === "camera") performance.mark("scan:frame", { startTime: scanner.decoder.looked_ms, detail: scanner.decoder.took_ms })
  shut()
  stack.drop(text)
  queue(text)
}, { several: (readings) => !isOpen() && several(readings) })

/** @param {import("./device/reader.js").Reading[]} readings */
const several = (readings) => {
  const { crop } = scanner.camera
  const taken = stack.look(readings.filter(({ text, corners }) => !isFrame(text) && isSeen(video, corners, crop)))
  if (taken) outline(video, stack.stacked(), crop)
  return taken
}

/** The picture, once for the page: it survives a look at the board. */
export const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true })
video.setAttribute("aria-label", "")
video.setAttribute("aria-hidden", "true")

scanner.addEventListener("change", () => {
  video.style.scale = String(scanner.camera.crop)
  draw()
})

/** Whether the scanner is on screen. */
let attending = false
/** @type {Promise<void>|null} */
let opening = null
/** The camera that was asked for before there was a screen. @type {Promise<void>} */
let early = Promise.resolve()

/** Have the picture before there is a screen, in the shell's own frame; the decoder would only be in the way. */
export const openEarly = () => {
  document.querySelector("#app .cam")?.prepend(video)
  early = scanner.camera.open(video)
}

/** Begin to look. Asked twice it opens once. */
const openEyes = () => (opening ??= early.then(async () => { if (attending) await scanner.open(video) }).finally(() => { opening = null }))

/** The scanner is on screen; nobody is asked for the camera before somebody is known to hold the phone. */
export const attend = async () => {
  attending = true
  scanner.listen()
  await lookUp()
}

/** Another screen comes. */
export const turnAway = () => {
  attending = false
  return scanner.rest()
}

/** Somebody is known to hold the phone now. */
export const lookUp = async () => { if (attending && current()) await openEyes() }

hear("people", () => { if (scanner.camera.state === "closed") void lookUp() })

/** Until the verdict is painted. */
const BREATH_MS = 200

/** One scan after another: two codes in quick succession must not overtake each other. @type {Promise<unknown>} */
let last = Promise.resolve()

/** @param {string} text */
const queue = (text) => {
  // A scan that failed has said so; it must not hold up the next one.
  last = last.catch(() => {}).then(() => attended(text))
}

/** Nothing else is looked for while a verdict is being found: on a slow phone each look costs as much as the verdict. @param {string} text */
const attended = async (text) => {
  scanner.decoder.rest()
  try {
    await heard(text)
  } finally {
    // A photo or a hand scanner may have stood in for a camera that comes back later.
    setTimeout(() => { if (attending) scanner.decoder.watch(video) }, BREATH_MS)
  }
}

/** Read the code in a photo that somebody took or picked. @param {Event} event of a file input */
export const fromPhoto = async (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target)
  const [file] = input.files ?? []
  if (!file) return
  try {
    await scanner.photo(file)
  } catch (error) {
    explain(error)
  } finally {
    input.value = "" // the same photo may be picked again
  }
}
