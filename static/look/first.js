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
  Object.assign(root.dataset, kept())
  // All rooms but the scanner are in the app's second script: asked for now, it comes along with the first.
  if (!/^(#scan)?$/.test(location.hash)) {
    const { src } = /** @type {HTMLScriptElement} */ (document.currentScript)
    const { href } = new URL("../scan/rooms.js", src)
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "script", href }))
  }
}
