/** Each browser is told its own way onto the home screen. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { platformOf } from "../../static/scan/platforms.js"

const MOBILE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
const DROID = "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko)"
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
const SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15"

/** @type {[string, string, number][]} */
const CASES = [
  ["iphone", `${MOBILE} Version/17.4 Mobile/15E148 Safari/604.1`, 5],
  ["iphone-other", `${MOBILE} CriOS/123.0 Mobile/15E148 Safari/604.1`, 5],
  ["within", `${MOBILE} Mobile/15E148 Instagram 324.0`, 5],
  ["within", `${DROID} Version/4.0 Chrome/123.0 Mobile Safari/537.36; wv)`, 5],
  ["iphone", `${MAC} ${SAFARI}`, 5],
  ["mac", `${MAC} ${SAFARI}`, 0],
  ["desk", `${MAC} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/123.0 Safari/537.36`, 0],
  ["android", `${DROID} Chrome/123.0 Mobile Safari/537.36`, 5],
  ["samsung", `${DROID} SamsungBrowser/24.0 Chrome/117.0 Mobile Safari/537.36`, 5],
  ["firefox-android", "Mozilla/5.0 (Android 14; Mobile; rv:124.0) Gecko/124.0 Firefox/124.0", 5],
  ["firefox", "Mozilla/5.0 (X11; Linux x86_64; rv:124.0) Gecko/20100101 Firefox/124.0", 0],
]

for (const [wanted, agent, touches] of CASES) test(`${wanted}: ${agent.slice(-40)}`, () => assert.equal(platformOf(agent, touches), wanted))
