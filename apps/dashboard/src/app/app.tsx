import { QueryClientProvider } from '@tanstack/preact-query';
import { LocationProvider } from 'preact-iso';

import { queryClient } from '../api/query-client.ts';
import { Toasts } from '../ui/toasts.tsx';
import { Routes } from './routes.tsx';
import { SessionGate } from './session.tsx';
import { Shell } from './shell.tsx';

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <LocationProvider>
        <SessionGate>
          <Shell>
            <Routes />
          </Shell>
          <Toasts />
        </SessionGate>
      </LocationProvider>
    </QueryClientProvider>
  );
}
