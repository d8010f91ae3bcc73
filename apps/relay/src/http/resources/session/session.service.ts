import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';

import type { RelayConfig } from '../../../operations/config/config.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { CLOCK, CONFIG, LOGGER } from '../../../shared/tokens.ts';
import { ProblemError, Sessions, setSessionCookie } from '../../index.ts';
import type { CallerKey, Session, SignIn } from '../../index.ts';
import type { SessionView, SignInBody } from './session.schemas.ts';
import { commandLine } from '../../../shared/command-line.ts';

/** Signing in to the dashboard and out of it. Logs identify keys only by their ids. */
@Injectable()
export class SessionService {
  readonly #isPublicByHttps: boolean;

  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CONFIG) { publicUrl }: Pick<RelayConfig, 'publicUrl'>,
  ) {
    this.#isPublicByHttps = publicUrl?.startsWith('https:') === true;
  }

  /**
   * @param options.former the browser's previous token, whose session ends
   * @param options.origin as stated by the browser: on the machine itself it may be plain http
   * @returns the `Set-Cookie` header and the session
   * @throws {ProblemError} 401
   */
  async signIn(options: {
    readonly body: SignInBody;
    readonly former: string | undefined;
    readonly remote: string;
    readonly origin: string | undefined;
  }): Promise<{ readonly cookie: string; readonly view: SessionView }> {
    const { body, former, remote, origin } = options;
    const { key, code = '' } = body;
    const by = key === undefined ? 'link' : 'key';
    const signIn: SignIn = key === undefined ? { code } : { key };
    const begun = await this.sessions.begin(signIn, former);
    if (begun === undefined) {
      this.logger.warn({ by, remote }, 'sign-in refused');
      throw by === 'key' ? unknownKey() : unknownCode();
    }
    const { token, session } = begun;
    this.logger.info({ by, remote, apiKeyId: session.keyId }, 'signed in');
    const maxAgeSeconds = (session.expiresAt - this.clock.now()) / 1_000;
    return {
      cookie: setSessionCookie({
        token,
        maxAgeSeconds,
        secure: origin?.startsWith('https:') ?? this.#isPublicByHttps,
      }),
      view: sessionView(session),
    };
  }

  /** @throws {ProblemError} 404 for a request with an API key */
  view(key: CallerKey): SessionView {
    return sessionView(sessionOf(key));
  }

  /**
   * @returns the `Set-Cookie` header that deletes the cookie
   * @throws {ProblemError} 404 for a request with an API key
   */
  async signOut(key: CallerKey): Promise<string> {
    await this.sessions.end(sessionOf(key).hash);
    this.logger.info({ apiKeyId: key.id }, 'signed out');
    return endedCookie;
  }

  /** @returns the `Set-Cookie` header that deletes the cookie */
  async signOutEverywhere(key: CallerKey): Promise<string> {
    const ended = await this.sessions.endAll(key.id);
    this.logger.info({ apiKeyId: key.id, ended }, 'signed out everywhere');
    return endedCookie;
  }
}

const endedCookie = setSessionCookie({ token: '', maxAgeSeconds: 0, secure: false });

function sessionView({ scopes, keyId, keyName, idleExpiresAt, expiresAt }: Session): SessionView {
  return {
    scopes: [...scopes],
    key: { id: keyId, name: keyName },
    idleExpiresAt: new Date(idleExpiresAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}

function sessionOf({ session }: CallerKey): Session {
  if (session !== undefined) return session;
  throw new ProblemError({
    status: 404,
    code: 'session_not_found',
    detail: 'This request was authenticated with an API key, not with a session cookie.',
  });
}

function unknownKey(): ProblemError {
  return new ProblemError({
    status: 401,
    code: 'api_key_unknown',
    detail: `This API key is unknown or was deleted. Whoever has access to this machine can create a new one with "${commandLine('admin-key')}".`,
  });
}

function unknownCode(): ProblemError {
  return new ProblemError({
    status: 401,
    code: 'sign_in_link_unknown',
    detail: `This sign-in link was already used or is older than 15 minutes. Sign in with an API key, or create a new link with "${commandLine('sign-in-link')}".`,
  });
}
