/** Bluetooth and USB scanners that act as a keyboard, heard anywhere in the document. */

import { IDLE_MS, SILENCE, STALL_MS, press, quick, scanned, whole } from "./burst.js"

/**
 * Hands every burst of keys that only a scanner can type to `onScan`, until the returned function is called.
 *
 * A scan that runs into a text field is taken out of it again, and its Enter presses no button.
 * @param {(text: string) => void} onScan
 * @returns {() => void}
 */
export function listenForWedge(onScan) {
  const wedge = new Wedge(onScan)
  document.addEventListener("keydown", wedge.press, true)
  return () => {
    document.removeEventListener("keydown", wedge.press, true)
    wedge.forget()
  }
}

class Wedge {
  #onScan
  #burst = SILENCE
  #timer = 0
  #silent_until_ms = 0
  /** @type {Before | null} */
  #before = null

  /** @param {(text: string) => void} onScan */
  constructor(onScan) {
    this.#onScan = onScan
  }

  /** @param {KeyboardEvent} event */
  press = (event) => {
    if (!heard(event)) return
    const began = this.#burst
    const { key, code, shiftKey: shift, timeStamp: at_ms } = event
    const { burst, ended } = press(began, { key, code, shift, at_ms })
    this.#burst = burst
    if (ended) return this.#end(event)
    if (burst.keyed.length === 1 && burst !== began) this.#before = fieldOf(event.target)
    // Space would press the focused button, "/" would open Firefox's search: both are part of a code here.
    if (burst.keyed.length > 2 && !this.#before && quick(burst)) event.preventDefault()
    this.#wait(IDLE_MS)
  }

  forget() {
    clearTimeout(this.#timer)
    this.#burst = SILENCE
    this.#before = null
  }

  /** @param {number} span_ms */
  #wait(span_ms) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      if (span_ms === STALL_MS || whole(this.#burst)) this.#end()
      else this.#wait(STALL_MS)
    }, span_ms)
  }

  /** @param {KeyboardEvent} [event] the key that ended it; none if silence did */
  #end(event) {
    const { last_ms } = this.#burst
    const text = scanned(this.#burst, this.#before !== null)
    const before = this.#before
    this.forget()
    // An Enter that Bluetooth delayed past the end of its scan must press nothing either.
    if (event && (text || event.timeStamp < this.#silent_until_ms)) swallow(event)
    if (!text) return
    this.#silent_until_ms = last_ms + 2 * STALL_MS
    before?.restore()
    this.#onScan(text)
  }
}

/** @param {Event} event */
function swallow(event) {
  event.preventDefault()
  event.stopImmediatePropagation()
}

/** Shortcuts, held keys and half-composed words are no scanner's. @param {KeyboardEvent} event */
const heard = (event) => !event.repeat && !event.isComposing && !event.metaKey && !event.ctrlKey

/**
 * @typedef {object} Before what a text field held before a scan ran into it
 * @property {() => void} restore
 */

/** The text field that keys go into, null if none. @param {EventTarget | null} target @returns {Before | null} */
function fieldOf(target) {
  if (target instanceof HTMLElement && target.isContentEditable) return { restore: () => {} }
  const text = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && TEXT.has(target.type))
  if (!text) return null
  const { value } = target
  return {
    restore() {
      target.value = value
      target.dispatchEvent(new Event("input", { bubbles: true }))
    },
  }
}

const TEXT = new Set(["text", "search", "tel", "url", "email", "password", "number"])
