/** Tables of cases, read as tests/harness/cases.py reads them: "09:42:07" stands for that instant of the tables' day. */
import { readFileSync } from "node:fs"

/** @param {string} name */
export const cases = (name) => whole(JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), "utf8")))

/** Entries as a table writes them: an id, an author and a phone where it names none. @param {any[]} entries */
export const entries = (entries) =>
  entries.map((one, i) => ({ id: `e${i + 1}`, by: 1, device: "a", n: i + 1, body: {}, ...one }))

/** @param {any} value @returns {any} */
const whole = (value) => {
  if (typeof value === "string") return /^\d\d:\d\d:\d\d$/.test(value) ? `2026-11-22T${value}.000Z` : value
  if (Array.isArray(value)) return value.map(whole)
  if (value === null || typeof value !== "object") return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, whole(one)]))
}
