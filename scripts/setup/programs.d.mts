export function programOf(entry: string, folder?: string): Promise<string>
