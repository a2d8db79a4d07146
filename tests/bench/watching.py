"""What a phone's page is told to mark, and asked for, while a bench measures it; times in ms of its own clock."""

SLOWDOWN = 4
"""How many times slower than this machine a middling phone is taken to be."""
WATCH = """
    const drawn = (mark) => requestAnimationFrame(() => setTimeout(() => performance.mark(mark)))
    const buttons = () => [...document.querySelectorAll("#app main button")].map((one) => one.textContent.trim())
    let told = 0, usable = false
    const look = () => {
        if (!usable && !location.hash && buttons().includes("Type")) drawn("usable", usable = true)
        const heard = performance.getEntriesByName("scan:heard").length
        if (heard > told && document.querySelector("dialog.verdict[open]")) drawn(`told:${told = heard}`)
    }
    const live = new AbortController()
    document.addEventListener("playing", () => drawn("live", live.abort()), { capture: true, signal: live.signal })
    const everything = { attributes: true, characterData: true, childList: true, subtree: true }
    new MutationObserver(look).observe(document, everything)
"""
"""Marks the frame that first shows the scanner's buttons, that with the first picture, that of each scan's verdict."""
BOARD = """
    const drawn = (mark) => requestAnimationFrame(() => setTimeout(() => performance.mark(mark)))
    const places = document.getElementsByClassName("seg--kinds")
    const look = () => {
        if (places.length) {
            drawn("board", shown.disconnect())
            answered.observe(places[0].lastElementChild, { attributes: true })
        }
    }
    const shown = new MutationObserver(look), answered = new MutationObserver(() => drawn("answered"))
    shown.observe(document, { childList: true, subtree: true })
    const tapped = ({ timeStamp }) => performance.mark("tapped", { startTime: timeStamp })
    addEventListener("pointerdown", tapped, { capture: true, once: true })
"""
"""Marks the frame that first shows the board's figures, and the frame in which it has answered a tap on the last of the
buttons over its places."""
AT = """(name) => new Promise((done, fail) => {
    setTimeout(() => fail(new Error(`no ${name} after a minute`)), 60_000)
    const look = (list) => list.getEntriesByName(name).forEach(({ startTime }) => done(startTime))
    new PerformanceObserver(look).observe({ type: name.includes("paint") ? "paint" : "mark", buffered: true })
})"""
SIZE = """(wanted) => performance.getEntriesByType("navigation").concat(performance.getEntriesByType("resource"))
    .filter(({ entryType, renderBlockingStatus, responseEnd }) => (wanted === "paint"
        ? entryType === "navigation" || renderBlockingStatus === "blocking" : responseEnd <= wanted))
    .reduce((sum, { transferSize }) => sum + transferSize, 0) / 1000"""
"""Kilobytes that the first paint waited for, or that came until a time."""
SUMMARY = """() => new Promise((done) => {
    const kept = (key) => localStorage.getItem(key)
    const look = () => { if (kept("glance") && kept("zone")) done(); else setTimeout(look, 50) }
    look()
})"""
"""Waits until a page at the board has kept what its next start begins with."""
KEPT = "async () => { await navigator.serviceWorker.ready }"
VERDICTS = """(count) => Array.from({ length: count }, (_, n) => {
    const heard = performance.getEntriesByName("scan:heard")[n]
    return performance.getEntriesByName(`told:${n + 1}`)[0].startTime - heard.startTime
})"""
