// A page that is read from a disk may start no Worker; the theme's search wants one. Where the page comes from a disk,
// this one runs the script in a hidden frame instead, and hands messages on as a Worker does.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(address) {
      super()
      const script = new URL(address, location.href)
      this.onmessage = null
      const frame = document.createElement("iframe")
      frame.hidden = true
      this.ready = new Promise((resolve) => {
        frame.addEventListener("load", () => resolve(frame.contentWindow), { once: true })
      }).then((inside) => this.start(inside, script))
      document.documentElement.appendChild(frame)
    }

    start(inside, address) {
      const load = (source) =>
        new Promise((resolve, reject) => {
          const script = inside.document.createElement("script")
          script.src = new URL(source, address).href
          script.onload = resolve
          script.onerror = reject
          inside.document.head.appendChild(script)
        })
      inside.postMessage = (data) => {
        const event = new MessageEvent("message", { data })
        this.dispatchEvent(event)
        if (this.onmessage) this.onmessage(event)
      }
      // A Worker loads them before it goes on; the theme's script awaits what is given back.
      inside.importScripts = (...sources) =>
        sources.reduce((before, source) => before.then(() => load(source)), Promise.resolve())
      return load(address).then(() => inside)
    }

    postMessage(data) {
      this.ready.then((inside) => inside.dispatchEvent(new inside.MessageEvent("message", { data })))
    }

    terminate() {}
  }
}
