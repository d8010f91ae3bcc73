import { describe, expect, it } from 'vitest';

import { startReceiver, startSandbox } from './harness.ts';
import { answer } from './receiver.ts';

describe('a URL that works', () => {
  it('receives every activity after its registration once, in order', async () => {
    const { control } = await startSandbox();
    const receiver = await startReceiver();
    await control.make('Created');
    await control.register(receiver.url);

    const made = [await control.make('SentViaEmail'), await control.make('Paid')];
    await receiver.calledTimes(2);
    await control.seen({ waiting: 0 });

    expect(receiver.ids()).toEqual(made.map(({ Id }) => Id));
    expect(await control.activities()).toHaveLength(3);
  });

  it('receives the next activity only after its response', async () => {
    const { control } = await startSandbox();
    let open = 0;
    let maxOpen = 0;
    const receiver = await startReceiver({
      behaviour: (response) => {
        open += 1;
        maxOpen = Math.max(maxOpen, open);
        setImmediate(() => {
          open -= 1;
          response.end();
        });
      },
    });
    await control.register(receiver.url);

    await control.call('POST', '/control/burst', { count: 200 });
    await receiver.calledTimes(200);

    expect(maxOpen).toBe(1);
  });

  it('is not delayed by another one that never responds', async () => {
    const { control } = await startSandbox();
    const silent = await startReceiver();
    const quick = await startReceiver();
    await control.register(silent.url);
    await control.register(quick.url);
    silent.behaviour = () => undefined;

    await control.call('POST', '/control/burst', { count: 50 });
    await quick.calledTimes(50);

    expect(silent.calls).toHaveLength(1);
  });

  it('receives the number of an unknown type', async () => {
    const { control } = await startSandbox();
    const receiver = await startReceiver();
    await control.register(receiver.url);

    await control.make(99);
    await receiver.calledTimes(1);

    expect(receiver.payloads()[0]?.Activity).toMatchObject({
      Type: 99,
      Link: null,
      InvoiceId: 0,
      InvoiceNumber: null,
      OrderId: 0,
      OrderNumber: null,
    });
  });

  it('receives a long burst in order', async () => {
    const { control } = await startSandbox();
    const receiver = await startReceiver();
    await control.register(receiver.url);

    // More than twice as many as the sender reads at once.
    const count = 1_200;
    const { body } = await control.call('POST', '/control/burst', { count });
    await receiver.calledTimes(count);

    expect(body).toEqual({ count, firstId: body.firstId, lastId: body.firstId + count - 1 });
    expect(receiver.ids()).toEqual(Array.from({ length: count }, (_, n) => body.firstId + n));
  });
});

describe('a URL that does not work', () => {
  it.each([201, 204, 302, 404, 500])('is retried after status %i', async (status) => {
    const { control, runtime } = await startSandbox();
    const receiver = await startReceiver();
    await control.register(receiver.url);
    receiver.behaviour = (response, received, index) =>
      answer(index === 0 ? status : 200)(response, received, index);

    const made = await control.make('Paid');
    await control.seen({ state: 'retrying', failedTries: 1, waiting: 1 });
    runtime.advance(1_000);
    await control.seen({ state: 'working', failedTries: 0, waiting: 0 });

    expect(receiver.ids()).toEqual([made.Id, made.Id]);
    const [first, second] = receiver.payloads();
    expect(second?.Timestamp).not.toBe(first?.Timestamp);
    expect(second?.Signature).not.toBe(first?.Signature);
  });

  it('is not called until each delay has passed', async () => {
    const { control, runtime } = await startSandbox();
    const receiver = await startReceiver({ behaviour: answer(500) });
    await control.register(receiver.url);
    const start = runtime.now();
    const at = (milliseconds: number) => new Date(start + milliseconds).toISOString();

    await control.make('Paid');
    await control.seen({ failedTries: 1, nextTryAt: at(1_000) });
    runtime.advance(999);
    await control.make('Unpaid');
    await control.seen({ failedTries: 1, waiting: 2 });
    expect(receiver.calls).toHaveLength(1);

    runtime.advance(1);
    await control.seen({ failedTries: 2, nextTryAt: at(6_000) });
    runtime.advance(5_000);
    await control.seen({ failedTries: 3, nextTryAt: at(36_000) });
    expect(receiver.calls).toHaveLength(3);
  });

  it('is ignored after the last delay, and catches up in order when it recovers', async () => {
    const { control, runtime } = await startSandbox();
    const receiver = await startReceiver({ behaviour: answer(503) });
    await control.register(receiver.url);
    await control.call('PUT', '/control/trouble', { retryDelaysMs: [10, 20], ignoreForMs: 500 });

    const first = await control.make('Created');
    await control.seen({ state: 'retrying', failedTries: 1 });
    runtime.advance(10);
    await control.seen({ state: 'retrying', failedTries: 2 });
    runtime.advance(20);
    await control.seen({ state: 'ignored', failedTries: 3 });
    const missed = [
      await control.make('SentViaEmail'),
      await control.make('Viewed'),
      await control.make('Paid'),
    ];
    runtime.advance(499);
    await control.seen({ state: 'ignored', waiting: 4 });
    expect(receiver.calls).toHaveLength(3);

    runtime.advance(1);
    await control.seen({ state: 'ignored', failedTries: 4 });
    receiver.behaviour = answer(200);
    runtime.advance(500);
    await control.seen({ state: 'working', waiting: 0 });

    expect(receiver.ids().slice(4)).toEqual([first, ...missed].map(({ Id }) => Id));
  });

  it('is retried immediately when the delays are shortened', async () => {
    const { control, runtime } = await startSandbox();
    const receiver = await startReceiver({ behaviour: answer(500) });
    await control.register(receiver.url);
    await control.make('Paid');
    await control.seen({ failedTries: 1 });
    runtime.advance(500);

    receiver.behaviour = answer(200);
    await control.call('PUT', '/control/trouble', { retryDelaysMs: [100] });
    await control.seen({ state: 'working', waiting: 0 });
  });

  it('is failing while unreachable, and catches up afterwards', async () => {
    const { control, runtime } = await startSandbox();
    const receiver = await startReceiver();
    await control.register(receiver.url);
    const { port } = receiver;
    await receiver.stop();

    const made = await control.make('Paid');
    await control.seen({ state: 'retrying' });
    const again = await startReceiver({ port });
    runtime.advance(1_000);
    await again.calledTimes(1);

    expect(again.ids()).toEqual([made.Id]);
    const { body } = await control.call('GET', '/control/attempts?limit=2');
    expect(body.data[1]).toMatchObject({
      status: null,
      accepted: false,
      error: expect.stringMatching(/ECONNREFUSED|ECONNRESET|socket hang up/),
    });
  });

  it('is failing if its response takes too long', async () => {
    const { control } = await startSandbox({ attemptTimeoutMs: 50 });
    const receiver = await startReceiver();
    // The URL is tested with the same limit, which a busy machine may exceed a few times.
    const register = async () =>
      (await control.call('POST', '/control/webhooks', { url: receiver.url })).status;
    await expect.poll(register).toBe(201);
    receiver.behaviour = (response) => void response.writeHead(200).write('never ends');

    await control.make('Paid');
    await control.seen({ state: 'retrying', failedTries: 1 });

    const { body } = await control.call('GET', '/control/attempts');
    expect(body.data[0].error).toBe('no complete response within 50 ms');
  });

  it('is working if its response is 200 but too large to read', async () => {
    const { control } = await startSandbox();
    const receiver = await startReceiver();
    await control.register(receiver.url);
    receiver.behaviour = (response) => void response.writeHead(200).write('x'.repeat(200_000));

    await control.make('Paid');
    await control.seen({ state: 'working', waiting: 0 });
  });
});

describe('duplicates', () => {
  it('are sent if a response is lost after the receiver has stored the activity', async () => {
    const { control, runtime } = await startSandbox();
    const receiver = await startReceiver();
    await control.register(receiver.url);
    receiver.behaviour = (response, received, index) =>
      index === 0 ? response.destroy() : answer(200)(response, received, index);

    const one = await control.make('Created');
    const two = await control.make('Paid');
    await control.seen({ state: 'retrying' });
    runtime.advance(1_000);
    await control.seen({ waiting: 0 });

    expect(receiver.ids()).toEqual([one.Id, one.Id, two.Id]);
  });

  it('are sent for every nth activity if configured', async () => {
    const { control } = await startSandbox();
    const receiver = await startReceiver();
    await control.register(receiver.url);
    await control.call('PUT', '/control/trouble', { repeatEvery: 3 });

    const { body } = await control.call('POST', '/control/burst', { count: 30 });
    await control.seen({ waiting: 0 });

    const once = Array.from({ length: 30 }, (_, index) => body.firstId + index);
    expect(receiver.ids()).toEqual(once.flatMap((id) => (id % 3 === 0 ? [id, id] : [id])));
  });
});
