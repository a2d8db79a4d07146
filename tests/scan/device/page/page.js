/** The smallest screen around the device layer: says every state, lists every scan. */

import { Scanner } from "/static/scan/device/scanner.js"

const at = (id) => document.getElementById(id)

const scanner = new Scanner(({ text, by }) => {
  performance.mark(`scan:${at("scans").childElementCount + 1}`)
  const line = document.createElement("li")
  line.textContent = `${by} ${text}`
  at("scans").append(line)
})

scanner.addEventListener("change", () => {
  for (const part of ["camera", "decoder", "awake"]) at(part).value = scanner[part].state
  performance.mark(`camera:${scanner.camera.state}`)
})

document.querySelector("button").addEventListener("click", () => {
  at("pressed").value = Number(at("pressed").value) + 1
})

window.scanner = scanner
window.video = document.querySelector("video")
if (location.hash !== "#closed") scanner.open(window.video)
