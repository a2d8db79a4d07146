// Runs before the first paint, so that a dark stage is never lit by a white page. Classic and blocking on purpose.
{
  const root = document.documentElement
  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem("look") ?? "{}")
    } catch {
      return {} // No storage in this browser mode: the system's theme holds.
    }
  }
  const isKept = (/** @type {string} */ key) => {
    try {
      return localStorage.getItem(key) !== null
    } catch {
      return false
    }
  }
  Object.assign(root.dataset, kept())
  // All rooms but the scanner are in the app's second script: asked for now, it comes along with the first.
  if (!/^(#scan)?$/.test(location.hash)) {
    const { src } = /** @type {HTMLScriptElement} */ (document.currentScript)
    const rooms = Object.assign(document.createElement("script"), { id: "rooms", src: new URL("../scan/rooms.js", src).href })
    rooms.onerror = () => rooms.remove()
    // Where the board can be in the first frame, no frame comes before it.
    if (location.hash === "#board" && isKept("glance")) rooms.setAttribute("blocking", "render")
    document.head.append(rooms)
  }
}
