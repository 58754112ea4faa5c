/** Live streams of some units; `seen` is called with each alert's name when it is first heard of, and the time. */
export interface Watch {
  close(): void;
}

/** Opens a stream a unit, as its team's page would. */
export async function watchAlerts(
  address: string,
  units: Iterable<string>,
  seen: (indicator: string, at: number) => void,
): Promise<Watch> {
  const ending = new AbortController();
  for (const unit of units) {
    const answer = await fetch(`${address}/api/stream?as=bench@${unit}`, { signal: ending.signal });
    if (!answer.ok || !answer.body) throw new Error(`The stream of ${unit} was refused: ${answer.status}`);
    void read(answer.body, seen).catch(() => undefined);
  }
  return { close: () => ending.abort() };
}

async function read(body: ReadableStream<Uint8Array>, seen: (indicator: string, at: number) => void): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    const at = performance.now();
    text += decoder.decode(chunk, { stream: true });
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) {
      const indicator = /^data: .*"kind":"alert".*"indicator":"([^"]+)"/.exec(line)?.[1];
      if (indicator !== undefined) seen(indicator, at);
    }
  }
}
