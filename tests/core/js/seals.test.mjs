/** The table of seals that the server makes too. */
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { seal } from "../../../static/core/seals.js"

const cases = JSON.parse(readFileSync(new URL("../../cases/seals.json", import.meta.url), "utf8"))

for (const { name, show, line, secret, seal: wanted } of cases) {
  test(`a phone seals ${name} as the server does`, async () => assert.equal(await seal(show, line, secret), wanted))
}

test("without a secret there is no seal", async () => assert.equal(await seal("demo", "{}", undefined), ""))
