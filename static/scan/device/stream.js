/** Getting the camera's stream, and showing it. */

/** @typedef {import("./lens.js").Lens} Lens */

/** Enough for a label a third of the picture wide; more only costs time and warmth. */
const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } }

/** A wish that no camera of this phone meets. */
const UNMET = new Set(["NotFoundError", "OverconstrainedError"])

/**
 * The stream of that lens, or of one at the back. Rejects with what the browser says (`NotAllowedError`…).
 * @param {Pick<Lens, "id"> | null} lens
 * @returns {Promise<MediaStream>}
 */
export async function streamFrom(lens) {
  const { mediaDevices } = navigator
  try {
    if (lens) return await mediaDevices.getUserMedia({ audio: false, video: { ...SIZE, deviceId: { exact: lens.id } } })
  } catch (error) {
    // The lens of last time is gone, or the phone has given it another id: any at the back will do.
    if (!UNMET.has(/** @type {Error} */ (error).name)) throw error
  }
  return mediaDevices.getUserMedia({ audio: false, video: { ...SIZE, facingMode: { ideal: "environment" } } })
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
