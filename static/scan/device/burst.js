/** Tells a hardware scanner, which types what it reads, from a hand on a keyboard. Pure: one `press()` a key. */

import { read } from "../../core/codes.js"

/**
 * @typedef {object} Key one key that went down
 * @property {string} key the character, or the name of the key (`KeyboardEvent.key`)
 * @property {string} code the place of the key (`KeyboardEvent.code`); "" where a keyboard tells none
 * @property {boolean} shift
 * @property {number} at_ms
 *
 * @typedef {object} Burst the keys so far
 * @property {string} keyed the characters as this phone's layout has them
 * @property {string} placed the same keys as a United States keyboard has them; scanners leave the factory so
 * @property {number} began_ms
 * @property {number} last_ms
 */

/** @type {Burst} */
export const SILENCE = { keyed: "", placed: "", began_ms: 0, last_ms: 0 }

/** A scanner that sends no Enter is silent this long after a whole label of ours; Bluetooth holds back half of it. */
export const IDLE_MS = 120

/** Bluetooth stalls between two keys; longer than this, and it was two things. */
export const STALL_MS = 250

/** Two reports a key at Bluetooth's interval of 7.5 to 30 ms; a quick typist takes 80 ms or more on the average. */
const PACE_MS = 60

/** Into a text field, where people do type, only what no hand can do is taken for a scan. */
const FIELD_PACE_MS = 35
const FIELD_LEAST = 8

/** The shortest asset number worth listening for. */
const LEAST = 4

const ENDS = new Set(["Enter", "Tab"])

/**
 * The burst after this key, and whether the key ended it.
 * @param {Burst} burst
 * @param {Key} key
 * @returns {{burst: Burst, ended: boolean}}
 */
export function press(burst, key) {
  const stalled = burst.keyed !== "" && key.at_ms - burst.last_ms > STALL_MS
  if (ENDS.has(key.key)) return { burst: stalled ? SILENCE : burst, ended: !stalled }
  if (key.key === "Shift" || key.key === "CapsLock") return { burst, ended: false }
  const placed = onPlainKeyboard(key)
  if (key.key.length !== 1 && !(key.key === "Dead" && placed)) return { burst: SILENCE, ended: false }
  const before = stalled || burst.keyed === "" ? { ...SILENCE, began_ms: key.at_ms } : burst
  const keyed = before.keyed + (key.key.length === 1 ? key.key : placed)
  return { burst: { ...before, keyed, placed: before.placed + (placed || key.key), last_ms: key.at_ms }, ended: false }
}

/**
 * What was scanned, or null if a hand typed it.
 * @param {Burst} burst
 * @param {boolean} in_field whether it went into a text field
 * @returns {string | null}
 */
export function scanned(burst, in_field = false) {
  if (burst.keyed.length < (in_field ? FIELD_LEAST : LEAST)) return null
  if (!quick(burst, in_field ? FIELD_PACE_MS : PACE_MS)) return null
  return (!ours(burst.keyed) && ours(burst.placed) ? burst.placed : burst.keyed).trim()
}

/** Whether the keys came as a scanner sends them. @param {Burst} burst */
export const quick = (burst, pace_ms = PACE_MS) =>
  burst.last_ms - burst.began_ms <= pace_ms * Math.max(0, burst.keyed.length - 1)

/** A whole label of ours, so that nothing more is to come. @param {Burst} burst */
export const whole = (burst) => ours(burst.keyed) || ours(burst.placed)

/** A bare code may still be the beginning of something; a label's address is not. @param {string} text */
const ours = (text) => text.includes("/") && read(text).kind !== "text"

const PLAIN = new Map([
  ["Minus", "-_"], ["Equal", "=+"], ["BracketLeft", "[{"], ["BracketRight", "]}"], ["Backslash", "\\|"],
  ["Semicolon", ";:"], ["Quote", "'\""], ["Backquote", "`~"], ["Comma", ",<"], ["Period", ".>"], ["Slash", "/?"],
  ["Space", "  "], ["Digit0", "0)"], ["Digit1", "1!"], ["Digit2", "2@"], ["Digit3", "3#"], ["Digit4", "4$"],
  ["Digit5", "5%"], ["Digit6", "6^"], ["Digit7", "7&"], ["Digit8", "8*"], ["Digit9", "9("],
])

/** The character of that place on a United States keyboard, "" if none. @param {Key} key */
function onPlainKeyboard({ key, code, shift }) {
  if (/^Key[A-Z]$/.test(code)) return shift ? code[3] : code[3].toLowerCase()
  if (/^Numpad/.test(code)) return key.length === 1 ? key : ""
  return PLAIN.get(code)?.[shift ? 1 : 0] ?? ""
}
