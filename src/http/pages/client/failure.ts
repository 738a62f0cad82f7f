/** Why a call brought nothing. */
export type Failure =
  /** The device has no network. */
  | { readonly kind: "offline" }
  /** The network is there, the service did not answer. */
  | { readonly kind: "unreachable" }
  /** Nothing came for too long. */
  | { readonly kind: "timeout" }
  /** The answer ended before it was whole. */
  | { readonly kind: "interrupted" }
  /** The service, or a proxy before it, refused. */
  | {
      readonly kind: "refused";
      readonly status: number;
      /** What the service says to people; null when the reply was not the service's own. */
      readonly detail: string | null;
      readonly requestId: string | null;
      readonly retryAfterSeconds: number | null;
    };

/** Thrown by every call to the service. */
export class CallError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, cause?: unknown) {
    super(failure.kind, { cause });
    this.name = "CallError";
    this.failure = failure;
  }
}

/** A failure as people are told it. */
export interface FailureNotice {
  readonly title: string;
  /** What to do now. */
  readonly advice: string;
  /** Whether the same call can succeed later. */
  readonly mayRetry: boolean;
  /** How long to wait before it can, in seconds. */
  readonly retryAfterSeconds: number;
}

export function failureNotice(failure: Failure): FailureNotice {
  switch (failure.kind) {
    case "offline":
      return retriable("没有网络连接", "请检查手机信号或网络，连上后重试。");
    case "unreachable":
      return retriable("连不上服务", "服务可能正在维护，请稍后重试。");
    case "timeout":
      return retriable("等了很久没有回应", "网络可能不稳定，请重试。");
    case "interrupted":
      return retriable("回答没有收完", "连接中途断开，以上内容可能不全，请重试。");
    case "refused":
      return refusalNotice(failure);
  }
}

function refusalNotice({ status, detail, retryAfterSeconds, requestId }: Failure & { kind: "refused" }) {
  const seconds = retryAfterSeconds ?? 0;
  if (status === 429) return retriable("提问太频繁了", detail ?? "请稍等一会儿再问。", seconds);
  if (status === 503) return retriable("服务暂时不能回答", detail ?? "请稍后重试。", seconds);
  if (status >= 500) {
    const reference = requestId === null ? "" : `如果一再出现，请把编号 ${requestId} 告诉维护人员。`;
    return retriable("服务出错了", `请重试。${reference}`, seconds);
  }
  return {
    title: "这个请求没有被接受",
    advice: detail ?? "请换个说法再试。",
    mayRetry: false,
    retryAfterSeconds: 0,
  };
}

function retriable(title: string, advice: string, retryAfterSeconds = 0): FailureNotice {
  return { title, advice, mayRetry: true, retryAfterSeconds };
}

/** Reads why a response is none: a problem object (RFC 9457), or whatever a proxy put in its place. */
export async function refusalOf(response: Response, now = Date.now()): Promise<Failure> {
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json") ?? false;
  const problem: unknown = isProblem ? await response.json().catch(() => null) : null;
  return refusal(problem, response.status, retryAfterSeconds(response.headers.get("retry-after"), now));
}

/** @param problem a problem object as it came, in a response or as the last event of a stream */
export function refusal(problem: unknown, status: number, retryAfterSeconds: number | null): Failure {
  return {
    kind: "refused",
    status,
    detail: describeProblem(problem),
    requestId: textField(problem, "requestId"),
    retryAfterSeconds,
  };
}

/** The detail, then what each refused field lacks. */
function describeProblem(problem: unknown): string | null {
  const detail = textField(problem, "detail");
  const errors: unknown =
    typeof problem === "object" && problem !== null ? Reflect.get(problem, "errors") : null;
  const messages = Array.isArray(errors) ? errors.map((error) => textField(error, "message")) : [];
  const reasons = messages.filter((message) => message !== null);
  return detail === null || reasons.length === 0 ? detail : `${detail}${reasons.join("；")}。`;
}

function textField(value: unknown, name: string): string | null {
  const field: unknown = typeof value === "object" && value !== null ? Reflect.get(value, name) : null;
  return typeof field === "string" && field !== "" ? field : null;
}

/** `Retry-After` comes as seconds or as a date. */
function retryAfterSeconds(header: string | null, now: number): number | null {
  if (header === null) return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - now) / 1000);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}
