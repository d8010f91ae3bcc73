import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import {
  ApiAnswer,
  ApiProblems,
  CurrentKey,
  NotIdempotent,
  RequireScope,
  sessionTokenOf,
  SignInRoute,
} from '../../index.ts';
import type { CallerKey } from '../../index.ts';
import { sessionViewSchema, signInSchema } from './session.schemas.ts';
import type { SessionView, SignInBody } from './session.schemas.ts';
import { SessionService } from './session.service.ts';

const example: SessionView = {
  scopes: ['admin'],
  key: { id: 'key_3J9nXo0S1mB4xq2vKf7RtA', name: 'made at the first start' },
  idleExpiresAt: '2026-11-20T11:00:00.000Z',
  expiresAt: '2026-11-20T22:00:00.000Z',
};

@ApiTags('session')
@Controller('v1')
export class SessionController {
  constructor(@Inject(SessionService) private readonly sessions: SessionService) {}

  @Post('session')
  @NotIdempotent()
  @SignInRoute()
  @ApiOperation({
    summary: 'Sign in',
    description:
      'For the page of this relay: gives the browser a cookie in place of an API key, which every other call takes as well. Programs send the key itself.',
  })
  @ApiAnswer({
    status: 201,
    description: 'Signed in; `Set-Cookie` holds the session, out of reach of scripts.',
    schema: sessionViewSchema,
    example,
  })
  @ApiProblems({
    400: 'The body cannot be taken.',
    401: 'The key is not known, or the link was used or is too old.',
    403: 'The call comes from another site.',
    429: 'Too many tries; `Retry-After` says when to try again.',
  })
  async signIn(
    @Body({ schema: signInSchema }) body: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const { cookie, view } = await this.sessions.signIn({
      body,
      former: sessionTokenOf(request),
      remote: request.ip,
      origin: request.headers.origin,
    });
    void reply.header('set-cookie', cookie);
    return view;
  }

  @Get('session')
  @RequireScope('read')
  @ApiOperation({ summary: 'Show who is signed in' })
  @ApiAnswer({ status: 200, description: 'The session.', schema: sessionViewSchema, example })
  @ApiProblems({ 404: 'The call came with an API key, which needs no session.' })
  get(@CurrentKey() key: CallerKey): SessionView {
    return this.sessions.view(key);
  }

  @Delete('session')
  @HttpCode(204)
  @NotIdempotent()
  @RequireScope('read')
  @ApiOperation({ summary: 'Sign out' })
  @ApiAnswer({ status: 204, description: 'The session has ended.' })
  @ApiProblems({ 404: 'The call came with an API key, which needs no session.' })
  async signOut(
    @CurrentKey() key: CallerKey,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    void reply.header('set-cookie', await this.sessions.signOut(key));
  }

  @Delete('sessions')
  @HttpCode(204)
  @NotIdempotent()
  @RequireScope('read')
  @ApiOperation({
    summary: 'Sign out everywhere',
    description:
      'Ends every session of this API key, in whatever browser, and the sign-in links that were not used yet.',
  })
  @ApiAnswer({ status: 204, description: 'The sessions have ended.' })
  async signOutEverywhere(
    @CurrentKey() key: CallerKey,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    void reply.header('set-cookie', await this.sessions.signOutEverywhere(key));
  }
}
