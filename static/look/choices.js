/**
 * What a person chose for their eyes and hands: kept on this phone, applied to `<html data-…>`; `first.js` applies it at start.
 * @typedef {{theme?: "sun" | "dark", gloves?: "on", hand?: "left"}} Choices
 */
import { keep } from "../core/local.js"

/** What is chosen; a key that is not there follows the system. @returns {Choices} */
export const chosen = () => {
  const { theme, gloves, hand } = document.documentElement.dataset
  return /** @type {Choices} */ (Object.fromEntries(Object.entries({ theme, gloves, hand }).filter(([, value]) => value)))
}

/**
 * Choose, at once and for the next start. `undefined` goes back to the system's way.
 * @template {keyof Choices} K
 * @param {K} key
 * @param {Choices[K]} value
 */
export const choose = (key, value) => {
  const { dataset } = document.documentElement
  if (value) dataset[key] = value
  else delete dataset[key]
  keep("look", chosen())
}
