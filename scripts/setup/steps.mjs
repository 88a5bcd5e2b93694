const TICK = 200

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`
}

/**
 * Shows work as steps, each with its time: on a terminal as one line that is written over, elsewhere as plain lines.
 * `run(title, work)` calls `work(note)`, where `note(text)` says what is being done just now, and what `work` returns
 * is returned. `say(text)` writes a line of its own, whatever step is under way.
 */
export function createSteps(output = process.stdout) {
  const live = output.isTTY === true
  let redraw = () => undefined
  return {
    say(text) {
      output.write(`${live ? '\r\x1b[2K' : ''}${text}\n`)
      redraw()
    },
    async run(title, work) {
      const since = Date.now()
      let text = ''
      const line = (mark) => `  ${mark} ${title.padEnd(22)} ${seconds(since).padStart(8)}  ${text}`
      const draw = () => output.write(`\r\x1b[2K${line('…').slice(0, (output.columns ?? 80) - 1)}`)
      const timer = live ? setInterval(draw, TICK) : undefined
      if (live) {
        redraw = draw
        draw()
      }
      try {
        const result = await work((note) => {
          text = note
          if (live) draw()
          else output.write(`    ${title}: ${note}\n`)
        })
        output.write(`${live ? '\r\x1b[2K' : ''}${line('✓')}\n`)
        return result
      } catch (error) {
        output.write(`${live ? '\r\x1b[2K' : ''}${line('✗')}\n`)
        throw error
      } finally {
        redraw = () => undefined
        clearInterval(timer)
      }
    },
  }
}
