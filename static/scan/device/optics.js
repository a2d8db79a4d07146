/** What the open lens can do: its light, its zoom, its focus. */

/**
 * What browsers tell of a camera beyond the standard's own list of capabilities.
 * @typedef {object} Optics
 * @property {boolean} [torch]
 * @property {{min: number, max: number, step: number}} [zoom]
 * @property {string[]} [focusMode]
 *
 * @typedef {{torch?: boolean, zoom?: number, focusMode?: "continuous"}} Setting
 */

/**
 * Only what the lens says it has; an empty object where the browser tells nothing.
 * @param {MediaStreamTrack | null} track
 */
export function opticsOf(track) {
  const known = track?.readyState === "live" && typeof track.getCapabilities === "function"
  return /** @type {Optics} */ (known ? track.getCapabilities() : {})
}

/** How many times nearer, where the lens itself cannot: the middle of a finer picture. */
const FACTORS = [1, 2, 4]

/** Factors to choose from; the lens's own as far as they reach. @param {Optics} optics */
export const factors = ({ zoom }) => (zoom ? FACTORS.filter((factor) => factor >= zoom.min && factor <= zoom.max) : FACTORS)

/**
 * Sets these things of the lens and no others, and says whether it did: a browser forgets what is not said again.
 * @param {MediaStreamTrack | null} track
 * @param {Setting} setting
 * @param {MediaTrackConstraints} size of the picture
 */
export async function setOptics(track, setting, size) {
  if (!track) return false
  try {
    await track.applyConstraints({ ...size, advanced: [/** @type {MediaTrackConstraintSet} */ (setting)] })
    return true
  } catch (error) {
    if (error instanceof DOMException) return false
    throw error
  }
}
