/** Words, numbers and times as a reader expects them. */
import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import { day, direction, n, number, PSEUDO, relative, speak, t, tellTimesIn, time } from "../../../static/core/words.js"

const page = { lang: "", dir: "" }
const polish = {
  plurals: ["one", "few", "many"],
  words: { "Dock {name}": "Rampa {name}", "{count} case": ["{count} skrzynia", "{count} skrzynie", "{count} skrzyń"] },
}

beforeEach(async () => {
  globalThis.document = { documentElement: page }
  globalThis.fetch = async (address) =>
    (String(address).endsWith("/words/pl.json") ? Response.json(polish) : new Response("", { status: 404 }))
  await speak("en")
  tellTimesIn("UTC")
})

test("English is its own catalogue", () => {
  assert.equal(t("Dock {name}", { name: "B" }), "Dock B")
  assert.equal(t("Dock {name}"), "Dock {name}")
  assert.deepEqual([1, 2, 1200].map((count) => n("{count} case", "{count} cases", count)), ["1 case", "2 cases", "1,200 cases"])
})

test("a language has its own words and its own plurals", async () => {
  await speak("pl")
  assert.equal(t("Dock {name}", { name: "B" }), "Rampa B")
  assert.deepEqual([1, 3, 5].map((count) => n("{count} case", "{count} cases", count)), ["1 skrzynia", "3 skrzynie", "5 skrzyń"])
  assert.equal(n("{count} crew", "{count} crew members", 3), "3 crew members")
  assert.equal(page.lang, "pl")
})

test("a language without a catalogue is spoken in English", async () => {
  await speak("de")
  assert.equal(t("Held"), "Held")
})

test("the pseudo-locale turns the page and every word, but no parameter", async () => {
  await speak(PSEUDO)
  assert.deepEqual(page, { lang: "ar", dir: "rtl" })
  assert.equal(t("Go {name}", { name: "LX-7" }), "\u202eGo\u202c LX-7")
  assert.equal(direction("he-IL"), "rtl")
})

test("times are told in the show's zone", () => {
  const at = "2026-11-22T23:30:00.000Z"
  assert.equal(time(at), "23:30")
  tellTimesIn("Europe/Berlin")
  assert.deepEqual([time(at), day(at)], ["00:30", "Mon 23 Nov"])
})

test("how long ago is said in the largest unit that says enough", () => {
  assert.deepEqual([-5, -180, 7200, -259_200].map(relative), ["5 sec ago", "3 min ago", "in 2 hr", "3 days ago"])
  assert.equal(number(1234.5), "1,234.5")
})
