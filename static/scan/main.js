/** The phone's app: shows at once what the phone knows by itself, then goes online. */
import { install } from "../core/shell.js"
import { connect, start } from "../core/start.js"
import { watch as watchStatus } from "../core/status.js"
import { hear } from "../core/hub.js"
import { rows, watch } from "../core/world.js"
import { speak, t, tellTimesIn } from "../core/words.js"
import "./folds.js"
import "./install-offer.js"
import { draw, mount, nameTabs, say } from "./frame.js"
import { gateOf } from "./gate.js"
import { follow } from "./router.js"
import { recall as gatherHomeless } from "./limbo.js"
import { language } from "./settings.js"
import { recall } from "./where.js"

/** Ages and lapses are looked at this often (ms). */
const TICK = 15_000

const begin = async () => {
  await speak(language())
  await start()
  await Promise.all([recall(), gatherHomeless()])
  const gate = gateOf()
  const changed = () => {
    tellTimesIn(rows("show")[0]?.timezone ?? "UTC")
    draw()
  }
  changed()
  mount(gate.view)
  nameTabs()
  // A screen may take long to open (the camera, the decoder); who is here and what waits must not wait for that.
  void follow()
  watch(changed)
  watchStatus(draw)
  hear("people", draw)
  setInterval(draw, TICK)
  gate.asked(await connect())
  await install()
}

addEventListener("unhandledrejection", () => say(t("That did not work. Try it again; if it stays so, tell your lead."), { tone: "stop" }))

await begin()
