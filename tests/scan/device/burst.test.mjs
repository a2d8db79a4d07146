/** A hardware scanner told from a hand, whatever keyboard either believes to have. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { SILENCE, press, scanned, whole } from "../../../static/scan/device/burst.js"

const LABEL = "HTTPS://SITEOPS.EXAMPLE/Q/7K3M9QXZ"
const PLACES = { ":": ["Semicolon", true], "/": ["Slash", false], ".": ["Period", false], "-": ["Minus", false] }

/** The keys a scanner with the layout of the United States presses, and what layout `seen` makes of them. */
function keys(text, pace_ms, seen = (key) => key) {
  return [...text].map((char, at) => {
    const letter = /[A-Z]/i.test(char)
    const [code, shift] = letter ? [`Key${char.toUpperCase()}`, char !== char.toLowerCase()]
      : /\d/.test(char) ? [`Digit${char}`, false] : (PLACES[char] ?? ["", false])
    return { key: seen(char), code, shift, at_ms: 1000 + at * pace_ms }
  })
}

const after = (pressed, burst = SILENCE) => pressed.reduce((state, key) => press(state, key).burst, burst)
const german = (char) => ({ Y: "Z", Z: "Y", ":": "Ö", "/": "-", "-": "ß" })[char] ?? char
const FRENCH = { Q: "A", A: "Q", W: "Z", Z: "W", M: "?", ":": "M", "/": "!", ".": ":", 7: "è", 3: "\"", 9: "ç" }
const french = (char) => FRENCH[char] ?? char
const shifted = (pressed) => pressed.flatMap((key) => [{ ...key, key: "Shift" }, key])
const dead = (char) => (char === ":" ? "Dead" : char)

for (const [name, pressed, text, in_field] of [
  ["a scanner on a cable", keys(LABEL, 6), LABEL],
  ["a scanner on Bluetooth", keys(LABEL, 45), LABEL],
  ["an asset number of another firm", keys("LX-0108", 12), "LX-0108"],
  ["a German phone, a scanner from the factory", keys(LABEL, 12, german), LABEL],
  ["a French phone, a scanner from the factory", keys(LABEL, 12, french), LABEL],
  ["a layout where the colon waits for a letter", keys(LABEL, 12, dead), LABEL],
  ["a keyboard that tells no places", keys(LABEL, 12).map((key) => ({ ...key, code: "" })), LABEL],
  ["a scanner that presses Shift like a hand", shifted(keys("LX-0108", 12)), "LX-0108"],
  ["quick typing", keys("catering", 85), null],
  ["three keys at once", keys("abc", 5), null],
  ["a scan into a text field", keys(LABEL, 12), LABEL, true],
  ["quick typing into a text field", keys("catering van", 60), null, true],
  ["a short number into a text field", keys("LX-0108", 12), null, true],
]) {
  test(`${name}: ${text ?? "no scan"}`, () => assert.equal(scanned(after(pressed), in_field), text))
}

test("Enter and Tab end a scan, a letter does not", () => {
  const burst = after(keys(LABEL, 12))
  const at_ms = burst.last_ms + 12
  for (const key of ["Enter", "Tab"]) assert.ok(press(burst, { key, code: key, shift: false, at_ms }).ended)
  assert.ok(!press(burst, { key: "a", code: "KeyA", shift: false, at_ms }).ended)
})

test("Enter long after the last key ends nothing", () => {
  const burst = after(keys(LABEL, 12))
  assert.ok(!press(burst, { key: "Enter", code: "Enter", shift: false, at_ms: burst.last_ms + 2000 }).ended)
})

test("a pause begins anew, so that a typed word does not stick to a scan", () => {
  const typed = after(keys("ab", 120))
  const later = keys(LABEL, 12).map((key) => ({ ...key, at_ms: key.at_ms + 5000 }))
  assert.equal(scanned(after(later, typed)), LABEL)
})

test("an arrow key is no scanner's", () => {
  const burst = after(keys("LX-0", 12))
  const arrow = { key: "ArrowLeft", code: "ArrowLeft", shift: false, at_ms: burst.last_ms + 12 }
  assert.equal(press(burst, arrow).burst, SILENCE)
})

test("a label of ours is known to be whole, a bare number is not", () => {
  assert.ok(whole(after(keys(LABEL, 12))))
  assert.ok(whole(after(keys(LABEL, 12, german))))
  assert.ok(!whole(after(keys(LABEL.slice(0, -1), 12))))
  assert.ok(!whole(after(keys("7K3M9QXZ", 12))))
})
