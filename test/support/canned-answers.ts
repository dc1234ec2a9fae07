/** Answers given in order: a value is returned, an error thrown. Asking for more than there are is an error. */
export class CannedAnswers<Request, Answer> {
  readonly requests: Request[] = [];

  constructor(
    private readonly of: string,
    private readonly answers: (Answer | Error)[],
  ) {}

  next(request: Request): Promise<Answer> {
    this.requests.push(request);
    const answer = this.answers.shift();
    if (answer === undefined) return Promise.reject(new Error(`no answer left for ${this.of}`));
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }
}
