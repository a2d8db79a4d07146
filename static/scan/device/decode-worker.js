/** Reads codes off the page's own thread: pictures in, readings out. */

import { loadReader } from "./reader.js"

/**
 * @typedef {import("./reader.js").Reading} Reading
 *
 * @typedef {object} Question
 * @property {number} id
 * @property {ImageBitmap | ImageData} picture
 * @property {import("./reader.js").Wish} wish
 *
 * @typedef {{kind: "ready"} | {kind: "failed", reason: string}
 *   | {kind: "read", id: number, readings: Reading[], took_ms: number}
 *   | {kind: "unread", id: number, reason: string}} Answer
 */

/** @type {OffscreenCanvasRenderingContext2D | null} */
let easel = null

const loading = loadReader()

/** @param {Answer} answer */
const say = (answer) => self.postMessage(answer)

/** @param {Question} question */
async function answer({ id, picture, wish }) {
  try {
    const read = await loading
    const began_ms = performance.now()
    const readings = await read(pixelsOf(picture), wish)
    say({ kind: "read", id, readings, took_ms: performance.now() - began_ms })
  } catch (error) {
    say({ kind: "unread", id, reason: String(error) })
  }
}

/** @param {ImageBitmap | ImageData} picture */
function pixelsOf(picture) {
  if (picture instanceof ImageData) return picture
  const { width, height } = picture
  if (easel?.canvas.width !== width || easel.canvas.height !== height) {
    easel = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true })
  }
  if (!easel) throw new Error("no canvas in a worker")
  easel.drawImage(picture, 0, 0)
  picture.close()
  return easel.getImageData(0, 0, width, height)
}

self.addEventListener("message", (/** @type {MessageEvent<Question>} */ event) => answer(event.data))

try {
  await loading
  say({ kind: "ready" })
} catch (error) {
  say({ kind: "failed", reason: String(error) })
}
