import { connect, type Socket } from "node:net";

/** One kept-alive HTTP/1.1 connection, by hand: a client library would cost more CPU than the floor under measure. */
export class Connection {
  private readonly socket: Socket;
  private heard = "";
  private answered: ((status: number) => void) | null = null;
  private failed: ((error: Error) => void) | null = null;

  constructor(port: number) {
    this.socket = connect({ port, host: "127.0.0.1", noDelay: true }).setEncoding("latin1");
    this.socket.on("data", (part: string) => this.hear(part));
    this.socket.on("error", (error) => this.failed?.(error));
    this.socket.on("close", () => this.failed?.(new Error("the server closed the connection")));
  }

  /** Resolves with the status once the whole answer is here. One request at a time. */
  send(head: string, body: Buffer): Promise<number> {
    return new Promise((answered, failed) => {
      if (this.socket.destroyed) return failed(new Error("the server had closed the connection"));
      this.answered = answered;
      this.failed = failed;
      this.socket.cork();
      this.socket.write(head, "latin1");
      this.socket.write(body);
      this.socket.uncork();
    });
  }

  close(): void {
    this.failed = null;
    this.socket.destroy();
  }

  private hear(part: string): void {
    this.heard += part;
    const end = this.heard.indexOf("\r\n\r\n");
    if (end === -1) return;
    const length = /\r\ncontent-length: (\d+)/i.exec(this.heard.slice(0, end));
    if (!length) this.failed?.(new Error(`an answer without a length: ${this.heard}`));
    if (!length || this.heard.length < end + 4 + Number(length[1])) return;
    const status = Number(this.heard.slice(9, 12));
    this.heard = "";
    this.answered?.(status);
  }
}
