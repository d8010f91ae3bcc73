import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import {
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
  key: { id: 'key_3J9nXo0S1mB4xq2vKf7RtA', name: 'created at the first start' },
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
      'For the dashboard: gives the browser a session cookie instead of an API key. All other endpoints accept it too. Programs send the API key itself.',
  })
  @ApiResponse({
    status: 201,
    description: 'Signed in; `Set-Cookie` holds the session, inaccessible to scripts.',
    standardSchema: sessionViewSchema,
    example,
  })
  @ApiProblems({
    400: 'The body is invalid.',
    401: 'The key is unknown, or the link was already used or has expired.',
    403: 'The request comes from another site.',
    429: 'Too many attempts; `Retry-After` says when to try again.',
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
  @ApiOperation({ summary: 'Get the current session' })
  @ApiResponse({
    status: 200,
    description: 'The session.',
    standardSchema: sessionViewSchema,
    example,
  })
  @ApiProblems({ 404: 'The request was authenticated with an API key, which needs no session.' })
  get(@CurrentKey() key: CallerKey): SessionView {
    return this.sessions.view(key);
  }

  @Delete('session')
  @HttpCode(204)
  @NotIdempotent()
  @RequireScope('read')
  @ApiOperation({ summary: 'Sign out' })
  @ApiResponse({ status: 204, description: 'The session has ended.' })
  @ApiProblems({ 404: 'The request was authenticated with an API key, which needs no session.' })
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
      'Ends every session of this API key, in every browser, and invalidates unused sign-in links.',
  })
  @ApiResponse({ status: 204, description: 'The sessions have ended.' })
  async signOutEverywhere(
    @CurrentKey() key: CallerKey,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    void reply.header('set-cookie', await this.sessions.signOutEverywhere(key));
  }
}
