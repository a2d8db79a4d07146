/** Getting the camera's stream, and showing it. */

/** @typedef {import("./lens.js").Lens} Lens */

/**
 * The picture to ask for. Seen whole, 1280 pixels are enough for a label a third of it wide; more only costs time and
 * warmth. Where only its middle is looked at, that many times more.
 */
export const sizeFor = (crop = 1) => ({ width: { ideal: 1280 * crop }, height: { ideal: 720 * crop } })

/** What the names of a browser's refusals mean. @type {Record<string, "refused" | "in-use" | "missing">} */
export const FAILURES = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotReadableError: "in-use",
  AbortError: "in-use",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
}

/**
 * The stream of that lens, or of one at the back. Rejects with what the browser says (`NotAllowedError`…).
 * @param {Pick<Lens, "id"> | null} lens
 * @returns {Promise<MediaStream>}
 */
export async function streamFrom(lens) {
  const { mediaDevices } = navigator
  try {
    if (lens) return await mediaDevices.getUserMedia({ audio: false, video: { ...sizeFor(), deviceId: { exact: lens.id } } })
  } catch (error) {
    // The lens of last time is gone, or the phone has given it another id: any at the back will do.
    if (FAILURES[/** @type {Error} */ (error).name] !== "missing") throw error
  }
  return mediaDevices.getUserMedia({ audio: false, video: { ...sizeFor(), facingMode: { ideal: "environment" } } })
}

/** Shows the stream; settles once a picture is there. @param {HTMLVideoElement} video @param {MediaStream} stream */
export async function play(video, stream) {
  // iOS opens its own player over the page unless the picture is muted and inline.
  Object.assign(video, { muted: true, playsInline: true, autoplay: true, srcObject: stream })
  try {
    await video.play()
  } catch (error) {
    // Taken out of the page meanwhile, or kept waiting by a battery saver: `autoplay` goes on when it may.
    if (!(error instanceof DOMException)) throw error
  }
}

/** @param {MediaStream} stream */
export function stop(stream) {
  for (const track of stream.getTracks()) track.stop()
}
