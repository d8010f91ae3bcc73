/** Why there was no response, human-readable, and whether the request may have arrived anyway. */
export interface NoResponse {
  readonly advice: string;
  readonly mayHaveArrived: boolean;
}

interface Kind extends NoResponse {
  readonly codes: RegExp;
}

/** By the error codes of Node, undici and OpenSSL, the more specific first. */
const kinds: readonly Kind[] = [
  {
    codes: /^(?:CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/,
    advice:
      "the site's certificate is not valid now: it has expired, or this machine's clock is " +
      'wrong. Renew the certificate.',
    mayHaveArrived: false,
  },
  {
    codes: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    advice:
      "the site's certificate is for another host name. Use the host name of the " +
      'certificate in baseUrl.',
    mayHaveArrived: false,
  },
  {
    codes:
      /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|INVALID_CA|ERR_TLS_CERT\w*)$/,
    advice:
      "the site's certificate cannot be trusted: it is self-signed, its chain is incomplete, or " +
      'its certificate authority is not trusted here. Make the site send its full chain, or make this ' +
      'machine trust its authority (in Node, with NODE_EXTRA_CA_CERTS).',
    mayHaveArrived: false,
  },
  {
    codes: /^(?:EPROTO|ERR_SSL_\w+|ERR_TLS_\w+)$/,
    advice:
      'the TLS handshake with the site failed. Check that https and the port ' +
      'in baseUrl are right.',
    mayHaveArrived: false,
  },
  {
    codes: /^(?:ENOTFOUND|EAI_\w+)$/,
    advice: 'the host name cannot be resolved. Check the spelling of baseUrl.',
    mayHaveArrived: false,
  },
  {
    codes: /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/,
    advice:
      'nothing is listening there, or it cannot be reached from this machine. Check the host and port of ' +
      'baseUrl, and that the site is up.',
    mayHaveArrived: false,
  },
  {
    codes:
      /^(?:\w*Timeout\w*|ETIMEDOUT|ECONNABORTED|UND_ERR_(?:HEADERS|BODY)_TIMEOUT|(?:request|body)-timeout)$/,
    advice: 'the site took too long to respond. Try again later.',
    mayHaveArrived: true,
  },
];

const other: NoResponse = {
  advice:
    'the connection failed. Check baseUrl, and that this machine can reach it; otherwise try again ' +
    'later.',
  mayHaveArrived: true,
};

/** @param codes of what the transport threw, as returned by `codesOf` of core */
export function explainNoResponse(codes: readonly string[]): NoResponse {
  const kind = kinds.find((one) => codes.some((code) => one.codes.test(code)));
  return kind ?? other;
}
