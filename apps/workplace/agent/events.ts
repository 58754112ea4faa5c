/** One server-sent event: its id and its data, as the stream gives them. */
export interface ServerEvent {
  id: string;
  data: string;
}

/** Reads server-sent events from the body of an answer (WHATWG HTML, 9.2): fields by lines, an event at each empty line. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let text = '';
  let [id, data]: [string, string[]] = ['', []];
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true });
    const lines = text.split(/\r\n|\r|\n/);
    text = lines.pop() ?? '';
    for (const line of lines) {
      const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
      if (line === '') {
        if (data.length > 0) yield { id, data: data.join('\n') };
        data = [];
      } else if (field === 'data') data.push(value);
      else if (field === 'id') id = value;
    }
  }
}
