/** The picture a video shows just now, in a form that can be handed to a worker. */

/**
 * A function that takes pictures: without copying where the browser can, else through a canvas of the page.
 * @returns {(video: HTMLVideoElement) => Promise<ImageBitmap | ImageData | null>} null while there is no picture
 */
export function grabber() {
  let direct = typeof OffscreenCanvas === "function" && typeof createImageBitmap === "function"
  return async (video) => {
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || !video.videoWidth) return null
    try {
      if (direct) return await createImageBitmap(video)
    } catch {
      direct = false // Some browsers have it for pictures only.
    }
    return pixelsOf(video, video.videoWidth, video.videoHeight)
  }
}

/**
 * @param {CanvasImageSource} source
 * @param {number} width
 * @param {number} height
 * @returns {ImageData | null} null where the phone has no memory left for a canvas
 */
function pixelsOf(source, width, height) {
  const easel = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d")
  easel?.drawImage(source, 0, 0, width, height)
  return easel?.getImageData(0, 0, width, height) ?? null
}
