import { UserError } from '../user-error.ts';
import { ActiveTime } from './active-time.ts';
import type { Header, Moment, MomentOf } from './moment.ts';
import { type JournalEnd, JournalReader, type ParseMoment, readJournal } from './read-journal.ts';

interface Place {
  readonly offset: number;
  readonly length: number;
}

interface RecalledCall {
  readonly digest: string;
  readonly asked: Place;
  readonly settled: (Place & { readonly kind: 'answered' | 'failed' }) | undefined;
}

/**
 * A journal as replay needs it: for every address, what was asked and how it settled. Only digests and places
 * are kept in memory, about a hundred bytes a call; requests and answers are read when they are wanted.
 */
export class Recall {
  private readonly calls = new Map<string, RecalledCall>();
  private readonly winners = new Map<string, string>();
  /** Addresses of frames, lanes and notes that the journal holds already, by kind. */
  private readonly written = new Set<string>();
  private readonly reader: JournalReader;
  readonly header: Header;
  readonly end: JournalEnd;
  readonly moments: number;
  readonly finished: MomentOf<'finished'> | undefined;
  /** The title it was given since its header. */
  readonly renamed: string | undefined;
  /** Milliseconds in which the run was neither paused nor dead. */
  readonly activeMs: number;

  private constructor(path: string, parse: ParseMoment) {
    let header: Header | undefined;
    let finished: MomentOf<'finished'> | undefined;
    let renamed: string | undefined;
    let moments = 0;
    const clock = new ActiveTime();
    const lines = readJournal(path, parse);
    let line = lines.next();
    while (!line.done) {
      const { moment, offset, length } = line.value;
      moments += 1;
      clock.add(moment);
      if (moment.kind === 'run') header ??= moment;
      else if (moment.kind === 'finished') finished = moment;
      else if (moment.kind === 'renamed') renamed = moment.title;
      else if (moment.kind === 'resumed') finished = undefined;
      else this.take(moment, { offset, length });
      line = lines.next();
    }
    if (!header) {
      throw new UserError(
        'journal-empty',
        `${path} holds no run: its writer died before the first line.`,
        'Delete it.',
      );
    }
    this.header = header;
    this.finished = finished;
    this.renamed = renamed;
    this.moments = moments;
    this.end = line.value;
    this.activeMs = clock.total;
    this.reader = new JournalReader(path, parse);
  }

  static read(path: string, parse: ParseMoment): Recall {
    return new Recall(path, parse);
  }

  private take(moment: Moment, place: Place): void {
    switch (moment.kind) {
      case 'asked':
        this.calls.set(moment.address, { digest: moment.digest, asked: place, settled: undefined });
        break;
      case 'answered':
      case 'failed': {
        const call = this.calls.get(moment.address);
        if (call) this.calls.set(moment.address, { ...call, settled: { ...place, kind: moment.kind } });
        break;
      }
      case 'joined':
        if (moment.winner !== undefined) this.winners.set(moment.address, moment.winner);
        this.written.add(`joined ${moment.address}`);
        break;
      case 'opened':
      case 'closed':
      case 'lanes':
      case 'note':
        this.written.add(`${moment.kind} ${moment.address}`);
        break;
      default:
        break;
    }
  }

  call(address: string): RecalledCall | undefined {
    return this.calls.get(address);
  }

  /** The answered or failed moment of a settled call. */
  settlement(call: { readonly settled: Place }): MomentOf<'answered'> | MomentOf<'failed'> {
    const moment = this.reader.at(call.settled);
    if (moment.kind !== 'answered' && moment.kind !== 'failed')
      throw new TypeError('the journal changed under its reader');
    return moment;
  }

  request(call: RecalledCall): MomentOf<'asked'> {
    const moment = this.reader.at(call.asked);
    if (moment.kind !== 'asked') throw new TypeError('the journal changed under its reader');
    return moment;
  }

  winner(address: string): string | undefined {
    return this.winners.get(address);
  }

  has(kind: 'opened' | 'closed' | 'lanes' | 'joined' | 'note', address: string): boolean {
    return this.written.has(`${kind} ${address}`);
  }

  close(): void {
    this.reader.close();
  }
}
