import type { McapTypes } from '@mcap/core';
import { topics } from '../recorder/messages.ts';
import type { PlayedMessage } from './chunk-reader.ts';

/** Rows that are missing: first and last number. */
export interface Gap {
  readonly first: number;
  readonly last: number;
}

const ROW_CHANNELS = [topics.indexOf('request'), topics.indexOf('mark')];

/** Follows the numbers and times of the messages of a recording, and keeps what is missing or out of order. */
export class RowSequence {
  readonly #gaps: Gap[] = [];
  /** What the recording itself tells to be lost. */
  #told: readonly Gap[] = [];
  #nextSeq = 0;
  #lastTime = 0n;
  #requests = 0;
  #disordered = 0;
  #lostAtEnd: number | undefined;

  add(played: PlayedMessage): void {
    if (played.logTime < this.#lastTime) this.#disordered += 1;
    this.#lastTime = played.logTime;
    if (played.topic === 'recovery') this.#told = [...this.#told, ...played.message.gaps];
    if (played.topic === 'request' || played.topic === 'mark') this.#addRow(played.message.seq);
  }

  /** Takes what the end of the file says of its content; undefined when it has no readable end. */
  end(statistics: McapTypes.Statistics | undefined): void {
    if (!statistics) return;
    const { channelMessageCounts: counts } = statistics;
    const written = ROW_CHANNELS.reduce((sum, channel) => sum + Number(counts.get(channel) ?? 0n), 0);
    const inside = sum(this.#gaps.filter((gap) => !this.#isTold(gap)));
    this.#lostAtEnd = Math.max(written - this.#requests - inside, 0);
  }

  get found() {
    const gaps = this.#gaps.filter((gap) => !this.#isTold(gap));
    const behind = this.#lostAtEnd ?? 0;
    if (behind > 0) gaps.push({ first: this.#nextSeq, last: this.#nextSeq + behind - 1 });
    return {
      requests: this.#requests,
      missing: sum(gaps),
      gaps,
      endKnown: this.#lostAtEnd !== undefined,
      lostBefore: sum(this.#told),
      disordered: this.#disordered,
    };
  }

  #addRow(seq: number): void {
    if (seq > this.#nextSeq) this.#gaps.push({ first: this.#nextSeq, last: seq - 1 });
    if (seq < this.#nextSeq) this.#disordered += 1;
    this.#nextSeq = Math.max(this.#nextSeq, seq + 1);
    this.#requests += 1;
  }

  #isTold({ first, last }: Gap): boolean {
    return this.#told.some((told) => told.first === first && told.last === last);
  }
}

const sum = (gaps: readonly Gap[]) => gaps.reduce((total, { first, last }) => total + last - first + 1, 0);
