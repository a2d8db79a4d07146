/** Which of the phone's lenses to look through, and the choice of the last time. */

import { keep, kept } from "../../core/local.js"

/**
 * @typedef {object} Lens
 * @property {string} id changes when the phone forgets our permission
 * @property {string} label as the phone names it, in its own language
 * @property {"back" | "front" | "unknown"} facing
 */

const KEY = "siteops.lens"

/** The phone's lenses, those at the back first. Empty before the camera was allowed. @returns {Promise<Lens[]>} */
export async function lenses() {
  const devices = await navigator.mediaDevices.enumerateDevices()
  const found = devices.filter((each) => each.kind === "videoinput" && each.deviceId).map(lensOf)
  return found.sort((a, b) => Number(b.facing === "back") - Number(a.facing === "back"))
}

/** The lens chosen on this phone before, null if none. @returns {Pick<Lens, "id" | "label"> | null} */
export function rememberedLens() {
  // What lies there may be an older build's.
  const { id, label } = kept(KEY) ?? {}
  return typeof id === "string" && id ? { id, label: String(label) } : null
}

/** @param {Lens} lens */
export function rememberLens({ id, label }) {
  keep(KEY, { id, label })
}

/** The same lens in the phone's present list: by id, else by its name. @param {Lens[]} among */
export function sameLens(among, { id, label } = { id: "", label: "" }) {
  return among.find((each) => each.id === id) ?? among.find((each) => label !== "" && each.label === label) ?? null
}

/** @param {MediaDeviceInfo} device @returns {Lens} */
function lensOf(device) {
  return { id: device.deviceId, label: device.label, facing: facingOf(device) }
}

/** @param {MediaDeviceInfo} device @returns {Lens["facing"]} */
function facingOf(device) {
  const told = /** @type {{facingMode?: string[]}} */ (
    "getCapabilities" in device ? /** @type {InputDeviceInfo} */ (device).getCapabilities() : {}
  ).facingMode?.[0]
  if (told) return told === "environment" ? "back" : "front"
  if (/back|rear|environment/i.test(device.label)) return "back"
  return /front|user|selfie/i.test(device.label) ? "front" : "unknown"
}
