/** What the open lens can do: its light, its zoom, its focus. */

/**
 * What browsers tell of a camera beyond the standard's own list of capabilities.
 * @typedef {object} Optics
 * @property {boolean} [torch]
 * @property {{min: number, max: number, step: number}} [zoom]
 * @property {string[]} [focusMode]
 */

/** Only what the lens says it has; an empty object where the browser tells nothing. @param {MediaStreamTrack | null} track */
export function opticsOf(track) {
  const known = track?.readyState === "live" && typeof track.getCapabilities === "function"
  return /** @type {Optics} */ (known ? track.getCapabilities() : {})
}

/** Sets one thing of the lens, and says whether it did. @param {MediaStreamTrack | null} track @param {object} setting */
export async function setOptics(track, setting) {
  if (!track) return false
  try {
    await track.applyConstraints({ advanced: [/** @type {MediaTrackConstraintSet} */ (setting)] })
    return true
  } catch (error) {
    if (error instanceof DOMException) return false
    throw error
  }
}

/** Phones that came from a photograph may still hold their focus. @param {MediaStreamTrack} track */
export async function keepFocus(track) {
  if (opticsOf(track).focusMode?.includes("continuous")) await setOptics(track, { focusMode: "continuous" })
}
