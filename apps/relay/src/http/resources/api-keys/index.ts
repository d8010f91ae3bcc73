export { ApiKeysModule } from './api-keys.module.ts';
export { ApiKeysService } from './api-keys.service.ts';
export { FirstKey } from './first-key.ts';
export { SignInLinks, signInLinkMinutes } from './sign-in-links.ts';
