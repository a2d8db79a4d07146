/** Words, numbers and times as a reader expects them. */
import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { beforeEach, test } from "node:test"
import { bytes, day, direction, n, number, PSEUDO, relative, speak, t, tenths, time, weekday } from "../../../static/core/words.js"
import { tellTimesIn } from "../../../static/core/zone.js"

const page = { lang: "", dir: "" }
const folder = new URL("../../../static/words/", import.meta.url)
const languages = ["en", ...readdirSync(folder).map((name) => name.replace(".json", ""))]
const polish = {
  plurals: ["one", "few", "many"],
  words: { "Dock {name}": "Rampa {name}", "{count} case": ["{count} skrzynia", "{count} skrzynie", "{count} skrzyń"] },
}

beforeEach(async () => {
  globalThis.document = { documentElement: page }
  globalThis.fetch = async (address) =>
    (String(address).endsWith("/words/pl.json") ? Response.json(polish) : new Response("", { status: 404 }))
  globalThis.localStorage = { getItem: () => null, setItem: () => {} }
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

for (const language of languages) {
  const locale = language === "en" ? "en-GB" : language
  test(`${language}: numbers and times as the browser itself would write them`, async () => {
    globalThis.fetch = async (address) => new Response(readFileSync(new URL(address)))
    await speak(language)
    const numbers = [0, 7, 999, 1000, 10_000, 123_456, 1_234_567, 1_234_567_890]
    assert.deepEqual(numbers.map((one) => number(one)), numbers.map((one) => one.toLocaleString(locale)))
    const rates = [0, 0.04, 0.05, 0.25, 0.95, 1, 1.5, 9.96, 12.34, 1234.56]
    assert.deepEqual(rates.map(tenths), rates.map((one) => one.toLocaleString(locale, { maximumFractionDigits: 1 })))
    const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Asia/Kathmandu" })
    tellTimesIn("Asia/Kathmandu")
    const hours = Array.from({ length: 30 }, (_, hour) => Date.UTC(2026, 10, 22, hour, 7))
    assert.deepEqual(hours.map(time), hours.map((at) => clock.format(at)))
    const days = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "Asia/Kathmandu" })
    const week = Array.from({ length: 60 }, (_, n) => Date.UTC(2026, 10, 22, 3 * n))
    assert.deepEqual(week.map(weekday), week.map((at) => days.format(at)))
  })
}

test("sizes are told in the unit that people buy them in", () => {
  assert.deepEqual([250_000, 3_450_000, 48_600_000, 2_340_000_000].map(bytes), ["0.3 MB", "3.5 MB", "49 MB", "2.3 GB"])
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
